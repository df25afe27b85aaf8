package dev.appdb.bench;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.engine.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time of an account on loopback: it moves by what is slept, and by a little for each look. It remembers when the stack
 * was created, and when that was noticed.
 */
final class DeploymentClock implements Sleeper {
    /** What a call of AWS takes, and so how exact this clock is. */
    static final Duration LOOK = Duration.ofMillis(150);

    private static final String CREATED = "CREATE_COMPLETE";

    private final FakeAws aws;
    private final String stack;
    private final Instant start;
    private Map<String, Duration> updates = Map.of();
    private @Nullable Duration created;
    private @Nullable Duration noticed;

    DeploymentClock(FakeAws aws, String stack) {
        this.aws = aws;
        this.stack = stack;
        this.start = aws.account().clock().instant();
        aws.stacks().tickLength(LOOK);
    }

    /** How long each resource takes to be created, and to be updated once all are created. */
    void take(Map<String, Duration> creations, Map<String, Duration> later) {
        creations.forEach((id, duration) -> aws.stacks().resource(id).takes(ticks(duration)));
        updates = later;
    }

    Duration now() {
        return Duration.between(start, aws.account().clock().instant());
    }

    Duration created() {
        return Objects.requireNonNull(created, "the stack was never created");
    }

    Duration noticed() {
        return Objects.requireNonNull(noticed, "the creation's end was never noticed");
    }

    @Override
    public void sleep(Duration pause) {
        look();
        if (created != null && noticed == null) {
            // the first pause after the creation is one of the second step's
            noticed = now();
        }
        for (int i = 0; i < ticks(pause); i++) {
            aws.stacks().tick(1);
            look();
        }
    }

    private void look() {
        if (created == null
                && aws.stacks().status(stack).filter(CREATED::equals).isPresent()) {
            created = now();
            updates.forEach((id, duration) -> aws.stacks().resource(id).takes(ticks(duration)));
        }
    }

    private static int ticks(Duration duration) {
        return Math.toIntExact(Math.max(1, Math.round((double) duration.toMillis() / LOOK.toMillis())));
    }
}
