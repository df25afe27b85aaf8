package dev.appdb.bot.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The chain of hashes over the audit log. Entries are sealed a moment after they are written, one replica at a time, so that
 * whoever does a command waits for no other. It shows that entries were changed or removed by somebody who did not make the
 * whole chain anew; against that, the last hash is noted elsewhere.
 */
public final class AuditChain {
    /** Longer than the numbers that transactions under way at the same time can lie apart. */
    private static final int LATE_ENTRIES = 10_000;

    private static final int PAGE = 500;
    private static final String FIRST = "before the first";
    private static final String LAST = "last";

    private final Sql sql;

    AuditChain(Sql sql) {
        this.sql = sql;
    }

    /**
     * Seals entries that are not sealed yet.
     *
     * @return how many; there may be more if it is {@link #PAGE}
     */
    private int sealPage() {
        End end = locked(LAST);
        List<Sealed> entries = sql.list(
                "SELECT * FROM audit_log l WHERE id > (SELECT coalesce(max(entry_id), 0) FROM audit_chain) - ?"
                        + " AND NOT EXISTS (SELECT FROM audit_chain c WHERE c.entry_id = l.id) ORDER BY id LIMIT ?",
                new Sealing(end.hash())::seal,
                LATE_ENTRIES,
                PAGE);
        long position = end.position();
        for (Sealed each : entries) {
            position++;
            sql.update(
                    "INSERT INTO audit_chain (position, entry_id, hash) VALUES (?, ?, decode(?, 'hex'))",
                    position,
                    each.entry(),
                    each.hash());
        }
        if (!entries.isEmpty()) {
            put(LAST, new End(position, entries.get(entries.size() - 1).hash()));
        }
        return entries.size();
    }

    /** Seals all entries that are not sealed yet. */
    public void seal() {
        int sealed;
        do {
            sealed = sealPage();
        } while (sealed == PAGE);
    }

    /**
     * Removes the sealed entries from before a moment, up to the first that is younger; the chain goes on from the hash of the
     * last one that was removed.
     *
     * @return how many were removed
     */
    public int purge(Instant before) {
        End last = locked(LAST);
        End first = locked(FIRST);
        long to = sql.first(
                        "SELECT min(c.position) - 1 AS position FROM audit_chain c LEFT JOIN audit_log l"
                                + " ON l.id = c.entry_id WHERE l.id IS NULL OR l.at >= ?",
                        row -> row.maybeText("position").map(Long::valueOf),
                        before)
                .flatMap(found -> found)
                .orElse(last.position());
        if (to <= first.position()) {
            return 0;
        }
        String hash = sql.first("SELECT hash FROM audit_chain WHERE position = ?", row -> row.hex("hash"), to)
                .orElseThrow();
        allowPurge("on");
        int removed = sql.update(
                "DELETE FROM audit_log WHERE id IN (SELECT entry_id FROM audit_chain WHERE position <= ?)", to);
        sql.update("DELETE FROM audit_chain WHERE position <= ?", to);
        allowPurge("off");
        put(FIRST, new End(to, hash));
        return removed;
    }

    private void allowPurge(String value) {
        sql.first("SELECT set_config('appdb_bot.purges_audit_log', ?, true)", row -> true, value);
    }

    /**
     * Follows the chain from its first entry to its last.
     *
     * @param noted the hash that was the last one at some time; empty for none
     */
    public AuditVerdict verify(Optional<String> noted) {
        End end = end(FIRST);
        boolean isNoted = noted.isEmpty() || noted.get().equals(end.hash());
        long entries = 0;
        List<Link> page;
        do {
            page = sql.list(
                    "SELECT l.*, c.position, c.hash AS sealed, c.entry_id FROM audit_chain c LEFT JOIN audit_log l"
                            + " ON l.id = c.entry_id WHERE c.position > ? ORDER BY c.position LIMIT ?",
                    new Following(end.hash())::link,
                    end.position(),
                    PAGE);
            for (Link link : page) {
                Optional<String> problem = problem(end, link);
                if (problem.isPresent()) {
                    return verdict(entries, end, problem);
                }
                end = new End(link.position(), link.sealed());
                isNoted = isNoted || noted.get().equals(end.hash());
                entries++;
            }
        } while (page.size() == PAGE);
        return verdict(entries, end, tail(end, isNoted, noted));
    }

    private static Optional<String> problem(End before, Link link) {
        if (link.position() != before.position() + 1) {
            return Optional.of("links " + (before.position() + 1) + " to " + (link.position() - 1) + " were removed");
        }
        if (link.actual().isEmpty()) {
            return Optional.of("entry " + link.entry() + " (link " + link.position() + ") was removed");
        }
        return link.actual().get().equals(link.sealed())
                ? Optional.empty()
                : Optional.of("entry " + link.entry() + " (link " + link.position() + ") was changed");
    }

    private Optional<String> tail(End end, boolean isNoted, Optional<String> noted) {
        End last = end(LAST);
        if (!end.equals(last)) {
            return Optional.of("the last " + (last.position() - end.position()) + " entries were removed");
        }
        return isNoted ? Optional.empty() : Optional.of("no entry has the hash " + noted.orElseThrow());
    }

    private AuditVerdict verdict(long entries, End end, Optional<String> problem) {
        long unsealed = sql.first(
                        "SELECT count(*) AS number FROM audit_log l WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE"
                                + " c.entry_id = l.id)",
                        row -> row.number("number"))
                .orElseThrow();
        return new AuditVerdict(entries, unsealed, end(FIRST).position(), end.hash(), problem);
    }

    private End end(String name) {
        return sql.first("SELECT * FROM audit_chain_ends WHERE name = ?", AuditChain::end, name)
                .orElseThrow();
    }

    private End locked(String name) {
        return sql.first("SELECT * FROM audit_chain_ends WHERE name = ? FOR UPDATE", AuditChain::end, name)
                .orElseThrow();
    }

    private static End end(Row row) throws SQLException {
        return new End(row.number("position"), row.hex("hash"));
    }

    private void put(String name, End end) {
        sql.update(
                "UPDATE audit_chain_ends SET position = ?, hash = decode(?, 'hex') WHERE name = ?",
                end.position(),
                end.hash(),
                name);
    }

    private record End(long position, String hash) {}

    private record Sealed(long entry, String hash) {}

    /** @param actual the hash of the entry as it is now; empty if there is none */
    private record Link(long position, long entry, String sealed, Optional<String> actual) {}

    /** Hashes entries one after the other. */
    private static final class Sealing {
        private String previous;

        Sealing(String previous) {
            this.previous = previous;
        }

        Sealed seal(Row row) throws SQLException {
            previous = AuditHash.of(previous, row);
            return new Sealed(row.number("id"), previous);
        }
    }

    /** Hashes each entry over the hash before it, as it was sealed. */
    private static final class Following {
        private String previous;

        Following(String previous) {
            this.previous = previous;
        }

        Link link(Row row) throws SQLException {
            Optional<String> actual =
                    row.maybeText("id").isEmpty() ? Optional.empty() : Optional.of(AuditHash.of(previous, row));
            previous = row.hex("sealed");
            return new Link(row.number("position"), row.number("entry_id"), previous, actual);
        }
    }
}
