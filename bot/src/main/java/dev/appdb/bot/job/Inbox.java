package dev.appdb.bot.job;

import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.ResponseUrl;
import dev.appdb.bot.store.Store;
import java.util.Optional;

/** The store of Slack's deliveries, which keeps each of them before it is acknowledged. */
public final class Inbox {
    private final Store store;
    private final Jobs jobs;

    public Inbox(Store store, Jobs jobs) {
        this.store = store;
        this.jobs = jobs;
    }

    /**
     * Keeps a delivery and a job for it, both or neither; when this returns it may be acknowledged.
     *
     * @return false if it has been delivered before: it is to be acknowledged, and nothing else is to be done
     * @throws dev.appdb.bot.store.StoreException if it could not be kept: it must not be acknowledged
     */
    public boolean accept(Delivery delivery) {
        boolean isNew = store.within(transaction -> {
            boolean added = transaction.deliveries().add(delivery);
            if (added) {
                jobs.delivery(transaction, delivery.id());
            }
            return added;
        });
        jobs.wake();
        return isNew;
    }

    /** True if the delivery has been stored before. */
    public boolean knows(String id) {
        return store.within(transaction -> transaction.deliveries().isKnown(id));
    }

    /** Keeps a delivery for which everything has been done at once, so that it is known when it is delivered again. */
    public void done(Delivery delivery) {
        store.perform(transaction -> {
            if (transaction.deliveries().add(delivery)) {
                transaction.deliveries().done(delivery.id());
            }
        });
    }

    /** The response URL that still takes a later answer to a delivery. */
    public Optional<ResponseUrl> responseUrl(String id) {
        return store.within(transaction -> transaction.deliveries().responseUrl(id));
    }
}
