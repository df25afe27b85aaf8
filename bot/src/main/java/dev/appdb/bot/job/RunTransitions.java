package dev.appdb.bot.job;

import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.bot.store.Approvals.Approval;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Locks.Holder;
import dev.appdb.bot.store.NewMessage;
import dev.appdb.bot.store.RunChange;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.engine.StepResult;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.roles.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The transitions of a run from one step to the next, with everything that belongs to one of them in one transaction.
 */
final class RunTransitions {
    /** A queued run is woken when the lock is free; this is for a holder that could not say so. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    /** The part of the time for an approval that is left when it is asked for again. */
    private static final int REMINDS_BEFORE_END = 4;

    private final Jobs jobs;
    private final MessageRenderer renderer;

    RunTransitions(Jobs jobs, MessageRenderer renderer) {
        this.jobs = jobs;
        this.renderer = renderer;
    }

    private static void keep(Transaction transaction, StoredRun run, String result) {
        transaction.results().put(run.id(), run.step(), result);
        if (run.step() == ProcedureStep.CHECK_ROLES) {
            CheckReport report = StoredJson.read(result, CheckReport.class);
            transaction.results().putProgress(run.id(), transaction.progress(run.environment(), report));
        }
    }

    /** @throws dev.appdb.bot.store.StaleClaimException if another worker has the run by now */
    StoredRun apply(Transaction transaction, StoredRun claimed, StepOutcome outcome) {
        StoredRun run = transaction.runs().require(claimed);
        ProcedureStep step = run.step();
        outcome.result().ifPresent(result -> keep(transaction, run, result));
        outcome.configuration().ifPresent(remembered -> {
            transaction
                    .configurations()
                    .put(run.environment(), remembered, run.asked().requester());
            run.database().ifPresent(database -> transaction.databases().put(run.environment(), database));
        });
        RunChange change = decided(transaction, run, outcome.change());
        StoredRun after = transaction.runs().change(run, change);
        boolean goesBack = isLocked(run) && !isLocked(after);
        if (goesBack || after.hasEnded()) {
            release(transaction, after);
        }
        if (after.hasEnded()) {
            audit(transaction, after);
        }
        boolean waits = after.state() != RunState.READY;
        jobs.show(transaction, after, waits && after.state() != run.state());
        if (after.state() == RunState.WAITING) {
            requestReview(transaction, run, after);
        }
        boolean reviewed = step == ProcedureStep.APPROVE && after.step() != step && !RunProcedure.lacksPlan(run);
        if (outcome.result().isPresent() || reviewed) {
            tellStep(transaction, after, step);
        }
        return after;
    }

    /** Approvals and locks are looked at where they can't change before the decision is kept. */
    private RunChange decided(Transaction transaction, StoredRun run, RunChange change) {
        if (change.state() == RunState.ENDED) {
            return change;
        }
        if (hasLostItsLock(transaction, run)) {
            return RunChange.to(run, ProcedureStep.LOCK);
        }
        if (change.step() != run.step()) {
            return change;
        }
        return switch (run.step()) {
            case APPROVE -> approval(transaction, run);
            case LOCK -> lock(transaction, run);
            default -> change;
        };
    }

    /**
     * True if the lock was lost because the tables of jobs or locks were changed by hand. The run then waits for its
     * turn again.
     */
    private static boolean hasLostItsLock(Transaction transaction, StoredRun run) {
        return run.step() != ProcedureStep.LOCK
                && isLocked(run)
                && transaction
                        .locks()
                        .take(run.environment(), run.database(), run.id())
                        .isPresent();
    }

    /** True if the run is at its lock or past it, and should hold it. */
    private static boolean isLocked(StoredRun run) {
        Procedure procedure = RunProcedure.of(run.asked());
        return procedure.has(ProcedureStep.LOCK) && !procedure.isBefore(run.step(), ProcedureStep.LOCK);
    }

    private RunChange approval(Transaction transaction, StoredRun run) {
        List<Approval> given =
                transaction.approvals().of(run.id(), run.approvalId().orElseThrow());
        Optional<Approval> denied =
                given.stream().filter(approval -> !approval.approved()).findFirst();
        if (denied.isPresent()) {
            String name = transaction.names().of(denied.get().approver());
            boolean isOwn = denied.get().approver().equals(run.asked().requester());
            String reason = denied.get().reason().map(why -> " (" + why + ")").orElse("");
            return refused(
                    run,
                    isOwn ? "cancelled" : "denied",
                    name + (isOwn ? " canceled it" : " denied it") + reason,
                    isOwn ? "Run the command again if needed." : "Talk to them, or run the command again.");
        }
        List<ApprovalProgress> unmet = ApprovalProgress.of(run, given).stream()
                .filter(each -> !each.isMet())
                .toList();
        if (!given.isEmpty() && unmet.isEmpty()) {
            return RunChange.to(run, RunProcedure.of(run.asked()).after(ProcedureStep.APPROVE));
        }
        if (!run.approvalUntil().orElseThrow().isAfter(transaction.now())) {
            return refused(
                    run, "approval-expired", "it was not approved in time" + missing(unmet), "Run the command again.");
        }
        if (run.state() != RunState.WAITING) {
            jobs.run(transaction, run.id(), run.approvalUntil().get());
            jobs.run(transaction, run.id(), remindsAt(run));
        }
        return RunChange.of(run, RunState.WAITING);
    }

    /** {@code (1 of 2 for rule "production")}, with a space before it. */
    private static String missing(List<ApprovalProgress> unmet) {
        return unmet.isEmpty()
                ? ""
                : unmet.stream()
                        .map(each -> each.count()
                                + (each.required().rule().isEmpty()
                                        ? ""
                                        : " for rule \"" + each.required().rule() + "\""))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static Instant remindsAt(StoredRun run) {
        return run.approvalUntil()
                .orElseThrow()
                .minus(run.asked().approvalLasts().dividedBy(REMINDS_BEFORE_END));
    }

    /**
     * Asks for the review in a message of its own, and once more before it expires: Slack notifies nobody of the plan,
     * which appears by an update.
     */
    private void requestReview(Transaction transaction, StoredRun before, StoredRun waiting) {
        boolean isFirst =
                before.state() != RunState.WAITING || !before.approvalId().equals(waiting.approvalId());
        if (isFirst || !transaction.now().isBefore(remindsAt(waiting))) {
            String key = Jobs.messageOf(waiting.id())
                    + (isFirst ? ":review:" : ":reminder:")
                    + waiting.approvalId().orElseThrow();
            RunView.of(transaction, waiting.id())
                    .map(view -> renderer.reviewRequested(view, !isFirst))
                    .ifPresent(content -> inThread(transaction, waiting, inThread(waiting, key, content)));
        }
    }

    private RunChange lock(Transaction transaction, StoredRun run) {
        Set<EnvironmentKey> sharing = new LinkedHashSet<>(List.of(run.environment()));
        run.database()
                .ifPresent(database -> sharing.addAll(transaction.databases().environments(database)));
        Optional<RunChange> refusal =
                notAskedFor(transaction, run, sharing).or(() -> frozen(transaction, run, sharing));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Holder> holder = transaction.locks().take(run.environment(), run.database(), run.id());
        boolean waits = holder.isPresent() || run.state() == RunState.QUEUED;
        boolean isExpired = run.approvalUntil()
                .filter(until -> !until.isAfter(transaction.now()))
                .isPresent();
        if (waits && isExpired) {
            return refused(
                    run,
                    "approval-expired",
                    "its approval expired while it waited for another run",
                    "Run the command again.");
        }
        if (holder.isPresent()) {
            jobs.run(transaction, run.id(), transaction.now().plus(LOOK_AGAIN));
            return RunChange.of(run, RunState.QUEUED);
        }
        return RunChange.to(run, RunProcedure.of(run.asked()).after(ProcedureStep.LOCK));
    }

    private static Optional<RunChange> frozen(Transaction transaction, StoredRun run, Set<EnvironmentKey> sharing) {
        return transaction
                .freezes()
                .covering(sharing)
                .filter(freeze -> run.asked().breakGlass().isEmpty())
                .map(freeze -> refused(
                        run,
                        "frozen",
                        "changes are frozen by " + transaction.names().of(freeze.user()) + " (" + freeze.reason() + ")",
                        "Wait for the end of the freeze, or use --break-glass with a reason."));
    }

    /**
     * A refusal where the database turned out to be that of other environments, whose rules the policy was not asked for.
     * From now on it is known to be theirs.
     */
    private static Optional<RunChange> notAskedFor(
            Transaction transaction, StoredRun run, Set<EnvironmentKey> sharing) {
        Set<EnvironmentKey> unasked = new LinkedHashSet<>(sharing);
        unasked.remove(run.environment());
        unasked.removeAll(run.asked().sameDatabase());
        if (unasked.isEmpty()) {
            return Optional.empty();
        }
        transaction.databases().put(run.environment(), run.database().orElseThrow());
        return Optional.of(refused(
                run,
                "same-database",
                "its database is also that of "
                        + unasked.stream().map(EnvironmentKey::toString).collect(Collectors.joining(", "))
                        + ", whose approval rules it was not checked against",
                "Run the command again: the rules of both count then."));
    }

    private static RunChange refused(StoredRun run, String code, String why, String remedy) {
        return RunChange.end(
                run,
                RunResult.REFUSED,
                Optional.of(Failure.refused(
                        code,
                        "did not run " + run.asked().command() + " of "
                                + run.environment().app() + "-"
                                + run.environment().environment(),
                        why,
                        remedy)));
    }

    private void release(Transaction transaction, StoredRun run) {
        transaction.locks().release(run.id());
        transaction.locks().nextInLine(run.environment(), run.database()).forEach(next -> jobs.run(transaction, next));
    }

    private static void audit(Transaction transaction, StoredRun run) {
        AuditEntry ended = new AuditEntry(
                transaction.now(),
                AuditEntry.BOT,
                run.asked().channel(),
                "run ended",
                run.asked().typed(),
                Optional.of(run.environment()),
                run.result().equals(Optional.of(RunResult.DONE)) || run.result().equals(Optional.of(RunResult.FOUND)),
                run.asked().command() + ": "
                        + run.failure()
                                .map(failure -> failure.sentence(SlackRemedy.of(
                                        run.environment().app(),
                                        run.environment().environment())))
                                .orElse(run.result().orElseThrow() + accessChanges(transaction, run)),
                Optional.empty(),
                Optional.of(run.id()));
        transaction.audit().add(ended);
    }

    /** The changes of somebody's access, with its end; empty where none was changed. */
    private static String accessChanges(Transaction transaction, StoredRun run) {
        return Optional.ofNullable(transaction.results().of(run.id()).get(ProcedureStep.CHANGE_ACCESS))
                .map(json -> StoredJson.read(json, StepResult.Access.class))
                .map(access -> ", " + String.join("; ", access.report().changes()))
                .orElse("");
    }

    private void tellStep(Transaction transaction, StoredRun run, ProcedureStep step) {
        RunView.of(transaction, run.id())
                .map(view -> renderer.stepDone(view, step))
                .orElse(List.of())
                .forEach(content -> {
                    // A step that is done again, with another plan, is posted again.
                    String key = Jobs.messageOf(run.id()) + ":"
                            + transaction.wakeUps().next();
                    inThread(transaction, run, inThread(run, key, content).asAttachment());
                });
    }

    /** @param key of which there is one message at most */
    private static NewMessage inThread(StoredRun run, String key, MessageContent content) {
        return NewMessage.of(key, run.asked().channel(), StoredJson.write(content))
                .inThreadOf(Jobs.messageOf(run.id()));
    }

    private void inThread(Transaction transaction, StoredRun run, NewMessage message) {
        if (!run.asked().isPrivate() && transaction.messages().add(message)) {
            jobs.message(transaction, message.key());
        }
    }
}
