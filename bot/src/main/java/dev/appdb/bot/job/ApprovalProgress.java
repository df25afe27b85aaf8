package dev.appdb.bot.job;

import dev.appdb.bot.policy.People;
import dev.appdb.bot.policy.Requirement;
import dev.appdb.bot.store.Approvals.Approval;
import dev.appdb.bot.store.RequiredApprovals;
import dev.appdb.bot.store.StoredRun;
import java.util.ArrayList;
import java.util.List;

/**
 * One requirement of a run, with the approvals that count for it. A person who is among the people of several rules counts
 * for each of them.
 */
record ApprovalProgress(RequiredApprovals required, List<Approval> given) {

    ApprovalProgress {
        given = List.copyOf(given);
    }

    /** The progress of all requirements, in their order. */
    static List<ApprovalProgress> of(StoredRun run, List<Approval> approvals) {
        List<ApprovalProgress> progress = new ArrayList<>();
        List<RequiredApprovals> requirements = run.asked().requirements();
        for (int position = 0; position < requirements.size(); position++) {
            int number = position;
            progress.add(new ApprovalProgress(
                    requirements.get(position),
                    approvals.stream()
                            .filter(approval ->
                                    approval.approved() && approval.countsFor().contains(number))
                            .toList()));
        }
        return progress;
    }

    boolean isMet() {
        return given.size() >= required.needed();
    }

    /** {@code 1 of 2}. */
    String count() {
        return given.size() + " of " + required.needed();
    }

    /** The requirements of a run as the policy judges by them. */
    static List<Requirement> requirements(StoredRun run) {
        return run.asked().requirements().stream()
                .map(each -> new Requirement(each.rule(), each.needed(), new People(each.from())))
                .toList();
    }
}
