package dev.appdb.bot.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what will be so, far longer than a busy machine needs. */
public final class Awaiting {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private Awaiting() {}

    /** @return how long it took */
    public static Duration until(String what, BooleanSupplier condition) {
        Instant begun = Instant.now();
        while (!condition.getAsBoolean()) {
            if (Duration.between(begun, Instant.now()).compareTo(LIMIT) > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return Duration.between(begun, Instant.now());
    }
}
