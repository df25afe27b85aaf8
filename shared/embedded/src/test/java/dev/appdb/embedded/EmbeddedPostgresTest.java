package dev.appdb.embedded;

import static dev.appdb.embedded.RdsShapeTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.Driver;

class EmbeddedPostgresTest {

    @RegisterExtension
    final Homes homes = new Homes();

    @Test
    void looking_at_a_server_that_was_never_made_makes_nothing() throws Exception {
        Path home = homes.fresh();

        assertThat(homes.server(home).status()).isEqualTo(new Status.Absent());
        homes.server(home).stop();
        homes.server(home).destroy();

        assertThat(home).doesNotExist();
    }

    @Test
    void a_server_keeps_its_port_and_its_data_from_start_to_start() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);

        Running first = server.start();
        try (Connection master = first.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(server.status()).isEqualTo(new Status.Up(PostgresMajor.DEFAULT, first.port(), first.pid()));
        assertThat(server.start().pid()).as("adopted, not started again").isEqualTo(first.pid());
        server.stop();
        server.stop();
        assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));

        Running second = server.start();
        assertThat(second.port()).isEqualTo(first.port());
        try (Connection master = second.connect("postgres", "app")) {
            assertThat(rows(master, "SELECT answer FROM kept")).containsExactly("42");
        }
    }

    @Test
    void destroying_leaves_nothing_and_the_next_start_makes_a_new_server() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        ProcessHandle process = ProcessHandle.of(server.start().pid()).orElseThrow();

        server.destroy();
        assertThat(home).doesNotExist();
        assertThat(process.onExit()).succeedsWithin(Duration.ofMinutes(1));

        assertThat(server.start().pid()).isNotEqualTo(process.pid());
    }

    @Test
    void a_new_server_takes_a_commit_for_done_only_when_it_is_on_disk() throws Exception {
        assertThat(ServerSettings.STANDARD.isDurable()).isTrue();
        assertThat(ServerSettings.STANDARD.text()).doesNotContain("fsync");
    }

    @Test
    void a_destruction_that_was_killed_half_way_is_finished_by_the_next_one() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        server.start();
        server.stop();
        Files.move(home.resolve("cluster"), home.resolve("gone-1"));
        Files.delete(home.resolve("gone-1/data/PG_VERSION"));

        assertThat(server.status()).isEqualTo(new Status.Absent());
        server.destroy();

        assertThat(home).doesNotExist();
    }

    @Test
    void a_taken_port_is_left_to_its_taker_and_the_new_one_is_remembered() throws Exception {
        EmbeddedPostgres server = homes.server(homes.fresh());
        int port = server.start().port();
        server.stop();

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            int other = server.start().port();
            assertThat(other).isNotEqualTo(taken.getLocalPort());
            server.stop();
            assertThat(server.start().port()).isEqualTo(other);
        }
    }

    @Test
    void a_killed_server_is_started_again_although_its_pid_file_names_another_process_now() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        Running running = server.start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        ProcessHandle process = ProcessHandle.of(running.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));

        Process unrelated = sleeperOwnedBy(home.resolve("cluster"));
        try {
            Path pidFile = home.resolve("cluster/data/postmaster.pid");
            List<String> lines = Files.readAllLines(pidFile);
            Files.writeString(
                    pidFile, unrelated.pid() + "\n" + String.join("\n", lines.subList(1, lines.size())) + "\n");
            assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));

            Running again = server.start();

            assertThat(unrelated.isAlive()).isTrue();
            try (Connection master = again.connect("postgres", "app")) {
                assertThat(rows(master, "SELECT answer FROM kept")).containsExactly("42");
            }
        } finally {
            unrelated.destroyForcibly();
        }
    }

    /** A process that PostgreSQL would take for a live server: of the same user. */
    private static Process sleeperOwnedBy(Path cluster) throws Exception {
        return new ProcessBuilder(ServerAccount.owning(cluster).command(List.of("sleep", "600"))).start();
    }

    @Test
    void an_empty_pid_file_of_a_server_that_died_early_is_no_obstacle() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        server.start();
        server.stop();
        Files.createFile(home.resolve("cluster/data/postmaster.pid"));

        assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));
        assertThat(server.start().pid()).isPositive();
    }

    @Test
    void passwords_stand_in_the_password_file_alone_and_only_its_owner_can_read_it() throws Exception {
        Path home = homes.fresh();
        Running running = homes.server(home).start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE ROLE app LOGIN");
        }
        running.letIn("app");

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
    void a_role_that_is_let_in_logs_in_with_its_password_and_with_nothing_else() throws Exception {
        Running running = TestServers.onDefault().running();
        String name = "we:ird\\rôle";
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE ROLE \"" + name + "\" LOGIN");
        }
        assertThatThrownBy(() -> running.connect(name, "app"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("has no line for it");

        running.letIn(name);
        String before = Files.readString(running.passwordFile());
        running.letIn(name);

        assertThat(Files.readString(running.passwordFile())).isEqualTo(before);
        try (Connection connection = running.connect(name, "app")) {
            assertThat(rows(connection, "SELECT current_user")).containsExactly(name);
        }
        assertThatThrownBy(() -> new Driver()
                        .connect(running.jdbcUrl("app") + "?user=postgres&password=wrong", new Properties()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> running.letIn("nobody"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("There is no such role. Create the role first.");
    }

    @Test
    void a_database_is_made_once_whatever_its_name() throws Exception {
        Running running = TestServers.onDefault().running();

        running.createDatabase("it's \"my\" database/ü?");
        running.createDatabase("it's \"my\" database/ü?");

        try (Connection master = running.connect("postgres", "it's \"my\" database/ü?")) {
            assertThat(rows(
                            master,
                            "SELECT current_database(), datdba::regrole FROM pg_database"
                                    + " WHERE datname = current_database()"))
                    .containsExactly("it's \"my\" database/ü? postgres");
        }
    }

    @Test
    void a_lost_password_file_costs_passwords_and_no_data() throws Exception {
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
    void another_major_than_that_of_the_data_is_refused_with_the_remedy() throws Exception {
        Path home = TestServers.onDefault().running().passwordFile().resolveSibling("");

        assertThatThrownBy(() -> TestServers.server(home, new PostgresMajor(17)).start())
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("The data there was made by PostgreSQL 16. Ask for 16, or destroy this server");
    }

    @Test
    void a_folder_with_other_files_is_not_taken_for_a_home() throws Exception {
        Path home = homes.fresh();
        Files.createDirectories(home);
        Path file = Files.writeString(home.resolve("somebody's.txt"), "precious");

        assertThatThrownBy(() -> homes.server(home).start())
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("The folder holds other files.");
        homes.server(home).destroy();
        assertThat(file).exists();
    }

    @Test
    void a_home_may_have_any_characters_in_its_path() throws Exception {
        Path home = homes.fresh("my $HOME `x` \"quoted\" 'folder' ünï").resolve("deeper one");

        Running running = homes.server(home).start();

        try (Connection master = running.connect("postgres", "app")) {
            assertThat(rows(master, "SELECT 1")).containsExactly("1");
        }
        homes.server(home).destroy();
        assertThat(home).doesNotExist();
        Files.delete(home.getParent());
    }

    @Test
    void a_moved_home_takes_its_running_server_along() throws Exception {
        Path home = homes.fresh();
        long pid = homes.server(home).start().pid();

        Path moved = Files.move(home, homes.fresh());

        assertThat(homes.server(moved).start().pid()).isEqualTo(pid);
    }

    @Test
    void a_log_that_has_grown_large_is_cut_with_one_older_part_kept() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        Running running = server.start();
        Path log = home.resolve("cluster/log/server.log");
        Files.writeString(log, "x".repeat(11 * 1024 * 1024), StandardOpenOption.APPEND);

        server.start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE TABLE logged ()");
        }

        assertThat(Files.readString(log)).contains("CREATE TABLE logged").hasSizeLessThan(10_000);
        assertThat(Files.size(log.resolveSibling("server.log.1"))).isGreaterThan(11 * 1024 * 1024);
    }

    @Test
    void a_server_that_cannot_start_says_why_with_the_end_of_its_log() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        server.start();
        server.stop();
        Path settings = home.resolve("cluster/data/appdb.conf");
        Files.writeString(settings, Files.readString(settings) + "no_such_parameter = 1\n");

        assertThatThrownBy(server::start).isInstanceOfSatisfying(PostgresException.class, failure -> {
            assertThat(failure.what()).startsWith("Could not start the server in ");
            assertThat(failure.why()).contains("unrecognized configuration parameter \"no_such_parameter\"");
            assertThat(failure.remedy()).contains("server.log");
        });
    }
}
