package dev.appdb.bot.store;

import java.time.Duration;

/**
 * The rate of one of Slack's limits, as a token bucket.
 *
 * @param interval the time in which one more call becomes possible
 * @param burst how many calls may be made at once after a rest; at least 1
 */
public record Pace(Duration interval, int burst) {
    public Pace {
        if (interval.isNegative() || burst < 1) {
            throw new IllegalArgumentException("not a pace: " + burst + " each " + interval);
        }
    }

    /** The calls of a burst but for the first, as the time that they are ahead of the rate. */
    Duration ahead() {
        return interval.multipliedBy(burst - 1L);
    }
}
