package dev.appdb.bench;

import dev.appdb.embedded.TestServer;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleManager;
import dev.appdb.roles.RoleSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A database that the role manager has made as declared, with tables in it. */
final class ManagedDatabase {
    /** One that a server without superuser lets the master create, as the reference does. */
    private static final String EXTENSION = "hstore";

    private static final int TABLES_IN_A_TRANSACTION = 2_000; // each holds a lock until the end

    private final TestServer server;
    private final RoleSpec spec;
    private final int tables;

    private ManagedDatabase(TestServer server, RoleSpec spec, int tables) {
        this.server = server;
        this.spec = spec;
        this.tables = tables;
    }

    /** A new one; its users serve all databases of the server. */
    static ManagedDatabase on(TestServer server, int tables) throws Exception {
        RoleSpec spec = RoleSpec.standard().withDatabase(server.newDatabase()).withExtensions(Map.of(EXTENSION, true));
        ManagedDatabase database = new ManagedDatabase(server, spec, tables);
        new RoleManager(() -> server.asMaster(spec.database())).manage(spec);
        server.running().allowLogin(spec.appUser());
        server.running().allowLogin(spec.migratorUser());
        database.makeTables();
        return database;
    }

    private void makeTables() throws SQLException {
        try (Connection connection = server.as(spec.migratorUser(), spec.database());
                Statement statement = connection.createStatement()) {
            for (int from = 1; from <= tables; from += TABLES_IN_A_TRANSACTION) {
                int to = Math.min(tables, from + TABLES_IN_A_TRANSACTION - 1);
                statement.execute("DO $$ BEGIN FOR i IN " + from + ".." + to
                        + " LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY)', i); END LOOP; END $$");
            }
        }
        try (Connection connection = server.asBootstrap(spec.database());
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        }
    }

    TestServer server() {
        return server;
    }

    RoleSpec spec() {
        return spec;
    }

    int tables() {
        return tables;
    }

    String master() {
        return server.running().master();
    }

    /** The role that sends the reference's statements: a plain server's master may not repeat them, as Amazon RDS's may. */
    String bootstrap() {
        return server.running().bootstrap();
    }

    Reference reference() {
        return new Reference(
                spec.database(),
                spec.schema(),
                spec.appUser(),
                spec.migratorUser(),
                List.copyOf(spec.extensions().keySet()));
    }

    /** Fails unless the operation had its effect: only a working one is measured. */
    void requireGood(CheckReport report) {
        List<Check> failed = report.failed();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("the check of " + spec.database() + " failed: " + failed);
        }
    }

    void requireUnchanged(ManageReport report) {
        if (!report.changedNothing()) {
            throw new IllegalStateException("the update of " + spec.database() + " changed " + report);
        }
    }
}
