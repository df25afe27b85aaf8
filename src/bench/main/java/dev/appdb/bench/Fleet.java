package dev.appdb.bench;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.roles.RoleManager;
import dev.appdb.roles.RoleSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many databases on one server, all made as declared. */
final class Fleet {
    private static final int MAKING_AT_ONCE = 8;

    private final TestServer server;
    private final List<RoleSpec> databases;

    private Fleet(TestServer server, List<RoleSpec> databases) {
        this.server = server;
        this.databases = databases;
    }

    /** An operation on one database. */
    @FunctionalInterface
    interface Work {
        void on(RoleSpec database) throws Exception;
    }

    /** A fleet of this many databases on a server of its own. */
    static Fleet of(int count) throws Exception {
        TestServer server = TestServers.another(PostgresMajor.DEFAULT);
        ManagedDatabase first = ManagedDatabase.on(server, 0);
        List<RoleSpec> databases = new ArrayList<>();
        try (Connection connection = server.asMaster("postgres");
                Statement statement = connection.createStatement()) {
            for (int i = 1; i <= count; i++) {
                String name = "fleet_" + i;
                statement.execute(
                        "CREATE DATABASE " + name + " TEMPLATE " + first.spec().database() + " STRATEGY file_copy");
                databases.add(first.spec().withDatabase(name));
            }
        }
        Fleet fleet = new Fleet(server, databases);
        // what a copy has not: the database's own privileges and search path
        fleet.each(
                databases.size(),
                MAKING_AT_ONCE,
                database -> new RoleManager(() -> server.asMaster(database.database())).manage(database));
        return fleet;
    }

    TestServer server() {
        return server;
    }

    int size() {
        return databases.size();
    }

    /** The number of connections that the server gives to roles that are not superusers. */
    int mostConnections() throws SQLException {
        try (Connection connection = server.asMaster("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('max_connections')::int"
                        + " - current_setting('superuser_reserved_connections')::int")) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * Does something with this many of the databases, several at once.
     *
     * @throws Exception what went wrong with one of them
     */
    void each(int count, int atOnce, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (RoleSpec database : databases.subList(0, count)) {
                all.add(() -> {
                    work.on(database);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(all)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
