package dev.appdb.roles.lambda;

import java.time.Duration;
import java.util.function.IntSupplier;

/** When AWS Lambda ends this call, less what it takes to say why it did not work out. */
final class Deadline {
    private static final Duration TO_ANSWER = Duration.ofMillis(1500);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final IntSupplier remainingMillis;

    /** @param remainingMillis the time until AWS Lambda ends this call, as its context gives it */
    Deadline(IntSupplier remainingMillis) {
        this.remainingMillis = remainingMillis;
    }

    /** The time that a step may still take; at least 1 s, so that a late step fails with its own words. */
    Duration left() {
        Duration left = untilAnswer();
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** The time until an answer has to be written; negative once it is too late. */
    Duration untilAnswer() {
        return Duration.ofMillis(remainingMillis.getAsInt()).minus(TO_ANSWER);
    }

    /** The same, or less if that is enough. */
    Duration leftOrAtMost(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }
}
