package dev.appdb.bot.job;

import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.ResponseUrl;
import dev.appdb.bot.store.Store;
import java.util.Optional;

/** The inbox in the bot's database: a delivery and the job for it are one transaction. */
public final class StoredInbox implements Inbox {
    private final Store store;
    private final Jobs jobs;

    public StoredInbox(Store store, Jobs jobs) {
        this.store = store;
        this.jobs = jobs;
    }

    @Override
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

    @Override
    public boolean knows(String id) {
        return store.within(transaction -> transaction.deliveries().isKnown(id));
    }

    @Override
    public void done(Delivery delivery) {
        store.perform(transaction -> {
            if (transaction.deliveries().add(delivery)) {
                transaction.deliveries().done(delivery.id());
            }
        });
    }

    @Override
    public Optional<ResponseUrl> responseUrl(String id) {
        return store.within(transaction -> transaction.deliveries().responseUrl(id));
    }
}
