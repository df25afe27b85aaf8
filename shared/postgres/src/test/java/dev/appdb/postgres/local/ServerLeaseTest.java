package dev.appdb.postgres.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.PostgresBinaries;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server used in passing is left as it was found, however its users overlap. */
class ServerLeaseTest {
    @TempDir
    Path folder;

    private EmbeddedPostgres server;
    private ServerLease.Leases leases;

    @BeforeEach
    void aServerThatIsDown() throws Exception {
        Path home = folder.resolve("app-dev");
        server = EmbeddedPostgres.at(home, PostgresMajor.DEFAULT, PostgresBinaries.ofThisMachine(System.err::println));
        server.start();
        server.stop();
        leases = new ServerLease.Leases(home);
    }

    @AfterEach
    void destroy() throws Exception {
        server.destroy();
    }

    @Test
    void isStoppedByTheLastOfItsUsers() throws Exception {
        ServerLease first = leases.take(server);
        ServerLease second = leases.take(server);

        first.close();
        assertThat(server.status()).isInstanceOf(Status.Up.class);
        second.close();
        assertThat(server.status()).isInstanceOf(Status.Stopped.class);
    }

    @Test
    void staysUpWhereItWasUp() throws Exception {
        server.start();

        leases.take(server).close();

        assertThat(server.status()).isInstanceOf(Status.Up.class);
    }

    @Test
    void staysUpWhereItIsMeantToBeUpSince() throws Exception {
        ServerLease inPassing = leases.take(server);
        leases.keep();
        inPassing.close();

        assertThat(server.status()).isInstanceOf(Status.Up.class);
    }

    @Test
    void marksAServerThatItStartsAndNoneThatItFindsRunning() throws Exception {
        try (ServerLease lease = leases.take(server)) {
            assertThat(lease.running().pid()).isPositive();
            assertThat(folder.resolve("app-dev.in-passing")).exists();
        }
        server.start();

        try (ServerLease lease = leases.take(server)) {
            assertThat(lease.running().pid()).isPositive();
            assertThat(folder.resolve("app-dev.in-passing")).doesNotExist();
        }
    }

    @Test
    void isNotStoppedWhileSomebodyIsPresentWhoDoesNotNeedItUpYet() throws Exception {
        try (ServerLease.Presence present = leases.enter(server)) {
            assertThat(present.server()).isSameAs(server);
            leases.take(server).close();
            assertThat(server.status()).isInstanceOf(Status.Up.class);
        }

        assertThat(server.status()).isInstanceOf(Status.Stopped.class);
    }
}
