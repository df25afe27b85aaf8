package dev.appdb.bot.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
     * @param countsFor the positions of the run's requirements that the review counts for
     * @return false if it changes nothing
     */
    public boolean add(
            String run,
            String approvalId,
            String approver,
            boolean approved,
            Set<Integer> countsFor,
            Optional<String> reason) {
        return sql.update(
                        "INSERT INTO approvals (run_id, approval_id, approver, approved, counts_for, reason,"
                                + " at) VALUES (?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT (run_id, approval_id, approver) DO UPDATE"
                                + " SET approved = false, reason = EXCLUDED.reason, at = EXCLUDED.at"
                                + " WHERE approvals.approved AND NOT EXCLUDED.approved",
                        run,
                        approvalId,
                        approver,
                        approved,
                        StoredJson.write(new TreeSet<>(countsFor)),
                        reason,
                        now)
                == 1;
    }

    /** The reviews of this plan, the earliest first. */
    public List<Approval> of(String run, String approvalId) {
        return sql.list(
                "SELECT * FROM approvals WHERE run_id = ? AND approval_id = ? ORDER BY at, approver",
                row -> new Approval(
                        row.text("approver"),
                        row.flag("approved"),
                        Set.of(StoredJson.read(row.text("counts_for"), Integer[].class)),
                        row.maybeText("reason"),
                        row.time("at")),
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

    /**
     * One person's review, and why if they gave a reason.
     *
     * @param countsFor the positions of the run's requirements that it counts for
     */
    public record Approval(
            String approver, boolean approved, Set<Integer> countsFor, Optional<String> reason, Instant at) {

        public Approval {
            countsFor = Set.copyOf(countsFor);
        }
    }
}
