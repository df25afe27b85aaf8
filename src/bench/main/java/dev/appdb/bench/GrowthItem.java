package dev.appdb.bench;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.RoleManager;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** The growth of a check's time with tables, schemas, roles and memberships. */
final class GrowthItem implements Item {
    private static final int WARM_UPS = 3;
    private static final int TABLES = 20_000;
    private static final int SCHEMAS = 500;
    private static final int ROLES = 2_000;
    private static final int MEMBERSHIPS = 8_000;
    private static final double MORE_MILLIS = 1_000;
    private static final double TIMES = 2;
    private static final String PEER = "the check of an empty one";

    @Override
    public String key() {
        return "growth";
    }

    @Override
    public String about() {
        return String.format(
                Locale.ROOT,
                "The role manager's `check`, from login to answer, of a database with %,d tables and %d other schemas, and of"
                        + " one on a server with %,d more roles and some %,d more memberships, beside an empty one on an empty"
                        + " server.",
                TABLES,
                SCHEMAS,
                ROLES,
                MEMBERSHIPS);
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        ManagedDatabase empty = ManagedDatabase.on(TestServers.another(PostgresMajor.DEFAULT), 0);
        ManagedDatabase big = ManagedDatabase.on(TestServers.another(PostgresMajor.DEFAULT), TABLES);
        run(
                big,
                "DO $$ BEGIN FOR i IN 1.." + SCHEMAS
                        + " LOOP EXECUTE format('CREATE SCHEMA s%s', i); END LOOP; END $$");
        ManagedDatabase crowded = ManagedDatabase.on(TestServers.another(PostgresMajor.DEFAULT), 0);
        // teams in teams in teams: each role is a member of four, and of more through these
        run(
                crowded,
                "DO $$ DECLARE team int; BEGIN FOR i IN 1.." + ROLES + " LOOP EXECUTE format('CREATE ROLE r%s', i);"
                        + " FOR team IN SELECT DISTINCT greatest(1, i / part) FROM unnest(ARRAY[2, 3, 5, 7]) AS part WHERE i > 1"
                        + " LOOP EXECUTE format('GRANT r%s TO r%s', team, i); END LOOP; END LOOP; END $$");
        List<Samples> all = SideBySide.run(
                "ms",
                WARM_UPS,
                runs,
                SideBySide.millis(() -> check(empty)),
                SideBySide.millis(() -> check(big)),
                SideBySide.millis(() -> check(crowded)));
        table.add(Row.ofPeer("check, many tables and schemas", all.get(1), all.get(0), PEER)
                .goal("within 1 s more", all.get(1).median() - all.get(0).median(), millis -> millis < MORE_MILLIS));
        table.add(Row.ofPeer("check, many roles and memberships", all.get(2), all.get(0), PEER)
                .goal("within 2 times", Row.ratio(all.get(0), all.get(2)), ratio -> ratio <= TIMES));
    }

    private static void check(ManagedDatabase database) throws Exception {
        database.requireGood(
                new RoleManager(() -> database.server().asMaster(database.spec().database()))
                        .check(database.spec(), new CheckOptions(false, Remedy.of("appdb roles update"))));
    }

    private static void run(ManagedDatabase database, String sql) throws Exception {
        TestServer server = database.server();
        try (Connection connection = server.asBootstrap(database.spec().database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute("VACUUM ANALYZE");
        }
    }
}
