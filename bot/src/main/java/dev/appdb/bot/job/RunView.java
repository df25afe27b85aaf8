package dev.appdb.bot.job;

import dev.appdb.bot.store.Approvals.Approval;
import dev.appdb.bot.store.EnvironmentLocks.Holder;
import dev.appdb.bot.store.RunStep;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import dev.appdb.event.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run's message shows, read in one transaction.
 *
 * @param results what the steps came to, as JSON
 * @param approvals what was said to the plan that counts
 * @param waitsFor the run that changes the environment now, if this one has to wait for it
 */
public record RunView(
        StoredRun run,
        Map<RunStep, String> results,
        List<RunEvent> events,
        List<Approval> approvals,
        Optional<Holder> waitsFor) {

    static Optional<RunView> of(Transaction transaction, String id) {
        return transaction.runs().find(id).map(run -> new RunView(
                run,
                transaction.results().of(id),
                transaction.events().of(id),
                run.approvalId()
                        .map(plan -> transaction.approvals().of(id, plan))
                        .orElse(List.of()),
                transaction.locks().holder(run.environment()).filter(holder -> !holder.run()
                        .equals(id))));
    }
}
