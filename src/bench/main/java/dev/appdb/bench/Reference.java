package dev.appdb.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that the reference's role manager sends to a database (navapbc/template-infra, the database module's role manager), one
 * statement after the other on its two connections. Only the statements: neither its runtime nor its driver is measured.
 *
 * @param database the database that it manages
 * @param schema the application's schema
 * @param app the application's user
 * @param migrator the migrations' user
 * @param extensions those that are declared on
 */
record Reference(String database, String schema, String app, String migrator, List<String> extensions) {
    private static final String ROLES =
            "SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg_%' AND rolname NOT LIKE 'rds%'";
    private static final String GROUPS = "SELECT u.rolname AS user, g.rolname AS group FROM pg_roles u INNER JOIN"
            + " pg_auth_members a ON u.oid = a.member INNER JOIN pg_roles g ON g.oid = a.roleid ORDER BY user ASC";
    private static final String SCHEMAS = "SELECT nspname, nspacl FROM pg_namespace WHERE nspname NOT LIKE 'pg_%' AND"
            + " nspname <> 'information_schema'";
    private static final String DROP = "DROP TABLE IF EXISTS role_manager_test";

    /** Logs in. */
    @FunctionalInterface
    interface Login {
        Connection as(String user, String database) throws SQLException;
    }

    /** Its action "manage", first as the master, then as the migrator. */
    void manage(Login login, String master) throws SQLException {
        try (Connection connection = login.as(master, database)) {
            send(connection, asMaster());
        }
        try (Connection connection = login.as(migrator, database)) {
            send(connection, asMigrator());
        }
    }

    /** Its action "check", as both users at once. */
    void check(Login login) throws SQLException {
        try (Connection asApp = login.as(app, database);
                Connection asMigrator = login.as(migrator, database)) {
            checkOn(asApp, asMigrator);
        }
    }

    /** The same on connections that are open. */
    void checkOn(Connection asApp, Connection asMigrator) throws SQLException {
        send(
                asMigrator,
                List.of(
                        "SHOW search_path",
                        DROP,
                        "CREATE TABLE IF NOT EXISTS role_manager_test(created_at TIMESTAMP)"));
        List<String> appSends = new ArrayList<>(List.of(
                "INSERT INTO role_manager_test (created_at) VALUES (NOW())", "SELECT * FROM role_manager_test"));
        extensions.forEach(extension -> appSends.add("SELECT * FROM pg_extension WHERE extname = '" + extension + "'"));
        send(asApp, appSends);
        send(asMigrator, List.of(DROP));
    }

    /** The same on connections that are open. */
    void manageOn(Connection asMaster, Connection asMigrator) throws SQLException {
        send(asMaster, asMaster());
        send(asMigrator, asMigrator());
    }

    private List<String> asMaster() {
        List<String> all = new ArrayList<>(List.of(
                ROLES,
                SCHEMAS,
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
                "ALTER DATABASE " + database + " SET search_path TO " + schema));
        for (String user : List.of(migrator, app)) {
            all.add("DO $$ BEGIN CREATE USER " + user + "; EXCEPTION WHEN DUPLICATE_OBJECT THEN RAISE NOTICE"
                    + " 'user already exists'; END $$");
            all.add("GRANT rds_iam TO " + user);
            all.add("GRANT CONNECT ON DATABASE " + database + " TO " + user);
        }
        all.add("CREATE SCHEMA IF NOT EXISTS " + schema);
        all.add("ALTER SCHEMA " + schema + " OWNER TO " + migrator);
        all.add("GRANT USAGE ON SCHEMA " + schema + " TO " + app);
        extensions.forEach(extension -> all.add("CREATE EXTENSION IF NOT EXISTS " + extension + " SCHEMA pg_catalog"));
        all.addAll(List.of(ROLES, SCHEMAS, GROUPS));
        return all;
    }

    private List<String> asMigrator() {
        return List.of(
                "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT ALL ON TABLES TO " + app,
                "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT ALL ON SEQUENCES TO " + app,
                "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT ALL ON ROUTINES TO " + app);
    }

    private static void send(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
