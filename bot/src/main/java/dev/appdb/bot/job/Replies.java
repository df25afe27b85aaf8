package dev.appdb.bot.job;

import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.Transaction;
import java.util.Optional;

/** The answers to one delivery: rows in its transaction, which are sent by jobs. */
public final class Replies {
    private final Jobs jobs;
    private final Transaction transaction;
    private final Delivery delivery;
    private int count;

    Replies(Jobs jobs, Transaction transaction, Delivery delivery) {
        this.jobs = jobs;
        this.transaction = transaction;
        this.delivery = delivery;
    }

    /** Answers so that the whole channel sees it. */
    public void toChannel(MessageContent content) {
        add(Optional.empty(), content);
    }

    /** Answers so that only who asked sees it. */
    public void toUser(MessageContent content) {
        add(Optional.of(delivery.user()), content);
    }

    private void add(Optional<String> audience, MessageContent content) {
        count++;
        String key = "reply:" + delivery.id() + ":" + count;
        boolean isNew = transaction
                .messages()
                .add(
                        key,
                        delivery.channel(),
                        Optional.empty(),
                        audience,
                        Optional.of(delivery.id()),
                        StoredJson.write(content));
        if (isNew) {
            jobs.message(transaction, key);
        }
    }
}
