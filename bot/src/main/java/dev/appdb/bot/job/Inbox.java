package dev.appdb.bot.job;

import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.ResponseUrl;
import java.util.Optional;

/** The store of Slack's deliveries, which keeps each of them before it is acknowledged. Thread-safe. */
public interface Inbox {

    /**
     * Keeps a delivery and a job for it, both or neither; when this returns it may be acknowledged.
     *
     * @return false if it has been delivered before: it is to be acknowledged, and nothing else is to be done
     * @throws dev.appdb.bot.store.StoreException if it could not be kept: it must not be acknowledged
     */
    boolean accept(Delivery delivery);

    /** True if the delivery has been stored before. */
    boolean knows(String id);

    /** Keeps a delivery for which everything has been done at once, so that it is known when it is delivered again. */
    void done(Delivery delivery);

    /** The response URL that still takes a later answer to a delivery. */
    Optional<ResponseUrl> responseUrl(String id);
}
