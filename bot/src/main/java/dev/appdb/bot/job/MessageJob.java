package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.appdb.bot.store.StaleClaimException;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings one message in Slack up to what it is to show, at the pace that Slack allows. What changes meanwhile is shown
 * with the next update. A post or upload of which no answer came is made again, since the app may not read channels to look for
 * it: an answer may stand there twice, and is never missing.
 */
final class MessageJob {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PARENT_PAUSE = Duration.ofSeconds(1);
    /** The age at which an unsent answer is given up: an answer of the day before is of no use. */
    private static final Duration GIVES_UP = Duration.ofHours(24);

    private final Store store;
    private final MessageSender sender;
    private final JobSettings settings;

    MessageJob(Store store, SlackMessages slack, MessageRenderer renderer, JobSettings settings) {
        this.store = store;
        this.sender = new MessageSender(store, slack, renderer);
        this.settings = settings;
    }

    CompletionHandler<Void> execute(TaskInstance<Void> job, ExecutionContext context) {
        Optional<StoredMessage> claimed =
                store.within(transaction -> transaction.messages().claim(Jobs.subject(job.getId())));
        if (claimed.isEmpty()) {
            return new OnCompleteRemove<>();
        }
        try {
            return store.within(transaction -> transaction.messages().toSend(claimed.get()))
                    .map(message -> again(send(message)))
                    .orElseGet(OnCompleteRemove::new);
        } catch (StaleClaimException takenOver) {
            return (complete, operations) -> {};
        }
    }

    private static CompletionHandler<Void> again(Instant at) {
        return (complete, operations) -> operations.reschedule(complete, at);
    }

    /** @return when to look again whether there is more */
    private Instant send(StoredMessage message) {
        Instant now = store.clock().instant();
        if (message.createdAt().isBefore(now.minus(GIVES_UP)) && message.ts().isEmpty()) {
            store.perform(transaction -> transaction.messages().giveUp(message, "Slack did not accept it for a day"));
            return now;
        }
        Optional<StoredMessage> parent = message.parent()
                .flatMap(key ->
                        store.within(transaction -> transaction.messages().find(key)));
        boolean isPrivate = message.audience().isPresent();
        if (isPrivate && parent.filter(StoredMessage::isBehind).isPresent()) {
            return now.plus(PARENT_PAUSE);
        }
        if (!isPrivate && parent.isPresent() && parent.get().ts().isEmpty()) {
            return withoutParent(message, parent.get(), now);
        }
        Optional<Instant> wait = turn(message);
        if (wait.isPresent()) {
            return wait.get();
        }
        SlackResult sent = sender.send(message, parent);
        return noted(message, sent);
    }

    /** A thread needs the message that it belongs to. */
    private Instant withoutParent(StoredMessage message, StoredMessage parent, Instant now) {
        if (parent.outside()
                || parent.audience().isPresent()
                || parent.givenUp().isPresent()) {
            store.perform(transaction ->
                    transaction.messages().giveUp(message, "the first message of its thread does not exist"));
            return now;
        }
        return now.plus(PARENT_PAUSE);
    }

    /** @return when to ask again, if it is not this message's turn */
    private Optional<Instant> turn(StoredMessage message) {
        return store.within(transaction -> transaction.paces().take(limit(message), settings.pace()));
    }

    /** Posts are limited for each channel, updates for the whole workspace. */
    private static String limit(StoredMessage message) {
        return message.ts().isPresent() ? "updates" : "channel " + message.channel();
    }

    private Instant noted(StoredMessage message, SlackResult sent) {
        Instant now = store.clock().instant();
        if (sent instanceof SlackResult.Done) {
            return now;
        }
        if (sent instanceof SlackResult.RateLimited limited) {
            Instant free = now.plus(limited.retryAfter());
            store.perform(transaction -> transaction.paces().notBefore(limit(message), free));
            return free;
        }
        if (sent instanceof SlackResult.Unreachable) {
            store.perform(transaction -> transaction.messages().failed(message));
            Duration pause = Duration.ofSeconds(1L << Math.min(message.failures(), 6));
            return now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        }
        store.perform(transaction -> {
            if (sent instanceof SlackResult.Gone) {
                transaction.messages().gone(message);
            } else if (sent instanceof SlackResult.NotInChannel && message.isInChannel()) {
                transaction.messages().outside(message);
            } else {
                transaction.messages().giveUp(message, sent.toString());
            }
        });
        return now;
    }
}
