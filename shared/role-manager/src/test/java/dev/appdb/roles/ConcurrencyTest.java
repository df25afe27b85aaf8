package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.RetryPolicy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyTest {
    private static final int RUNS = 50;

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 18})
    void fiftyRunsAtOnceOnTwoDatabasesOfAClusterAllSucceed(int major) throws Exception {
        try (Scene one = Scene.on(new PostgresMajor(major));
                Scene other = one.sibling()) {
            List<Scene> scenes = List.of(one, other);
            ExecutorService threads = Executors.newFixedThreadPool(RUNS);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<ManageReport>> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                Scene scene = scenes.get(i % 2);
                runs.add(threads.submit(() -> {
                    start.await();
                    return scene.manage();
                }));
            }
            start.countDown();
            int changed = 0;
            for (Future<ManageReport> run : runs) {
                ManageReport report = run.get();
                assertThat(report.succeeded()).as("%s", report.manualActions()).isTrue();
                changed += report.changedNothing() ? 0 : 1;
            }
            threads.shutdown();
            assertThat(changed).isEqualTo(2);
            assertThat(one.check().failed()).isEmpty();
            assertThat(other.check().failed()).isEmpty();
        }
    }

    /** RDS asks at every login whether the master reaches rds_iam; what is not committed it can't see. */
    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void aMasterThatLogsInMeanwhileNeverReachesRdsIam(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            AtomicInteger logins = new AtomicInteger();
            DatabaseLogins watched = new RecordingLogins(scene.logins(), sql -> {
                if (sql.startsWith("CREATE") || sql.startsWith("GRANT") || sql.startsWith("SET LOCAL ROLE")) {
                    logins.incrementAndGet();
                    assertThat(reachesIam(scene)).as("after %s", sql).isFalse();
                }
            });
            assertThat(new RoleManager(watched).manage(scene.spec()).succeeded())
                    .isTrue();
            assertThat(logins.get()).isGreaterThan(8);
        }
    }

    private static boolean reachesIam(Scene scene) throws SQLException {
        try (Connection master = scene.server().asMaster(scene.spec().database());
                Statement statement = master.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_has_role(session_user, 'rds_iam', 'USAGE')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void collisionsAreTriedAgainAfterAPauseUntilTheAttemptsEnd(int major) throws Exception {
        try (Scene scene = Scene.on(new PostgresMajor(major))) {
            List<Long> pauses = new ArrayList<>();
            TransactionPolicy standard = TransactionPolicy.standard();
            TransactionPolicy short3 = new TransactionPolicy(
                    standard.statementTimeout(),
                    Duration.ofMillis(50),
                    new RetryPolicy(
                            3,
                            standard.retries().firstPause(),
                            standard.retries().longestPause(),
                            standard.retries().share(),
                            pause -> pauses.add(pause.toMillis())),
                    standard.random());
            RecordingLogins colliding = new RecordingLogins(scene.logins(), sql -> {
                if (sql.startsWith("CREATE ROLE")) {
                    throw new SQLException("could not serialize access", "40001");
                }
            });
            FailureException failure = org.junit.jupiter.api.Assertions.assertThrows(
                    FailureException.class, () -> new RoleManager(colliding, short3).manage(scene.spec()));
            assertThat(failure.failure().code()).isEqualTo("role-manager-40001");
            assertThat(failure.failure().remedy().toString()).contains("pg_stat_activity");
            assertThat(pauses).hasSize(2);
            assertThat(scene.manage().succeeded()).isTrue();
        }
    }
}
