package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.engine.Progress;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import dev.appdb.roles.Check;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The users of a server without rds_iam log in with passwords, and only they and their owner know them. */
class ServerPasswordsTest {
    private static final String VERIFIER = "SCRAM-SHA-256$4096:";

    @TempDir
    Path folder;

    private final ServerSessions sessions = new ServerSessions();

    @AfterEach
    void endTheSessions() {
        sessions.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 18})
    void newUsersLogInWithThePasswordsOfTheFileAndTheServerSeesTheirVerifiersOnly(int major) throws Exception {
        PlainServer server = PlainServer.on(major);

        ManageReport report = target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);

        assertThat(report.changes())
                .contains(
                        "set a password for " + server.app() + " (SCRAM-SHA-256)",
                        "set a password for " + server.migrator() + " (SCRAM-SHA-256)");
        for (String user : List.of(server.app(), server.migrator())) {
            Secret password = kept(server, user);
            try (Connection session = server.logIn(user, password)) {
                assertThat(session.isValid(10)).isTrue();
            }
            assertThat(server.log()).doesNotContain(password.reveal()).contains("PASSWORD '" + VERIFIER);
            assertThat(server.asked("SELECT rolpassword FROM pg_authid WHERE rolname = '" + user + "'"))
                    .startsWith(VERIFIER);
        }
        assertThat(logins(server)).extracting(Check::status).containsExactly(Status.PASSED, Status.PASSED);
        assertThat(target(server)
                        .manage(server.request(), UpdateOptions.standard(), Progress.SILENT)
                        .changedNothing())
                .isTrue();
    }

    @Test
    void theFilesAreForTheirOwnerAloneAndIgnoredByGit() throws Exception {
        PlainServer server = PlainServer.on(16);

        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);

        try (Stream<Path> all = Files.walk(folder.resolve("kept"))) {
            assertThat(all.map(ServerPasswordsTest::permissions)).containsOnly("rwx------", "rw-------");
        }
        assertThat(folder.resolve("kept/.gitignore")).hasContent("*");
    }

    @Test
    void aPlanNamesThePasswordsAndHasNothingOfThem() throws Exception {
        PlainServer server = PlainServer.on(16);

        DatabasePlan plan = plan(server);

        assertThat(plan.changes())
                .extracting(DatabasePlan.Change::sentence)
                .contains("set a password for " + server.app() + " (SCRAM-SHA-256)");
        assertThat(plan.id()).isEqualTo(plan(server).id());
        assertThat(plan.toJson()).doesNotContain(VERIFIER);
        assertThat(plan.script())
                .doesNotContain("PASSWORD '")
                .contains("-- " + server.app()
                        + " has no password yet. Afterwards, set one: appdb password rotate --user app");
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aLivingUserKeepsThePasswordThatItHas(int major) throws Exception {
        PlainServer server = PlainServer.on(major);
        Secret before = new Secret("of before");
        server.asBootstrap("CREATE ROLE " + server.app() + " LOGIN PASSWORD 'of before'");

        ManageReport report = target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);

        assertThat(report.changes()).noneMatch(change -> change.contains("set a password for " + server.app()));
        server.logIn(server.app(), before).close();
        Check login = logins(server).get(0);
        assertThat(login.status()).isEqualTo(Status.UNKNOWN);
        assertThat(login.found()).isEqualTo("no password is kept for it here, so no login was tried");
        assertThat(login.remedy().toString())
                .contains("appdb password rotate --app-name app --environment dev --user app", "--password-file FILE");
    }

    @Test
    void aPasswordThatSomebodyElseChangedFailsTheCheck() throws Exception {
        PlainServer server = PlainServer.on(16);
        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);
        server.asBootstrap("ALTER ROLE " + server.migrator() + " PASSWORD 'another'");

        Check login = logins(server).get(1);

        assertThat(login.status()).isEqualTo(Status.FAILED);
        assertThat(login.severity()).isEqualTo(Check.Severity.CRITICAL);
        assertThat(login.found()).contains("password authentication failed");
        assertThat(login.remedy())
                .hasToString("appdb password rotate --app-name app --environment dev --user migrator");
    }

    @Test
    void aUserThatIsShutOutFailsTheLoginToo() throws Exception {
        PlainServer server = PlainServer.on(16);
        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);
        server.asBootstrap("ALTER ROLE " + server.app() + " NOLOGIN");

        Check login = logins(server).get(0);

        assertThat(login.status()).isEqualTo(Status.FAILED);
        assertThat(login.found()).contains("is not permitted to log in");
        assertThat(login.remedy()).hasToString("appdb roles update --app-name app --environment dev");
    }

    @Test
    void passwordsThatOthersCanReadAreNotUsed() throws Exception {
        PlainServer server = PlainServer.on(16);
        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        Check login = logins(server).get(0);

        assertThat(login.status()).isEqualTo(Status.UNKNOWN);
        assertThat(login.found()).contains("or others, have access to it");
        assertThat(login.remedy().toString()).contains("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 18})
    void aRotationEndsTheOldPasswordAndNoSession(int major) throws Exception {
        PlainServer server = PlainServer.on(major);
        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);
        Secret old = kept(server, server.app());
        Secret migrators = kept(server, server.migrator());
        try (Connection session = server.logIn(server.app(), old)) {
            Path file = target(server).rotate(server.request(), server.app(), Progress.SILENT);

            assertThat(file).isEqualTo(file());
            assertThat(session.isValid(10)).isTrue();
        }
        Secret fresh = kept(server, server.app());
        assertThat(fresh.reveal()).isNotEqualTo(old.reveal());
        server.logIn(server.app(), fresh).close();
        assertThatThrownBy(() -> server.logIn(server.app(), old)).isInstanceOf(SQLException.class);
        assertThat(kept(server, server.migrator())).isEqualTo(migrators);
        assertThat(server.log()).doesNotContain(fresh.reveal());
        assertThat(file().resolveSibling("pgpass.next")).doesNotExist();
        assertThat(target(server).password(server.request(), server.app())).isEqualTo(fresh);
    }

    @Test
    void aRotationGivesAPasswordToAUserOfSomebodyElses() throws Exception {
        PlainServer server = PlainServer.on(14);
        server.asBootstrap("CREATE ROLE " + server.app() + " LOGIN");
        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);

        target(server).rotate(server.request(), server.app(), Progress.SILENT);

        assertThat(logins(server)).extracting(Check::status).containsOnly(Status.PASSED);
    }

    @Test
    void aRotationThatTheMasterMayNotMakeIsRefusedAndForgotten() throws Exception {
        PlainServer server = PlainServer.on(18);
        server.asBootstrap("CREATE ROLE " + server.app() + " LOGIN");

        assertThatThrownBy(() -> target(server).rotate(server.request(), server.app(), Progress.SILENT))
                .isInstanceOfSatisfying(FailureException.class, refused -> {
                    assertThat(refused.failure().code()).isEqualTo("password-not-allowed");
                    assertThat(refused.failure().remedy().toString()).contains("\\password " + server.app());
                });
        assertThat(file().resolveSibling("pgpass.next")).doesNotExist();
    }

    @Test
    void whoLogsInWithIamHasNoPassword() throws Exception {
        PlainServer server = PlainServer.on(16);
        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);
        server.asBootstrap("CREATE ROLE rds_iam");
        try {
            assertThatThrownBy(() -> target(server).rotate(server.request(), server.app(), Progress.SILENT))
                    .hasMessageContaining("log in with IAM");
            assertThat(logins(server)).extracting(Check::status).containsExactly(Status.NOT_APPLICABLE);
        } finally {
            server.asBootstrap("DROP ROLE rds_iam");
        }
    }

    @Test
    void aPersonConnectsWithTheFileAndNoPasswordIsInTheCommand() throws Exception {
        PlainServer server = PlainServer.on(16);
        target(server).manage(server.request(), UpdateOptions.standard(), Progress.SILENT);

        assertThat(target(server).parameters(server.request(), server.app()).environment())
                .containsEntry("PGPASSFILE", file().toString());
        assertThat(target(server).parameters(server.request(), "postgres").environment())
                .isEmpty();
    }

    private ServerTarget target(PlainServer server) throws Exception {
        return new ServerTarget(
                Map.of("PGPASSWORD", server.password()), sessions, PasswordPlace.in(folder.resolve("kept")));
    }

    private DatabasePlan plan(PlainServer server) throws Exception {
        return target(server)
                .plan(server.request(), UpdateMode.FULL, Progress.SILENT)
                .plan()
                .orElseThrow();
    }

    private List<Check> logins(PlainServer server) throws Exception {
        return target(server).check(server.request(), false, Progress.SILENT).checks().stream()
                .filter(check -> check.id().equals("L3"))
                .toList();
    }

    private Path file() {
        return folder.resolve("kept/app/dev/pgpass");
    }

    private Secret kept(PlainServer server, String user) throws Exception {
        return new PasswordFile(file()).of("127.0.0.1", server.port(), user).orElseThrow();
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
