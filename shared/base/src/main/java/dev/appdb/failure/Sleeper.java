package dev.appdb.failure;

import java.time.Duration;

/** The way to wait; a test's takes no time. */
@FunctionalInterface
public interface Sleeper {
    /** The thread's own sleep. */
    Sleeper THREAD = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
