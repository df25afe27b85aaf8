package dev.appdb.embedded;

import static dev.appdb.embedded.RdsShapeTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.failure.FailureException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.Driver;

class EmbeddedPasswordsTest {

    @RegisterExtension
    final Homes homes = new Homes();

    @Test
    void passwordsStandInThePasswordFileAloneAndOnlyItsOwnerCanReadIt() throws Exception {
        Path home = homes.fresh();
        Running running = homes.server(home).start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE ROLE app LOGIN");
        }
        running.allowLogin("app");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running.passwordFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .startsWith("rwx")
                .matches("rwx--[x-]--[x-]");
        String log = Files.readString(home.resolve("cluster/log/server.log"), StandardCharsets.UTF_8);
        assertThat(log).contains("CREATE ROLE app LOGIN").doesNotContain("SCRAM-SHA-256");
        List<String> lines = Files.readAllLines(running.passwordFile());
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("127.0.0.1:*:*:"));
        for (String line : lines) {
            String password = line.substring(line.lastIndexOf(':') + 1);
            assertThat(password).hasSize(32);
            assertThat(log).doesNotContain(password);
            assertThat(running.toString() + running.jdbcUrl("app")).doesNotContain(password);
        }
    }

    @Test
    void aRoleThatIsLetInLogsInWithItsPasswordAndWithNothingElse() throws Exception {
        Running running = TestServers.onDefault().running();
        String name = "we:ird\\rôle";
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE ROLE \"" + name + "\" LOGIN");
        }
        assertThatThrownBy(() -> running.connect(name, "app"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("has no line for it");

        running.allowLogin(name);
        String before = Files.readString(running.passwordFile());
        running.allowLogin(name);

        assertThat(Files.readString(running.passwordFile())).isEqualTo(before);
        try (Connection connection = running.connect(name, "app")) {
            assertThat(rows(connection, "SELECT current_user")).containsExactly(name);
        }
        assertThatThrownBy(() -> new Driver()
                        .connect(running.jdbcUrl("app") + "?user=postgres&password=wrong", new Properties()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> running.allowLogin("nobody"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("there is no such role. Create the role first.");
    }

    @Test
    void aLostPasswordFileCostsPasswordsAndNoData() throws Exception {
        EmbeddedPostgres server = homes.server(homes.fresh());
        Running running = server.start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        Files.delete(running.passwordFile());

        try (Connection master = server.start().connect("postgres", "app")) {
            assertThat(rows(master, "SELECT answer FROM kept")).containsExactly("42");
        }
    }

    @Test
    void aPasswordOfTheMasterThatWasChangedByHandIsSetAgainWhileTheServerStaysUp() throws Exception {
        EmbeddedPostgres server = homes.server(homes.fresh());
        Running running = server.start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD 'x'");
        }
        assertThatThrownBy(() -> running.connect("postgres", "app")).hasMessageContaining("password authentication");

        Running repaired = server.start();

        assertThat(repaired.pid()).isEqualTo(running.pid());
        try (Connection master = repaired.connect("postgres", "app")) {
            assertThat(rows(master, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void aPasswordOfTheSuperuserThatWasChangedByHandCostsARestartAndNoData() throws Exception {
        EmbeddedPostgres server = homes.server(homes.fresh());
        Running running = server.start();
        try (Connection bootstrap = running.connect("rdsadmin", "app");
                Statement statement = bootstrap.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
            statement.execute("ALTER ROLE rdsadmin PASSWORD 'x' VALID UNTIL '2001-01-01'");
        }

        Running repaired = server.running().orElseThrow();

        try (Connection bootstrap = repaired.connect("rdsadmin", "app")) {
            assertThat(rows(bootstrap, "SELECT answer FROM kept")).containsExactly("42");
        }
        assertThat(server.status()).isEqualTo(new Status.Up(PostgresMajor.DEFAULT, repaired.port(), repaired.pid()));
    }

    @Test
    void aPasswordFileThatWasOpenedToOthersIsClosedAgain() throws Exception {
        EmbeddedPostgres server = homes.server(homes.fresh());
        Path passwords = server.start().passwordFile();
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));

        server.start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)))
                .isEqualTo("rw-------");
    }
}
