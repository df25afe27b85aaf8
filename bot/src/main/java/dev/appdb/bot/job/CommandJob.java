package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.appdb.bot.job.UserGroups.GroupsUnknownException;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.StaleClaimException;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Works on one delivery. All that it does is kept in one transaction, with that it was done: so it is done once. */
final class CommandJob {
    /** So often is Slack asked for user groups, and a defect tried again; then it is answered as well as can be. */
    private static final int TRIES = 4;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Store store;
    private final Jobs jobs;
    private final SlackMessages slack;
    private final UserGroups groups;
    private final DeliveryHandler handler;

    CommandJob(Store store, Jobs jobs, SlackMessages slack, UserGroups groups, DeliveryHandler handler) {
        this.store = store;
        this.jobs = jobs;
        this.slack = slack;
        this.groups = groups;
        this.handler = handler;
    }

    CompletionHandler<Void> execute(TaskInstance<Void> job, ExecutionContext context) {
        Optional<Delivery> delivery =
                store.within(transaction -> transaction.deliveries().pending(job.getId()));
        if (delivery.isEmpty()) {
            return new OnCompleteRemove<>();
        }
        boolean isLastTry = context.getExecution().consecutiveFailures + 1 >= TRIES;
        try {
            handle(delivery.get(), groupsOf(delivery.get(), isLastTry));
        } catch (StaleClaimException doneByAnother) {
            return new OnCompleteRemove<>();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException bug) {
            if (!isLastTry) {
                throw bug;
            }
            giveUp(delivery.get(), bug);
        }
        jobs.wake();
        return new OnCompleteRemove<>();
    }

    private void handle(Delivery delivery, Set<String> memberships) {
        if (delivery.kind() == Delivery.Kind.HOME) {
            showHome(delivery, memberships);
            return;
        }
        store.perform(transaction -> {
            transaction.deliveries().done(delivery.id());
            handler.handle(transaction, delivery, memberships, new Replies(jobs, transaction, delivery));
        });
    }

    /** Publishing twice does no harm; what Slack does not take is the next opening's to try again. */
    private void showHome(Delivery delivery, Set<String> memberships) {
        MessageContent home = store.within(transaction -> handler.home(transaction, delivery.user(), memberships));
        SlackResult published = slack.publishHome(delivery.user(), home);
        boolean isWorthAnotherTry = published instanceof SlackResult.RateLimited
                || published instanceof SlackResult.Unreachable
                || published instanceof SlackResult.Unauthorized;
        if (isWorthAnotherTry) {
            throw new IllegalStateException("Slack did not take the home tab: " + published);
        }
        store.perform(transaction -> transaction.deliveries().done(delivery.id()));
    }

    /** Without an answer from Slack nobody is in any group: rules for groups then let nobody through. */
    private Set<String> groupsOf(Delivery delivery, boolean isLastTry) {
        boolean isPerson = delivery.kind() != Delivery.Kind.STEP;
        if (!isPerson || (delivery.kind() != Delivery.Kind.HOME && !handler.dependsOnGroups(delivery))) {
            return Set.of();
        }
        try {
            return groups.of(delivery.user());
        } catch (GroupsUnknownException e) {
            if (isLastTry) {
                return Set.of();
            }
            throw new IllegalStateException(e);
        }
    }

    private void giveUp(Delivery delivery, RuntimeException bug) {
        store.perform(transaction -> {
            transaction.deliveries().done(delivery.id());
            transaction
                    .audit()
                    .add(AuditEntry.refused(
                            transaction.now(),
                            delivery,
                            "delivery",
                            "",
                            "the bot has a defect (" + bug.getClass().getSimpleName() + ")"));
            new Replies(jobs, transaction, delivery)
                    .toUser(MessageContent.text("The command failed: the bot has a defect ("
                            + bug.getClass().getSimpleName()
                            + "). Nothing was changed. Check the bot's log and report it."));
        });
    }

    /** The time of the next try after a failure. */
    static Instant again(Instant now, int failures) {
        return now.plus(PAUSE.multipliedBy(1L << Math.min(failures, 5)));
    }
}
