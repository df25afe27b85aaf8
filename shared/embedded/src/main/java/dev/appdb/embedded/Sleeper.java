package dev.appdb.embedded;

import java.time.Duration;

/** How to wait between two looks at the server. */
@FunctionalInterface
interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
