package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.appdb.bot.store.Pace;
import dev.appdb.bot.store.StaleClaimException;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredMessage;
import dev.appdb.bot.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one message in Slack up to what it is to show, at the pace that Slack allows. What changes meanwhile is shown
 * with the next update. A post or upload of which no answer came is made again, since the app may not read channels to look for
 * it: an answer may stand there twice, and is never missing. What can't be shown where it belongs is sent by the response
 * URL, and where there is none, to the person directly.
 */
final class MessageJob {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(MessageJob.class);
    /** Between two tries while Slack does not take the bot's token. */
    private static final Duration TOKEN_PAUSE = Duration.ofMinutes(1);

    private static final Duration PARENT_PAUSE = Duration.ofSeconds(1);
    /** The age at which an unsent answer is given up: an answer of the day before is of no use. */
    private static final Duration GIVES_UP = Duration.ofHours(24);

    /** The longest pause after which a message still goes before those that were asked for later. */
    private static final Duration KEEPS_PLACE = Duration.ofSeconds(4);

    private final Store store;
    private final Jobs jobs;
    private final MessageSender sender;
    private final JobMetrics metrics;
    private final JobSettings settings;

    MessageJob(Store store, JobParts parts, JobSettings settings) {
        this.store = store;
        this.jobs = parts.jobs();
        this.sender = new MessageSender(store, parts.slack(), parts.renderer());
        this.metrics = parts.metrics();
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

    private CompletionHandler<Void> again(Instant at) {
        return (complete, operations) -> {
            operations.reschedule(complete, at);
            jobs.wakeAt(at);
        };
    }

    /** @return when to look again whether there is more */
    private Instant send(StoredMessage message) {
        Instant now = store.clock().instant();
        if (message.createdAt().isBefore(now.minus(GIVES_UP)) && message.ts().isEmpty()) {
            store.perform(transaction -> giveUp(transaction, message, "Slack did not accept it for a day"));
            return now;
        }
        Optional<StoredMessage> parent = message.parent()
                .flatMap(key ->
                        store.within(transaction -> transaction.messages().find(key)));
        boolean isPrivate = message.audience().isPresent();
        if (isPrivate && parent.filter(StoredMessage::isBehind).isPresent()) {
            store.perform(transaction -> transaction.messages().waits(message));
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

    /** A thread needs the message that it belongs to; a file without one goes to the person who asked for it. */
    private Instant withoutParent(StoredMessage message, StoredMessage parent, Instant now) {
        boolean hasThread = !parent.outside()
                && parent.audience().isEmpty()
                && parent.givenUp().isEmpty();
        if (hasThread) {
            store.perform(transaction -> transaction.messages().waits(message));
            return now.plus(PARENT_PAUSE);
        }
        store.perform(transaction -> {
            Optional<String> person = person(transaction, parent).filter(each -> sender.hasFile(message));
            if (person.isPresent()) {
                transaction.messages().direct(message, person.get());
            } else {
                giveUp(transaction, message, "the first message of its thread does not exist");
            }
        });
        return now;
    }

    /** No one will see it: the log and the metrics report it, once for each message. */
    private void giveUp(Transaction transaction, StoredMessage message, String why) {
        LOG.warn("a message is given up, as no way to show it is left: {}", why);
        metrics.messageGivenUp();
        transaction.messages().giveUp(message, why);
    }

    /** The person who asked for a message, or for the run that it shows; where no person did, the message's own fallback. */
    private static Optional<String> person(Transaction transaction, StoredMessage message) {
        return message.audience()
                .or(() -> message.run()
                        .flatMap(run -> transaction.runs().find(run))
                        .map(run -> run.asked().requester()))
                .or(() -> message.delivery()
                        .flatMap(delivery -> transaction.deliveries().user(delivery)))
                .or(() -> message.parent()
                        .flatMap(parent -> transaction.messages().find(parent))
                        .flatMap(parent -> person(transaction, parent)))
                .or(message::fallback);
    }

    /** @return when to ask again, if it is not this message's turn */
    private Optional<Instant> turn(StoredMessage message) {
        return store.within(transaction -> transaction.paces().take(message, pace(message)));
    }

    /** Posts are limited for each channel, updates for the whole workspace. */
    private Pace pace(StoredMessage message) {
        return message.lane().equals(StoredMessage.UPDATES) ? settings.updates() : settings.posts();
    }

    private Instant noted(StoredMessage message, SlackResult sent) {
        Instant now = store.clock().instant();
        if (sent instanceof SlackResult.Done) {
            return now;
        }
        if (sent instanceof SlackResult.RateLimited limited) {
            Instant free = now.plus(limited.retryAfter());
            store.perform(transaction -> transaction.paces().notBefore(message, free, pace(message)));
            return free;
        }
        if (sent instanceof SlackResult.Unreachable) {
            Duration doubled = Duration.ofSeconds(1L << Math.min(message.failures(), 6));
            Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            Optional<Instant> place = Optional.of(now.plus(pause)).filter(until -> pause.compareTo(KEEPS_PLACE) <= 0);
            store.perform(transaction -> transaction.messages().failed(message, place));
            return now.plus(pause);
        }
        if (sent instanceof SlackResult.Unauthorized) {
            return now.plus(TOKEN_PAUSE);
        }
        store.perform(transaction -> {
            if (sent instanceof SlackResult.Gone) {
                transaction.messages().gone(message);
            } else {
                refused(transaction, message, sent);
            }
        });
        return now;
    }

    /** Goes on to the next way to show it: the channel, the response URL, the person directly. */
    private void refused(Transaction transaction, StoredMessage message, SlackResult sent) {
        boolean isLast = message.isPerson() || message.step().isPresent();
        boolean mayHaveUrl = message.delivery().isPresent() && message.parent().isEmpty();
        Optional<String> person = person(transaction, message);
        if (!isLast && message.isInChannel() && mayHaveUrl) {
            transaction.messages().outside(message);
        } else if (!isLast && person.isPresent()) {
            if (person.equals(message.fallback())) {
                LOG.warn(
                        "channel {} refuses a scheduled message ({}), which goes to {} directly",
                        message.channel(),
                        sent,
                        person.get());
                metrics.messageRedirected();
            }
            transaction.messages().direct(message, person.get());
        } else {
            giveUp(transaction, message, sent.toString());
        }
    }
}
