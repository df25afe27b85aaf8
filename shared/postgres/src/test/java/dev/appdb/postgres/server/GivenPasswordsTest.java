package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.engine.Progress;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import dev.appdb.roles.Check;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords that a person gives in a password file of libpq. */
class GivenPasswordsTest {
    @TempDir
    Path folder;

    private final ServerSessions sessions = new ServerSessions();
    private PlainServer server;
    private Path file;

    @BeforeEach
    void aServer() throws Exception {
        server = PlainServer.on(16);
        file = folder.resolve("given");
    }

    @AfterEach
    void endTheSessions() {
        sessions.close();
    }

    @Test
    void newUsersGetThem() throws Exception {
        write("# of the service\n*:*:*:{app}:with\\:colon and\\\\backslash\n127.0.0.1:{port}:*:{migrator}:plain\n");

        target().manage(server.request(), UpdateOptions.standard(), Progress.SILENT);

        server.logIn(server.app(), new Secret("with:colon and\\backslash")).close();
        server.logIn(server.migrator(), new Secret("plain")).close();
        assertThat(target().check(server.request(), false, Progress.SILENT).checks())
                .filteredOn(check -> check.id().equals("L3"))
                .extracting(Check::status)
                .containsOnly(Check.Status.PASSED);
        assertThat(server.log()).doesNotContain("with:colon");
    }

    @Test
    void thatOfALivingUserIsKeptIfItIsTheOneThatItHas() throws Exception {
        server.asBootstrap("CREATE ROLE " + server.app() + " LOGIN PASSWORD 'of before'");
        write("*:*:*:{app}:of before\n*:*:*:{migrator}:plain\n");

        target().manage(server.request(), UpdateOptions.standard(), Progress.SILENT);

        assertThat(kept(server.app())).contains(new Secret("of before"));
    }

    @Test
    void thatOfALivingUserIsRefusedIfItIsAnother() throws Exception {
        server.asBootstrap("CREATE ROLE " + server.app() + " LOGIN PASSWORD 'of before'");
        write("*:*:*:{app}:another\n*:*:*:{migrator}:plain\n");

        assertThatThrownBy(() -> target().plan(server.request(), UpdateMode.FULL, Progress.SILENT))
                .isInstanceOfSatisfying(FailureException.class, refused -> {
                    assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
                    assertThat(refused.failure().remedy().toString())
                            .contains("appdb password rotate --app-name app --environment dev --user app");
                });
        assertThat(kept(server.app())).isEmpty();
    }

    @Test
    void aRotationTakesTheOneOfItsUser() throws Exception {
        server.asBootstrap("CREATE ROLE " + server.app() + " LOGIN PASSWORD 'of before'");
        server.asBootstrap("GRANT " + server.app() + " TO postgres WITH ADMIN TRUE, INHERIT FALSE, SET FALSE");
        write("*:*:*:{app}:chosen\n");

        target().rotate(server.request(), server.app(), Progress.SILENT);

        server.logIn(server.app(), new Secret("chosen")).close();
        assertThat(kept(server.app())).contains(new Secret("chosen"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                              | it has no line for {app} on 127.0.0.1:{port}; it has no line for {migrator}
        *:*:*:postgres:x                                | it has no line for {app} on 127.0.0.1:{port}; it has no line for {migrator}
        *:1:*:*:x                                       | it has no line for {app} on 127.0.0.1:{port}
        *:*:other:*:x                                   | it has no line for {app} on 127.0.0.1:{port}
        '#*:*:*:*:x'                                    | it has no line for {app} on 127.0.0.1:{port}
        *:*:*:{app}:x                                   | it has no line for {migrator}
        *:*:*:{app}:x~*:*:*:{app}:y~*:*:*:{migrator}:z  | it has 2 passwords for {app}
        *:*:*:{app}:~*:*:*:{migrator}:z                 | the password for {app} on 127.0.0.1:{port} is empty
        *:*:*:{app}:a:b~*:*:*:{migrator}:z              | has a colon without a backslash before it
        *:*:*:{app}:stra\u00dfe~*:*:*:{migrator}:z      | has a character other than printable ASCII
        *:*:*:{app}:a\u00a0b~*:*:*:{migrator}:z         | has a character other than printable ASCII
        """)
    void isRefusedWithEverythingThatIsWrong(String content, String problem) throws Exception {
        write(content.replace('~', '\n'));

        assertThatThrownBy(() -> target().plan(server.request(), UpdateMode.FULL, Progress.SILENT))
                .isInstanceOfSatisfying(FailureException.class, refused -> {
                    assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.INPUT);
                    assertThat(refused.failure().why())
                            .contains(filled(problem))
                            .doesNotContain("stra");
                });
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----", "rw----r--", "rw--w----"})
    void isRefusedIfOthersHaveAccess(String permissions) throws Exception {
        write("*:*:*:*:x\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> target().plan(server.request(), UpdateMode.FULL, Progress.SILENT))
                .isInstanceOfSatisfying(FailureException.class, refused -> {
                    assertThat(refused.failure().why()).isEqualTo("its group or others have access to it");
                    assertThat(refused.failure().remedy().toString()).contains("chmod 600");
                });
    }

    @Test
    void isRefusedIfItIsNotThereOrNoText() throws Exception {
        assertThatThrownBy(() -> target().plan(server.request(), UpdateMode.FULL, Progress.SILENT))
                .hasMessageContaining("there is no such file");

        write("");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        assertThatThrownBy(() -> target().plan(server.request(), UpdateMode.FULL, Progress.SILENT))
                .hasMessageContaining("it can't be read as text in UTF-8");
    }

    private void write(String content) throws Exception {
        Files.writeString(file, filled(content));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String filled(String text) {
        return text.replace("{app}", server.app())
                .replace("{migrator}", server.migrator())
                .replace("{port}", Integer.toString(server.port()));
    }

    private ServerTarget target() throws Exception {
        return new ServerTarget(
                Map.of("PGPASSWORD", server.password()),
                sessions,
                new PasswordPlace(folder.resolve("kept"), Optional.of(file), true));
    }

    private Optional<Secret> kept(String user) throws Exception {
        return new PasswordFile(folder.resolve("kept/app/dev/pgpass")).of("127.0.0.1", server.port(), user);
    }
}
