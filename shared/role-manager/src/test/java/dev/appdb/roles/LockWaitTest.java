package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LockWaitTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aWaitThatIsTooLongEndsInAFailureThatNamesWhoBlocks(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major);
                Connection blocker = scene.server().asMaster(scene.spec().database())) {
            long pid = block(scene, blocker);
            BlockingQueue<LockWait> waits = new LinkedBlockingQueue<>();
            RoleManager manager =
                    new RoleManager(scene.logins(), TransactionPolicy.standard().notifying(waits::add));
            UpdateOptions impatient = UpdateOptions.standard().withLockTimeout(Duration.ofSeconds(8));

            Failure failure = catchThrowableOfType(
                            FailureException.class, () -> manager.manage(scene.spec(), impatient))
                    .failure();
            assertThat(failure.code()).isEqualTo("role-manager-55P03");
            assertThat(failure.why())
                    .startsWith("it waited too long for a lock that another session holds: pid " + pid + " of postgres")
                    .contains("idle in transaction since ", scene.fill("CREATE ROLE {migrator}"));
            assertThat(failure.remedy().parts())
                    .contains(
                            new Remedy.Sql("the master or a superuser", "SELECT pg_terminate_backend(" + pid + ");"),
                            Remedy.option("--lock-timeout"));
            assertThat(waits).as("one set of blockers is reported once").hasSize(1);
            blocker.rollback();
            assertThat(scene.manage().succeeded()).isTrue();
        }
    }

    @Test
    void aWaitIsReportedWhileItLastsAndTheUpdateGoesOnAfterwards() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT);
                Connection blocker = scene.server().asMaster(scene.spec().database())) {
            long pid = block(scene, blocker);
            BlockingQueue<LockWait> waits = new LinkedBlockingQueue<>();
            RoleManager manager =
                    new RoleManager(scene.logins(), TransactionPolicy.standard().notifying(waits::add));
            CompletableFuture<ManageReport> update = CompletableFuture.supplyAsync(() -> {
                try {
                    return manager.manage(scene.spec());
                } catch (FailureException e) {
                    throw new IllegalStateException(e);
                }
            });
            LockWait wait = waits.poll(60, TimeUnit.SECONDS);
            assertThat(wait).isNotNull();
            assertThat(wait.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(wait.blockers()).extracting(LockWait.Blocker::pid).containsExactly((int) pid);
            assertThat(wait.sentence()).startsWith("waiting for a lock for ").contains("pid " + pid + " of postgres");
            blocker.rollback();
            assertThat(update.get(60, TimeUnit.SECONDS).succeeded()).isTrue();
        }
    }

    @Test
    void anUpdateThatNeedNotWaitOpensNoSecondSession() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            List<Integer> logins = new java.util.ArrayList<>();
            DatabaseLogins counted = () -> {
                logins.add(1);
                return scene.logins().asMaster();
            };
            RoleManager manager =
                    new RoleManager(counted, TransactionPolicy.standard().withLockTimeout(Duration.ofMinutes(5)));
            assertThat(manager.manage(scene.spec()).succeeded()).isTrue();
            assertThat(logins).hasSizeLessThanOrEqualTo(2); // one more where the machine is so busy that it takes 2 s
        }
    }

    @Test
    void aLockTimeoutIsFrom1MillisecondToOneHour() {
        UpdateOptions standard = UpdateOptions.standard();
        assertThat(standard.lockTimeout()).isEqualTo(Duration.ofSeconds(30));
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofHours(1).plusMillis(1))) {
            assertThatThrownBy(() -> standard.withLockTimeout(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void whatIsCommittedSurvivesACrashWhateverTheServersDefaultIs(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.asBootstrap("ALTER DATABASE {db} SET synchronous_commit = off");
            List<String> settings = new java.util.ArrayList<>();
            try (Connection master = scene.server().asMaster(scene.spec().database())) {
                DatabaseLogins watched = new RecordingLogins(() -> unclosed(master), sql -> {
                    if (sql.startsWith("CREATE ROLE") || sql.startsWith("CREATE SCHEMA")) {
                        settings.add(one(master, "SHOW synchronous_commit"));
                    }
                });
                new RoleManager(watched).manage(scene.spec());
            }
            assertThat(settings).hasSize(3).containsOnly("on");
        }
    }

    @Test
    void nothingIsBegunThatHasNoTimeLeft() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            TransactionPolicy late = TransactionPolicy.standard().endingIn(() -> Duration.ofMillis(-5));
            Failure failure = catchThrowableOfType(
                            FailureException.class, () -> new RoleManager(scene.logins(), late).manage(scene.spec()))
                    .failure();
            assertThat(failure.code()).isEqualTo("role-manager-57014");
            assertThat(failure.why()).contains("the time for this call was over");
            assertThat(failure.remedy().toString()).contains("what was not committed was rolled back");
        }
    }

    @Test
    void statementsThatAreEachQuickEnoughEndTogetherWhenTheTimeIsOver() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            TransactionPolicy ending = TransactionPolicy.standard().endingIn(() -> Duration.ofSeconds(2));
            try (Transactions transactions =
                    Transactions.open(() -> scene.server().asMaster(scene.spec().database()), ending)) {
                List<String> done = new java.util.ArrayList<>();

                SQLException late = catchThrowableOfType(
                        SQLException.class,
                        () -> transactions.write(connection -> {
                            for (int i = 0; i < 60; i++) {
                                done.add(one(connection, "SELECT pg_sleep(1)"));
                            }
                            return done;
                        }));

                assertThat(late.getSQLState()).isEqualTo(SqlState.QUERY_CANCELED);
                assertThat(late.getMessage()).isEqualTo("the time for this call was over before all was done");
                assertThat(done).hasSizeLessThan(10);
                assertThat(transactions.<String>read(connection -> one(connection, "SELECT 'usable'")))
                        .isEqualTo("usable");
            }
        }
    }

    /** PgBouncer in transaction mode gives each transaction another session, where a prepared statement is somebody else's. */
    @ParameterizedTest
    @MethodSource(MAJORS)
    void noStatementIsPreparedOnTheServer(PostgresMajor major) throws Exception {
        try (Scene bare = Scene.on(major);
                Scene scene = bare.with(java.util.Map.of("hstore", true, "dblink", true));
                Connection master = scene.server().asMaster(scene.spec().database())) {
            DatabaseLogins kept = () -> unclosed(master);
            RoleManager manager = new RoleManager(kept);
            for (int i = 0; i < 7; i++) { // the driver prepares what it has seen 5 times
                manager.plan(scene.spec(), UpdateMode.FULL);
                manager.manage(scene.spec());
                manager.check(scene.spec(), new CheckOptions(true, Scene.UPDATING));
                assertThat(one(master, "SELECT string_agg(name || ' ' || statement, '; ') FROM pg_prepared_statements"))
                        .isNull();
            }
        }
    }

    private static Connection unclosed(Connection connection) {
        return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                LockWaitTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    /** Holds the migrator's name, which nobody else can then create, until it is rolled back. */
    private static long block(Scene scene, Connection blocker) throws SQLException {
        long pid = Long.parseLong(one(blocker, "SELECT pg_backend_pid()"));
        blocker.setAutoCommit(false);
        try (Statement statement = blocker.createStatement()) {
            statement.execute(scene.fill("CREATE ROLE {migrator}"));
        }
        return pid;
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
