package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.Check.Status;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check of a server that is in trouble: a result, or the true cause and a remedy that fits, in bounded time. */
class CheckInTroubleTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void settingsOfTheMasterKeepNoCheckFromItsResult(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            for (String setting : new String[] {
                "statement_timeout TO '100ms'",
                "default_transaction_read_only TO on",
                "lock_timeout TO '10ms'",
                "search_path TO nowhere",
                "default_transaction_isolation TO serializable",
                "DateStyle TO 'German'",
                "quote_all_identifiers TO on",
                "standard_conforming_strings TO off"
            }) {
                scene.asBootstrap("ALTER ROLE postgres IN DATABASE {db} SET " + setting);
                CheckReport report = inTime(() -> new RoleManager(scene.freshLogins())
                        .check(scene.spec(), new CheckOptions(true, Scene.UPDATING)));
                assertThat(report.checks())
                        .as(setting)
                        .noneMatch(check -> check.status() == Status.FAILED || check.status() == Status.UNKNOWN);
                scene.asBootstrap("ALTER ROLE postgres IN DATABASE {db} RESET ALL");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void aLockOnTheCatalogsIsNamedAsTheCause(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major);
                Connection other = scene.server().asBootstrap(scene.spec().database());
                Statement statement = other.createStatement()) {
            scene.manage();
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE pg_catalog.pg_default_acl IN ACCESS EXCLUSIVE MODE");

            Failure failure = failure(scene, TransactionPolicy.standard().withLockTimeout(Duration.ofMillis(200)));
            other.rollback();

            assertThat(failure.why()).contains("lock timeout");
            assertThat(failure.remedy().toString()).contains("pg_stat_activity");
            assertThat(scene.check().hasCriticalFailure()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void aFullServerIsNamedWithWhatFreesConnections(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap("ALTER DATABASE {db} CONNECTION LIMIT 0");

            Failure failure = failure(scene, TransactionPolicy.standard());

            assertThat(failure.why()).contains("too many connections for database");
            assertThat(failure.remedy().toString()).contains("CONNECTION LIMIT", "pg_stat_activity");
        }
    }

    private static Failure failure(Scene scene, TransactionPolicy policy) throws Exception {
        return inTime(() -> catchThrowableOfType(
                        FailureException.class,
                        () -> new RoleManager(scene.freshLogins(), policy)
                                .check(scene.spec(), new CheckOptions(false, Scene.UPDATING)))
                .failure());
    }

    private static <T> T inTime(Callable<T> check) throws Exception {
        long began = System.nanoTime();
        T result = check.call();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
        return result;
    }
}
