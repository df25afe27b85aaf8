package dev.appdb.bot.job;

import dev.appdb.bot.store.NewMessage;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredJson;
import java.time.LocalDate;

/** Tells a channel how all environments are: once for each time that it is asked for. */
final class DigestJob {
    private final Store store;
    private final Jobs jobs;
    private final MessageRenderer renderer;

    DigestJob(Store store, Jobs jobs, MessageRenderer renderer) {
        this.store = store;
        this.jobs = jobs;
        this.renderer = renderer;
    }

    void execute(DigestSchedule schedule) {
        store.perform(transaction -> {
            String day = LocalDate.ofInstant(transaction.now(), schedule.zone()).toString();
            String key = "digest:" + schedule.channel() + ":" + schedule.cron() + ":" + day;
            MessageContent content = renderer.digest(
                    transaction.checkStates().all(), transaction.mutes().all());
            NewMessage message = NewMessage.of(key, schedule.channel(), StoredJson.write(content));
            boolean isNew = transaction
                    .messages()
                    .add(schedule.owner().map(message::orDirectlyTo).orElse(message));
            if (isNew) {
                jobs.message(transaction, key);
            }
        });
        jobs.wake();
    }
}
