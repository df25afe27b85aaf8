package dev.appdb.bot.slack;

import dev.appdb.failure.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says whether an HTTP request is Slack's, as docs.slack.dev/authentication/verifying-requests-from-slack describes.
 * Bolt's own check is not used: with a blank secret it verifies with a constant, it takes timestamps from the future,
 * compares in a time that depends on where texts differ, and hashes the body in the platform's encoding, after parsing it.
 */
final class RequestSignature {
    /** The largest difference between a request's timestamp and now, either way. */
    static final Duration LONGEST_AGE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";

    private final Secret secret;
    private final Clock clock;

    RequestSignature(Secret secret, Clock clock) {
        if (secret.reveal().isBlank()) {
            throw new IllegalArgumentException("Slack's requests can't be verified without a signing secret");
        }
        this.secret = secret;
        this.clock = clock;
    }

    /** The ways in which a signature is judged. */
    enum Verdict {
        VALID,
        /** A header is missing, or no timestamp: not Slack's. */
        UNSIGNED,
        /** Made with another secret, or of other bytes. */
        WRONG_SIGNATURE,
        /** Made with the secret, but too long ago, or in the future. */
        WRONG_TIME
    }

    /**
     * A judged request.
     *
     * @param age from the request's timestamp to now; zero where it has none
     */
    record Judged(Verdict verdict, Duration age) {}

    /** Judges a request: both headers are there, the timestamp is near, and the signature is that of these bytes. */
    Judged judge(Optional<String> timestamp, Optional<String> signature, byte[] body) {
        if (timestamp.isEmpty() || signature.isEmpty() || !timestamp.get().matches("[0-9]{1,12}")) {
            return new Judged(Verdict.UNSIGNED, Duration.ZERO);
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp.get())), clock.instant());
        boolean isNear = age.abs().compareTo(LONGEST_AGE) <= 0;
        byte[] expected = expected(timestamp.get(), body);
        boolean isEqual = MessageDigest.isEqual(expected, signature.get().getBytes(StandardCharsets.UTF_8));
        Verdict ofEqual = isNear ? Verdict.VALID : Verdict.WRONG_TIME;
        return new Judged(isEqual ? ofEqual : Verdict.WRONG_SIGNATURE, age);
    }

    private byte[] expected(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(mac.doFinal(body));
            return ("v0=" + hex).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
