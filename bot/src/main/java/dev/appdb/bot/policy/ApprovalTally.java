package dev.appdb.bot.policy;

import dev.appdb.bot.policy.Decision.NeedsApprovals;
import java.time.Instant;
import java.util.List;

/**
 * How far a request is with its approvals. An approval counts once for each person, only for exactly the plan that is to
 * be done, never for the requester's own, and only within its time.
 *
 * @param counted the ids of those whose approvals count, in their order
 * @param missing how many are still needed
 * @param expiresAt when it is too late
 * @param expired whether it is too late: then nothing is granted, whoever approved
 */
public record ApprovalTally(List<String> counted, int missing, Instant expiresAt, boolean expired) {

    public ApprovalTally {
        counted = List.copyOf(counted);
    }

    /**
     * @param requester the id of the user who asked
     * @param plan the id of the plan that is to be done now
     * @param requestedAt when the approvals were asked for
     * @param given all approvals there are, each by somebody who {@link Policy#mayApprove may approve}
     */
    public static ApprovalTally of(
            NeedsApprovals needs,
            String requester,
            String plan,
            Instant requestedAt,
            List<Approval> given,
            Instant now) {
        Instant expiresAt = requestedAt.plus(needs.expireAfter());
        List<String> counted = given.stream()
                .filter(approval -> !approval.user().equals(requester))
                .filter(approval -> approval.plan().equals(plan))
                .filter(approval -> !approval.at().isBefore(requestedAt))
                .filter(approval -> approval.at().isBefore(expiresAt))
                .map(Approval::user)
                .distinct()
                .toList();
        return new ApprovalTally(
                counted, Math.max(0, needs.needed() - counted.size()), expiresAt, !now.isBefore(expiresAt));
    }

    public boolean isGranted() {
        return missing == 0 && !expired;
    }
}
