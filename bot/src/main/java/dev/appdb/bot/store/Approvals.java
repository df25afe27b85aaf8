package dev.appdb.bot.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The approvals and denials, each of exactly one plan of one run. */
public final class Approvals {
    private final Sql sql;
    private final Instant now;

    Approvals(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Keeps a person's review; their first counts, but that a denial takes back their own approval.
     *
     * @return false if it changes nothing
     */
    public boolean add(String run, String approvalId, String approver, boolean approved, Optional<String> reason) {
        return sql.update(
                        "INSERT INTO approvals (run_id, approval_id, approver, approved, reason, at)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, approval_id, approver) DO UPDATE"
                                + " SET approved = false, reason = EXCLUDED.reason, at = EXCLUDED.at"
                                + " WHERE approvals.approved AND NOT EXCLUDED.approved",
                        run,
                        approvalId,
                        approver,
                        approved,
                        reason,
                        now)
                == 1;
    }

    /** The reviews of this plan, the earliest first. */
    public List<Approval> of(String run, String approvalId) {
        return sql.list(
                "SELECT * FROM approvals WHERE run_id = ? AND approval_id = ? ORDER BY at, approver",
                row -> new Approval(
                        row.text("approver"), row.flag("approved"), row.maybeText("reason"), row.time("at")),
                run,
                approvalId);
    }

    /** True if another plan of the run was approved. */
    public boolean ofAnotherPlan(String run, String approvalId) {
        return sql.first(
                        "SELECT approver FROM approvals WHERE run_id = ? AND approval_id <> ? AND approved LIMIT 1",
                        row -> row.text("approver"),
                        run,
                        approvalId)
                .isPresent();
    }

    /** One person's word, and why if they said so. */
    public record Approval(String approver, boolean approved, Optional<String> reason, Instant at) {}
}
