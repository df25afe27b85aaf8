package dev.appdb.bot.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when no request of Slack's passes the check of its signature, which a wrong secret or a wrong clock causes, and
 * reports it in the log once a minute. After several in a row it is a reason not to be ready, until one passes or no more
 * come: whoever else sends requests can't keep the bot out of service for longer than they do.
 */
final class RefusedSignatures {
    static final int IN_A_ROW = 5;
    static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(RefusedSignatures.class);

    private final Clock clock;
    private int inARow;
    private String why = "";
    private Instant lastAt = Instant.EPOCH;
    private Instant warnedAt = Instant.EPOCH;

    RefusedSignatures(Clock clock) {
        this.clock = clock;
    }

    /** A request passed. */
    synchronized void passed() {
        inARow = 0;
    }

    /** A request did not pass. */
    synchronized void refused(RequestSignature.Verdict verdict, Duration age) {
        Optional<String> reason = reason(verdict, age);
        if (reason.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        inARow = now.isAfter(lastAt.plus(REMEMBERED)) ? 1 : inARow + 1;
        lastAt = now;
        why = reason.get();
        if (!now.isBefore(warnedAt.plus(BETWEEN_WARNINGS)) || now.isBefore(warnedAt)) {
            warnedAt = now;
            LOG.warn("a request is refused ({} in a row): {}", inARow, why);
        }
    }

    /** Empty for what does not even look like a request of Slack's. */
    private static Optional<String> reason(RequestSignature.Verdict verdict, Duration age) {
        return switch (verdict) {
            case VALID, UNSIGNED -> Optional.empty();
            case WRONG_SIGNATURE ->
                Optional.of(
                        "its signature is not made with SLACK_SIGNING_SECRET; set that to the app's Signing Secret");
            case WRONG_TIME ->
                Optional.of("its signature is right, but this machine's clock is "
                        + age.abs().toSeconds() + " s " + (age.isNegative() ? "behind" : "ahead of")
                        + " Slack's; set the clock");
        };
    }

    /** The reason not to be ready. */
    synchronized Optional<String> problem() {
        boolean isRecent = !clock.instant().isAfter(lastAt.plus(REMEMBERED));
        return inARow >= IN_A_ROW && isRecent
                ? Optional.of(inARow + " requests in a row were refused: " + why)
                : Optional.empty();
    }
}
