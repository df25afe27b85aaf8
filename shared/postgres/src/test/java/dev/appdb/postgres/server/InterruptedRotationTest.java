package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.engine.InProcessRoleManager;
import dev.appdb.engine.Progress;
import dev.appdb.failure.Secret;
import dev.appdb.roles.Check;
import dev.appdb.roles.UpdateOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rotation that ends between any two of its steps: whatever comes next finds the password that works. */
class InterruptedRotationTest {
    private static final Secret FRESH = new Secret("the next one");

    @TempDir
    Path folder;

    private final ServerSessions sessions = new ServerSessions();
    private PlainServer server;
    private ServerTarget target;
    private KeptPasswords kept;
    private Secret old;

    /** The steps of a rotation, of which the last one that was done gives its name. */
    private enum Killed {
        BEFORE_THE_SERVER_HAD_IT,
        AFTER_THE_SERVER_HAD_IT,
        BEFORE_THE_SECOND_FILE_WAS_REMOVED;

        boolean isAfter(Killed other) {
            return compareTo(other) > 0;
        }
    }

    @BeforeEach
    void users() throws Exception {
        server = PlainServer.on(16);
        target = new ServerTarget(Map.of("PGPASSWORD", server.password()), sessions, PasswordPlace.in(folder));
        target.manage(server.request(), UpdateOptions.standard(), Progress.SILENT);
        kept = new KeptPasswords(
                folder, server.request(), server.request().serverUrl().orElseThrow());
        old = kept.current(server.app()).orElseThrow();
    }

    @AfterEach
    void endTheSessions() {
        sessions.close();
    }

    @ParameterizedTest
    @EnumSource
    void theNextCheckLogsIn(Killed killed) throws Exception {
        rotateUntil(killed);

        assertThat(target.check(server.request(), false, Progress.SILENT).checks())
                .filteredOn(check -> check.id().equals("L3"))
                .extracting(Check::status)
                .containsOnly(Check.Status.PASSED);
        requireWorking(killed);
    }

    @ParameterizedTest
    @EnumSource
    void theNextToConnectHasTheFileWithThePasswordThatWorks(Killed killed) throws Exception {
        rotateUntil(killed);

        assertThat(target.parameters(server.request(), server.app()).environment())
                .containsEntry("PGPASSFILE", kept.file().toString());
        requireWorking(killed);
    }

    @ParameterizedTest
    @EnumSource
    void theNextRotationEndsWell(Killed killed) throws Exception {
        rotateUntil(killed);

        target.rotate(server.request(), server.app(), Progress.SILENT);

        Secret now = kept.current(server.app()).orElseThrow();
        server.logIn(server.app(), now).close();
        assertThat(now).isNotEqualTo(old);
        assertThatThrownBy(() -> server.logIn(server.app(), old)).isInstanceOf(SQLException.class);
        assertThat(kept.next(server.app())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theNextUpdateChangesNothingAndLosesNothing(Killed killed) throws Exception {
        rotateUntil(killed);

        assertThat(target.manage(server.request(), UpdateOptions.standard(), Progress.SILENT)
                        .changedNothing())
                .isTrue();
        target.password(server.request(), server.app());
        requireWorking(killed);
    }

    private void rotateUntil(Killed killed) throws Exception {
        kept.begin(server.app(), FRESH);
        if (killed.isAfter(Killed.BEFORE_THE_SERVER_HAD_IT)) {
            ServerLogins logins = new ServerLogins(
                    server.request().serverUrl().orElseThrow(), Map.of("PGPASSWORD", server.password()), sessions);
            new InProcessRoleManager(server.request(), logins, Progress.SILENT)
                    .setPassword(server.app(), ServerPasswords.verifier(FRESH));
        }
        if (killed.isAfter(Killed.AFTER_THE_SERVER_HAD_IT)) {
            kept.keep(server.app(), FRESH);
        }
    }

    private void requireWorking(Killed killed) throws Exception {
        Secret working = kept.current(server.app()).orElseThrow();
        assertThat(working).isEqualTo(killed == Killed.BEFORE_THE_SERVER_HAD_IT ? old : FRESH);
        server.logIn(server.app(), working).close();
    }
}
