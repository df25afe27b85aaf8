package dev.appdb.embedded;

import static dev.appdb.embedded.RdsShapeTest.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledProcessTest {

    private static final long TIMEOUT_SECONDS = 300;

    @RegisterExtension
    final Homes homes = new Homes();

    @Test
    void aServerOutlivesTheProcessThatStartedItAndHoldsNothingOfItOpen() throws Exception {
        Path home = homes.fresh();
        Process child = ChildProcess.starting(home, Redirect.PIPE);

        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(printed).isZero();
        assertThat(homes.server(home).status()).isInstanceOfSatisfying(Status.Up.class, up -> {
            assertThat(printed.strip()).isEqualTo(Integer.toString(up.port()));
            assertThat(isLeaderOfItsOwnSession(up.pid()))
                    .as("a signal from the terminal does not reach it")
                    .isTrue();
        });
        assertThatItIsWhole(home);
    }

    private static boolean isLeaderOfItsOwnSession(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String afterName = Files.readString(stat).replaceFirst("^.*\\) ", "");
            List<String> fields = List.of(afterName.split(" "));
            String group = fields.get(2);
            String session = fields.get(3);
            return group.equals(Long.toString(pid)) && session.equals(Long.toString(pid));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each is a file or folder, by glob, that appears at another moment of a creation or of the start after it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.lock",
                "new-*/data/PG_VERSION",
                "new-*/data/base/1",
                "new-*/data/base/5",
                "new-*/data/appdb.conf",
                "pgpass",
                "cluster",
                "port",
                "cluster/data/postmaster.pid"
            })
    void aKillAtAnyMomentOfACreationIsRepairedByTheNextStart(String moment) throws Exception {
        Path home = homes.fresh();
        Process child = ChildProcess.starting(home, Redirect.DISCARD);
        while (!isThere(home, moment)) {
            assertThat(child.waitFor(1, TimeUnit.MILLISECONDS))
                    .as("ended before " + moment)
                    .isFalse();
        }
        child.destroyForcibly().waitFor();

        assertThatItIsWhole(home);
        assertThat(Homes.namesIn(home)).containsExactly("cluster", "pgpass", "port", "server.lock");
        homes.server(home).destroy();
        assertThat(home).doesNotExist();
    }

    /** A glob that has at most one star, in its first name. */
    private static boolean isThere(Path home, String glob) throws IOException {
        if (!glob.startsWith("new-*")) {
            return Files.exists(home.resolve(glob));
        }
        if (!Files.isDirectory(home)) {
            return false;
        }
        String rest = glob.length() > "new-*".length() ? glob.substring("new-*/".length()) : "";
        try (Stream<Path> all = Files.list(home)) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith("new-"))
                    .anyMatch(path -> Files.exists(path.resolve(rest)));
        }
    }

    @Test
    void twoProcessesAndTwoThreadsThatStartAtOnceShareOneServer() throws Exception {
        Path home = homes.fresh();
        Process one = ChildProcess.starting(home, Redirect.PIPE);
        Process two = ChildProcess.starting(home, Redirect.PIPE);

        List<Integer> ports =
                Stream.of(1, 2).parallel().map(thread -> portOf(home)).toList();

        for (Process process : List.of(one, two)) {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(printed.strip()).isEqualTo(Integer.toString(ports.get(0)));
        }
        assertThat(ports.get(1)).isEqualTo(ports.get(0));
        assertThat(Homes.namesIn(home)).containsExactly("cluster", "pgpass", "port", "server.lock");
    }

    @Test
    void aTestRunThatWasKilledLeavesNoServerToTheNextOne() throws Exception {
        Process child = ChildProcess.starting(ChildProcess.TEST_SERVER, Redirect.PIPE);
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(printed.strip())).orElseThrow();

        TestServers.endLeftovers();

        assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(TIMEOUT_SECONDS));
    }

    private int portOf(Path home) {
        try {
            return homes.server(home).start().port();
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    private void assertThatItIsWhole(Path home) throws Exception {
        Running running = homes.server(home).start();
        try (Connection master = running.connect("postgres", "app");
                Connection bootstrap = running.connect("rdsadmin", "app")) {
            assertThat(rows(master, "SELECT rolname FROM pg_roles WHERE rolname ~ '^rds' ORDER BY 1"))
                    .containsExactly("rds_iam", "rds_password", "rds_replication", "rds_superuser", "rdsadmin");
            assertThat(rows(bootstrap, "SELECT pg_has_role('postgres', 'rds_superuser', 'USAGE')"))
                    .containsExactly("t");
        }
    }
}
