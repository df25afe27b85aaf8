package dev.appdb.aws.account;

import java.time.Duration;

/** The wait before the next poll: 1 s after a change, then half as long again each time up to 8 s. */
public final class PollInterval {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private Duration next = SHORTEST;

    /** @param happened true if the last poll showed a change */
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
