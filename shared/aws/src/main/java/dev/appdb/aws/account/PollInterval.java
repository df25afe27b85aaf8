package dev.appdb.aws.account;

import java.time.Duration;

/** How long to wait before looking again: a moment after something happened, longer the longer nothing does. */
public final class PollInterval {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private Duration next = SHORTEST;

    /** @param happened whether the last look showed something new */
    public Duration next(boolean happened) {
        if (happened) {
            next = SHORTEST;
        }
        Duration wait = next;
        Duration longer = next.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        return wait;
    }
}
