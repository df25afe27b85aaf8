package dev.appdb.engine;

import java.time.Duration;

/** How waiting is done; a test's does not take any time. */
@FunctionalInterface
public interface Sleeper {
    /** The process's own. */
    Sleeper OF_THE_PROCESS = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
