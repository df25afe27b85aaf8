package dev.appdb.roles;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Cancels a session's statements once the time for its transaction is over. The limits of PostgreSQL before 17 are those of
 * single statements and locks: several waits in a row, or many statements on a large cluster, may each be within them and
 * last too long together.
 */
final class TransactionTimer implements AutoCloseable {
    /** The time limits of the statements themselves, which have better words, come first. */
    private static final Duration AFTER_THE_LIMITS = Duration.ofMillis(250);

    /** Between two statements there is nothing to cancel. */
    private static final long AGAIN_MILLIS = 100;

    private static final String IS_OVER = "the time for this call was over before all was done";

    private final @Nullable ScheduledExecutorService thread;
    private volatile boolean isOver;

    private TransactionTimer(@Nullable ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /**
     * Begins; without a deadline it does nothing.
     *
     * @throws SQLException where there is no time left to begin anything
     */
    static TransactionTimer over(Connection connection, TransactionPolicy policy) throws SQLException {
        if (!policy.hasDeadline()) {
            return new TransactionTimer(null);
        }
        if (policy.timeLeft().get().compareTo(TransactionPolicy.LEAST_TIME) < 0) {
            throw new SQLException(IS_OVER, SqlState.QUERY_CANCELED);
        }
        PGConnection session = connection.unwrap(PGConnection.class);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "appdb transaction timer");
            daemon.setDaemon(true);
            return daemon;
        });
        TransactionTimer timer = new TransactionTimer(thread);
        long millis = policy.timeLeft().get().plus(AFTER_THE_LIMITS).toMillis();
        thread.scheduleWithFixedDelay(() -> timer.cancel(session), millis, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        return timer;
    }

    private void cancel(PGConnection session) {
        isOver = true;
        try {
            session.cancelQuery();
        } catch (SQLException closed) {
            // then nothing is done there any more
        }
    }

    /** Returns whether an error says that the time was over. */
    static boolean isOutOfTime(SQLException error) {
        return IS_OVER.equals(error.getMessage());
    }

    /** The error, which says that the time was over where this has cancelled the statement; who blocked it is said anyway. */
    SQLException explained(SQLException error) {
        boolean isCancelled =
                SqlState.of(error).equals(SqlState.QUERY_CANCELED) && !(error instanceof BlockedException);
        return isOver && isCancelled ? new SQLException(IS_OVER, error.getSQLState(), error) : error;
    }

    /** Ends it, so that what follows in this session is not cancelled; waits for a cancellation under way. */
    @Override
    public void close() {
        ScheduledExecutorService running = thread;
        if (running == null) {
            return;
        }
        running.shutdownNow();
        try {
            running.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
