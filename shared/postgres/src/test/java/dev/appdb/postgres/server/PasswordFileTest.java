package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.engine.Progress;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password file on a disk, and a server that wants the password in it. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PasswordFileTest {
    /** The system property that names the file to the JDBC driver: a test can't change the process's environment. */
    private static final String OF_THE_DRIVER = "org.postgresql.pgpassfile";

    @TempDir
    Path folder;

    private final TestServer server = TestServers.onDefault();
    private final String database = server.newDatabase();
    private final ServerSessions sessions = new ServerSessions();
    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = new Progress() {
        @Override
        public void resource(String type, String name, ResourceState state, String detail) {}

        @Override
        public void note(Level level, String text) {
            if (level == Level.WARNING) {
                warnings.add(text);
            }
        }
    };
    private Path file = Path.of("");

    @BeforeEach
    void copyThePasswords() throws IOException {
        file = Files.copy(server.running().passwordFile(), folder.resolve("pass file"));
        System.setProperty(OF_THE_DRIVER, file.toString());
    }

    @AfterEach
    void forgetThem() {
        sessions.close();
        System.clearProperty(OF_THE_DRIVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void oneThatOnlyItsOwnerCanReadIsUsed(String permissions) throws Exception {
        ServerTarget target = target(permissions);

        assertThat(target.check(request(), false, progress).checks()).isNotEmpty();
        assertThat(target.status(request()).state()).isEqualTo(TargetStatus.State.RUNNING);
        assertThat(target.examine(request())).allMatch(finding -> finding.verdict() == Verdict.OK);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw------x"})
    void oneThatItsGroupOrOthersHaveAccessToIsIgnoredWithAWarning(String permissions) throws Exception {
        ServerTarget exposed = target(permissions);

        assertThatThrownBy(() -> exposed.check(request(), false, progress))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("password");
        assertThat(warnings)
                .containsExactly("password file " + file + " is ignored, as psql ignores it: its group or others have"
                        + " access to it. To have it used, run `chmod 600 '" + file + "'`.");
        assertThat(exposed.status(request()).details()).containsEntry("warning", warnings.get(0));
        assertThat(exposed.examine(request()))
                .extracting(finding -> finding.verdict() + " " + finding.subject())
                .containsExactly("WARNING password file", "PROBLEM server");
    }

    @Test
    void whereThePasswordIsInTheEnvironmentTheFileDoesNotMatter() throws Exception {
        target("rw-r--r--");
        String password = Files.readAllLines(file).stream()
                .filter(line -> line.contains(":postgres:"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
        ServerTarget target = new ServerTarget(
                Map.of("PGPASSFILE", file.toString(), "PGPASSWORD", password),
                sessions,
                PasswordPlace.in(folder.resolve("kept")));

        assertThat(target.check(request(), false, progress).checks()).isNotEmpty();
        assertThat(warnings).isEmpty();
    }

    private ServerTarget target(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return new ServerTarget(
                Map.of("PGPASSFILE", file.toString()), sessions, PasswordPlace.in(folder.resolve("kept")));
    }

    private DatabaseRequest request() {
        String url = "postgresql://postgres@127.0.0.1:" + server.running().port() + "/" + database;
        return new DatabaseRequest(
                new AppName("app"),
                new EnvironmentName("dev"),
                Target.SERVER,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                new DatabaseNames(database, "app", "app", "migrator"),
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.of(new ServerUrl(url)),
                new TreeMap<>());
    }
}
