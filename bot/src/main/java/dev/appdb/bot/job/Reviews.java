package dev.appdb.bot.job;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Reviewed;
import dev.appdb.bot.job.RunService.ReviewOutcome;
import dev.appdb.bot.message.Notice;
import dev.appdb.bot.policy.ApproverVerdict;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Decision;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.Situation;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import java.util.List;
import java.util.Optional;

/** People approving and denying plans. */
final class Reviews {
    private final Policy policy;
    private final RunService runService;

    Reviews(Policy policy, RunService runService) {
        this.policy = policy;
        this.runService = runService;
    }

    void review(CommandContext asking, BotCommand command) {
        Reviewed reviewed = command.reviewed().orElseThrow();
        Optional<StoredRun> found = asking.transaction().runs().find(reviewed.run());
        if (found.isEmpty()) {
            refuse(asking, command, Optional.empty(), "there is no run " + reviewed.run());
            return;
        }
        StoredRun run = found.get();
        boolean approved = command.name() == CommandName.APPROVE;
        Optional<String> denialReason = denialReason(asking, run, approved);
        if (denialReason.isPresent()) {
            refuse(asking, command, found, denialReason.get());
            return;
        }
        ReviewOutcome outcome = runService.review(
                asking.transaction(),
                run.id(),
                reviewed.plan(),
                asking.delivery().user(),
                approved,
                policy.countsFor(approving(asking, run), ApprovalProgress.requirements(run)),
                command.reason());
        if (outcome == ReviewOutcome.COUNTED) {
            asking.audit(
                    command,
                    Optional.of(run.environment()),
                    true,
                    run.asked().command() + " of " + run.environment() + ": " + (approved ? "approved" : "denied"),
                    Optional.empty(),
                    Optional.of(run.id()));
        } else {
            refuse(asking, command, found, words(outcome));
        }
    }

    /**
     * The reason why the policy does not let this person review; empty if it does. The requester may always cancel.
     */
    private Optional<String> denialReason(CommandContext asking, StoredRun run, boolean approved) {
        boolean isOwn = asking.delivery().user().equals(run.asked().requester());
        Ask ask = approving(asking, run);
        if (isOwn && (!approved || !run.asked().needsOthers())) {
            return approved ? noLongerAllowed(asking.transaction(), ask, run) : Optional.empty();
        }
        ApproverVerdict verdict = policy.mayApprove(ask, run.asked().requester(), ApprovalProgress.requirements(run));
        return verdict.may() ? Optional.empty() : Optional.of(verdict.why());
    }

    private static Ask approving(CommandContext asking, StoredRun run) {
        return new Ask(
                        asking.delivery().user(),
                        asking.groups(),
                        run.asked().channel(),
                        CommandName.of(run.asked().command()).orElseThrow(),
                        Optional.of(run.environment().app()),
                        Optional.of(run.environment().environment()))
                .external(!asking.delivery().field(Delivery.EXTERNAL_TEAM).isEmpty());
    }

    /** Between asking and confirming, rules and groups may have changed; freezes are looked at when it begins. */
    private Optional<String> noLongerAllowed(Transaction transaction, Ask ask, StoredRun run) {
        List<Ask> sameDatabase = run.database().map(transaction.databases()::environments).orElse(List.of()).stream()
                .filter(other -> !other.equals(run.environment()))
                .map(other -> ask.at(other.app(), other.environment()))
                .toList();
        Situation situation = new Situation(Optional.empty(), run.asked().breakGlass(), sameDatabase);
        Decision decision = policy.decide(ask, situation);
        return decision instanceof Decision.Allowed
                ? Optional.empty()
                : Optional.of(decision.why() + ", so run the command again");
    }

    private static void refuse(CommandContext asking, BotCommand command, Optional<StoredRun> run, String why) {
        asking.audit(command, run.map(StoredRun::environment), false, why, Optional.empty(), run.map(StoredRun::id));
        asking.replies().toUser(Notice.mayNotApprove(why));
    }

    private static String words(ReviewOutcome outcome) {
        return switch (outcome) {
            case COUNTED -> "it counts";
            case REPEATED -> "you have already reviewed this plan";
            case OUTDATED -> "the plan has changed; review the new one";
            case EXPIRED -> "the approval has expired; run the command again";
            case NOT_ASKED -> "the run is not waiting for approval";
            case OWN -> "you can't approve your own request; someone else has to";
            case NOT_REQUIRED -> "only the requester confirms this run";
        };
    }
}
