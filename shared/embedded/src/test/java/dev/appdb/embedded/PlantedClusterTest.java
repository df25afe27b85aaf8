package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that this account did not make, or not like this: what their settings name is not run. */
class PlantedClusterTest {
    @RegisterExtension
    final Homes homes = new Homes();

    @TempDir
    Path keys;

    @Test
    void onlyAClusterOfThisAccountWithItsOwnSettingsIsStarted() throws Exception {
        Path home = homes.fresh();
        Path ran = homes.fresh("ran");
        EmbeddedPostgres server = server(home, false);
        server.start();
        server.stop();
        Path data = home.resolve("cluster/data");
        String run = "'touch " + ran + "'\n";
        Map<String, String> planted = Map.of(
                "postgresql.auto.conf", "archive_mode = 'on'\narchive_command = " + run,
                "postgresql.conf", "restore_command = " + run + "include_if_exists 'planted.conf'\n",
                "appdb.conf", "ssl_passphrase_command = " + run + "session_preload_libraries = 'planted'\n",
                "pg_hba.conf", "host all all 0.0.0.0/0 trust\n",
                "pg_ident.conf", "all all all\n");

        for (Map.Entry<String, String> each : planted.entrySet()) {
            Path file = data.resolve(each.getKey());
            byte[] before = Files.readAllBytes(file);
            Files.writeString(file, each.getValue(), StandardOpenOption.APPEND);
            assertRefused(server, "this account did not write its " + each.getKey());
            Files.write(file, before);
        }

        EmbeddedPostgres onAnotherMachine = server(home, keys.resolve("another"), false);
        assertRefused(onAnotherMachine, "this account did not write its postgresql.conf");
        byte[] seal = Files.readAllBytes(home.resolve("cluster/seal"));
        Files.delete(home.resolve("cluster/seal"));
        assertRefused(server, "this account did not make it on this machine");
        Files.delete(home.resolve("pgpass"));
        assertRefused(server, "this account did not make it on this machine");
        Files.write(home.resolve("cluster/seal"), seal);

        server.start();
        Files.delete(home.resolve("cluster/seal"));
        server.start();
        server.stop();
        assertThat(home.resolve("cluster/seal"))
                .as("of a server that was found running")
                .exists();
        Files.writeString(data.resolve("postgresql.auto.conf"), "work_mem = '5MB'\n", StandardOpenOption.APPEND);
        assertThat(server(home, true).start().pid()).as("trusted once").isPositive();
        server.stop();
        assertThat(server.start().pid()).as("and sealed by that").isPositive();
        assertThat(ran).doesNotExist();
    }

    private void assertRefused(EmbeddedPostgres server, String why) throws FailureException {
        assertThatThrownBy(server::start)
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("did not start the server in ")
                .hasMessageContaining(why + ": it could run anything")
                .hasMessageContaining("APPDB_SAFE_DIRECTORY");
        assertThat(server.status()).isInstanceOf(Status.Stopped.class);
        server.stop();
    }

    private EmbeddedPostgres server(Path home, boolean isTrusted) throws FailureException {
        return server(home, keys.resolve("keys"), isTrusted);
    }

    private static EmbeddedPostgres server(Path home, Path keys, boolean isTrusted) throws FailureException {
        return TestServers.server(
                new ServerHome(home, ServerHome.OUTSIDE), PostgresMajor.DEFAULT, new Seal(keys, isTrusted));
    }
}
