package dev.appdb.bot.slack;

import java.util.Optional;

/**
 * Takes what Slack delivered. Both ways in, {@link SocketModeReceiver} and {@link HttpReceiver}, acknowledge after it returns,
 * so what it returns for must have been kept durably; everything that takes longer than Slack's 3 s belongs into a job.
 */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Keeps a delivery, unless it has been kept before. May be called at the same time by several threads.
     *
     * @throws RuntimeException if it could not be kept: then it is not acknowledged, and Slack delivers it again
     */
    Receipt accept(SlackRequest delivery);

    /**
     * The confirmation that a delivery is stored.
     *
     * @param isNew false if it had been kept before, so that nothing was done
     * @param reply JSON that goes to Slack with the acknowledgement, such as a modal's errors
     */
    record Receipt(boolean isNew, Optional<String> reply) {
        /** Kept just now. */
        public static final Receipt NEW = new Receipt(true, Optional.empty());
        /** Kept before. */
        public static final Receipt DUPLICATE = new Receipt(false, Optional.empty());

        /** Kept just now, and answered at once. */
        public static Receipt replying(String json) {
            return new Receipt(true, Optional.of(json));
        }
    }
}
