package dev.appdb.roles;

import dev.appdb.roles.LockWait.Blocker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks from a second session who blocks a transaction, once it has lasted for 2 s (or half of the lock's time limit, where
 * that is shorter), again four times as often, and reports each set of blockers once. A transaction that is quicker opens no
 * second session.
 */
final class LockWatch implements AutoCloseable {
    private static final Duration REPORTED_AFTER = Duration.ofSeconds(2);
    private static final int LONGEST_QUERY = 200;
    private static final String BLOCKERS = """
            SELECT a.pid, COALESCE(a.usename, '') AS usename, COALESCE(a.application_name, '') AS application_name,
                   COALESCE(a.state, '') AS state, COALESCE(a.query, '') AS query, a.xact_start,
                   COALESCE(extract(epoch FROM clock_timestamp() - (
                       SELECT min(l.waitstart) FROM pg_locks l WHERE l.pid = %1$d AND NOT l.granted)), 0) AS waited
            FROM unnest(pg_blocking_pids(%1$d)) AS b (pid)
            JOIN pg_stat_activity a ON a.pid = b.pid
            ORDER BY a.xact_start, a.pid""";

    private final Transactions.Login login;
    private final TransactionPolicy policy;
    private final int pid;
    private final Duration first;
    private final ScheduledExecutorService thread;
    private @Nullable Connection connection;
    private volatile @Nullable LockWait last;
    private List<Integer> reported = List.of();

    private LockWatch(Transactions.Login login, TransactionPolicy policy, int pid) {
        this.login = login;
        this.policy = policy;
        this.pid = pid;
        Duration half = policy.lockTimeout().dividedBy(2);
        this.first = half.compareTo(REPORTED_AFTER) < 0 ? half : REPORTED_AFTER;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "appdb lock watch");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Watches the session with this backend's pid. */
    static LockWatch over(int pid, Transactions.Login login, TransactionPolicy policy) {
        LockWatch watch = new LockWatch(login, policy, pid);
        long millis = Math.max(1, watch.first.toMillis());
        long pause = Math.max(1, millis / 4); // so that a wait is reported well before its own time limit ends it
        watch.thread.scheduleWithFixedDelay(watch::look, millis, pause, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** The last wait that was seen. */
    Optional<LockWait> last() {
        return Optional.ofNullable(last);
    }

    private void look() {
        try {
            List<Blocker> blockers = new ArrayList<>();
            Duration waited = blockers(blockers);
            if (blockers.isEmpty()) {
                return;
            }
            LockWait wait = new LockWait(waited, blockers);
            last = wait;
            List<Integer> pids = blockers.stream().map(Blocker::pid).toList();
            if (waited.compareTo(first) >= 0 && !pids.equals(reported)) {
                reported = pids;
                policy.waiting().accept(wait);
            }
        } catch (SQLException notSeen) {
            // the transaction's own time limit ends the wait, and its failure then names nobody
        }
    }

    private Duration blockers(List<Blocker> blockers) throws SQLException {
        Connection second = connection;
        if (second == null) {
            second = login.connect();
            connection = second;
        }
        Duration waited = Duration.ZERO;
        try (Statement statement = second.createStatement();
                ResultSet row = statement.executeQuery(BLOCKERS.formatted(pid))) {
            while (row.next()) {
                waited = Duration.ofMillis((long) (row.getDouble("waited") * 1000));
                blockers.add(blocker(row));
            }
        }
        return waited;
    }

    private static Blocker blocker(ResultSet row) throws SQLException {
        OffsetDateTime since = row.getObject("xact_start", OffsetDateTime.class);
        String query = row.getString("query").strip().replaceAll("\\s+", " ");
        return new Blocker(
                row.getInt("pid"),
                row.getString("usename"),
                row.getString("application_name"),
                row.getString("state"),
                query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) + "…" : query,
                since == null ? null : since.toInstant());
    }

    @Override
    public void close() {
        thread.execute(this::closeConnection);
        thread.shutdown();
    }

    private void closeConnection() {
        Connection open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException closedByTheServer) {
                // then it is closed
            }
        }
    }
}
