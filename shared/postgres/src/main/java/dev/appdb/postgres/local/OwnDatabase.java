package dev.appdb.postgres.local;

import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.PostgresBinaries;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Running;
import dev.appdb.failure.FailureException;
import dev.appdb.file.OwnFolder;
import dev.appdb.request.PostgresVersion;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database on this machine for what appdb itself has to remember. The last of its users to leave stops its server. */
public final class OwnDatabase implements AutoCloseable {
    private final ServerLease lease;
    private final DataSource dataSource;

    private OwnDatabase(ServerLease lease, DataSource dataSource) {
        this.lease = lease;
        this.dataSource = dataSource;
    }

    /**
     * Makes it, or starts it again.
     *
     * @param folder has its server, in {@code database}
     * @param announcements receives one line before something is downloaded
     */
    public static OwnDatabase start(OwnFolder folder, String name, Consumer<String> announcements)
            throws FailureException {
        Path home = folder.path().resolve("database");
        EmbeddedPostgres server = EmbeddedPostgres.at(
                home,
                new PostgresMajor(PostgresVersion.DEFAULT.major()),
                PostgresBinaries.ofThisMachine(announcements),
                folder.isTrusted());
        ServerLease lease = new ServerLease.Leases(home).take(server);
        try {
            Running running = lease.running();
            running.createDatabase(name);
            return new OwnDatabase(lease, running.dataSource(running.master(), name));
        } catch (FailureException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** Connections to it as the owner; they are not pooled. */
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        lease.close();
    }
}
