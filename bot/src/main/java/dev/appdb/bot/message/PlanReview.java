package dev.appdb.bot.message;

import dev.appdb.bot.command.Reviewed;
import dev.appdb.failure.Remedy;
import java.time.Instant;
import java.util.List;

/** The state of a plan's review. */
public sealed interface PlanReview {

    /** It was only asked for; nothing waits for it. */
    record Shown() implements PlanReview {}

    /**
     * It waits for the word of whoever asked.
     *
     * @param again whether another plan of the same run was approved before, and is no longer what would be done
     */
    record AwaitsRequester(Reviewed reviewed, boolean again) implements PlanReview {}

    /**
     * It waits for others.
     *
     * @param again whether another plan of the same run was approved before, and is no longer what would be done
     * @param approvals what each rule asks for, and has
     */
    record AwaitsApprovals(Reviewed reviewed, boolean again, List<Approvals> approvals, Instant expiresAt)
            implements PlanReview {
        public AwaitsApprovals {
            approvals = List.copyOf(approvals);
        }
    }

    /**
     * The approvals that one rule asks for.
     *
     * @param needed how many
     * @param approvedBy the names of those who have
     * @param mayApprove who may
     */
    record Approvals(int needed, List<String> approvedBy, List<Approver> mayApprove) {
        public Approvals {
            approvedBy = List.copyOf(approvedBy);
            mayApprove = List.copyOf(mayApprove);
        }

        boolean isMet() {
            return approvedBy.size() >= needed;
        }
    }

    /** Not asked about, since it is not permitted, or not possible. */
    record Refused(Remedy remedy) implements PlanReview {}

    /**
     * It waits no longer.
     *
     * @param how what became of it, such as {@code approved by Ann and Bob} or {@code expired}
     */
    record Closed(String how) implements PlanReview {}
}
