package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestStandby;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.Check.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A check of a hot standby that streams from its primary: a result, or the true cause, in bounded time. */
@Timeout(900)
class StandbyTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    void aStandbyIsCheckedAsFarAsAReaderCanBeAndALockThatItReplaysIsNamed() throws Exception {
        RoleSpec spec = RoleSpec.standard();
        try (TestStandby pair = TestStandby.of(PostgresMajor.DEFAULT, server -> {
            server.running().createDatabase(spec.database());
            new RoleManager(() -> server.asMaster(spec.database())).manage(spec, UpdateOptions.standard());
        })) {
            assertThat(check(pair.writer(), spec, false).hasCriticalFailure()).isFalse();

            CheckReport report = check(pair.reader(), spec, false);
            assertThat(report.failed())
                    .as("all that the catalogs have is seen, and nothing else is wrong")
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.id()).isEqualTo("L2"));
            assertThat(report.failed().get(0).remedy().toString()).contains("the address of the writer");

            Check probed = check(pair.reader(), spec, true).checks().stream()
                    .filter(check -> check.id().equals("X1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(probed.status()).as(probed.found()).isEqualTo(Status.UNKNOWN);
            assertThat(probed.found()).contains("a reader takes no changes");

            assertAReplayedLockIsNamed(pair, spec);
        }
    }

    /** A long change of a catalog on the primary holds the same lock on the standby. */
    private static void assertAReplayedLockIsNamed(TestStandby pair, RoleSpec spec) throws Exception {
        try (Connection other = pair.writer().asBootstrap(spec.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE pg_catalog.pg_default_acl IN ACCESS EXCLUSIVE MODE");
            statement.execute("SELECT pg_switch_wal()");
            awaitLock(pair.reader(), spec);

            long began = System.nanoTime();
            Failure failure = catchThrowableOfType(
                            FailureException.class,
                            () -> new RoleManager(
                                            () -> pair.reader().asMaster(spec.database()),
                                            TransactionPolicy.standard().withLockTimeout(Duration.ofMillis(200)))
                                    .check(spec, new CheckOptions(false, Scene.UPDATING)))
                    .failure();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
            assertThat(failure.why()).contains("lock timeout");
            assertThat(failure.remedy().toString()).contains("pg_stat_activity");
            other.rollback();
        }
    }

    private static void awaitLock(TestServer reader, RoleSpec spec) throws SQLException {
        try (Connection connection = reader.asBootstrap(spec.database());
                Statement statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks"
                    + " WHERE relation = 'pg_default_acl'::regclass AND mode = 'AccessExclusiveLock' AND granted)"
                    + " LOOP PERFORM pg_sleep(0.05); END LOOP; END $$");
        }
    }

    private static CheckReport check(TestServer server, RoleSpec spec, boolean probe) throws FailureException {
        return new RoleManager(() -> server.asMaster(spec.database()))
                .check(spec, new CheckOptions(probe, Scene.UPDATING, Optional.empty()));
    }
}
