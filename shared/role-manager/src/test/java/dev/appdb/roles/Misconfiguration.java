package dev.appdb.roles;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that somebody did to a database that was as declared.
 *
 * @param id the check that must find it
 * @param oldest the oldest major on which it can be done
 * @param sql what was done, by the bootstrap superuser in one session
 */
record Misconfiguration(CheckId id, int oldest, List<String> sql) {
    /** What every database of these tests declares. */
    static final SortedMap<String, Boolean> EXTENSIONS =
            new TreeMap<>(Map.of("vector", true, "hstore", true, "pg_trgm", false));

    private static final String AS_MASTER = "SET SESSION AUTHORIZATION postgres";
    private static final String AS_MIGRATOR = "SET ROLE {migrator}";
    private static final String DEFAULTS = "ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} IN SCHEMA {schema} ";

    @Override
    public String toString() {
        return id + " " + String.join("; ", sql);
    }

    private static Misconfiguration of(CheckId id, String... sql) {
        return new Misconfiguration(id, 14, List.of(sql));
    }

    private static Misconfiguration since(int oldest, CheckId id, String... sql) {
        return new Misconfiguration(id, oldest, List.of(sql));
    }

    /** All that is planted, one after the other; there is a role {stranger} without any rights. */
    static final List<Misconfiguration> ALL = List.of(
            of(CheckId.R01, "DROP OWNED BY {app}", "DROP ROLE {app}"),
            of(CheckId.R02, "ALTER ROLE {app} NOLOGIN"),
            of(CheckId.R02, "ALTER ROLE {migrator} CONNECTION LIMIT 0"),
            of(CheckId.R02, "ALTER ROLE {app} VALID UNTIL '2001-01-01'"),
            of(CheckId.R03, "ALTER ROLE {app} SUPERUSER"),
            of(CheckId.R03, "ALTER ROLE {migrator} CREATEROLE"),
            of(CheckId.R03, "ALTER ROLE {app} CREATEDB"),
            of(CheckId.R03, "ALTER ROLE {app} REPLICATION"),
            of(CheckId.R03, "ALTER ROLE {app} BYPASSRLS"),
            of(CheckId.R04, AS_MASTER, "REVOKE rds_iam FROM {app}"),
            since(
                    16,
                    CheckId.R04,
                    AS_MASTER,
                    "REVOKE rds_iam FROM {app}",
                    "RESET SESSION AUTHORIZATION",
                    "GRANT rds_iam TO {app} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"),
            of(CheckId.R05, "GRANT pg_read_all_data TO {app}"),
            of(CheckId.R05, "GRANT rds_password TO {migrator}"),
            of(CheckId.R06, "GRANT {migrator} TO {stranger}"),
            since(16, CheckId.R06, "GRANT {migrator} TO {stranger} WITH INHERIT FALSE, SET TRUE"),
            since(16, CheckId.R06, "GRANT {migrator} TO {stranger} WITH INHERIT TRUE, SET FALSE"),
            of(CheckId.R06, "GRANT {migrator} TO {app}"),
            of(CheckId.R06, AS_MASTER, "GRANT {migrator} TO {app}"),
            of(CheckId.R06, AS_MASTER, "GRANT {migrator} TO {stranger}"),
            of(CheckId.R06, "GRANT {migrator} TO {stranger}", "GRANT {stranger} TO {app}"),
            since(
                    16,
                    CheckId.R06,
                    AS_MASTER,
                    "GRANT {migrator} TO {stranger} WITH ADMIN OPTION",
                    "SET SESSION AUTHORIZATION {stranger}",
                    "GRANT {migrator} TO {app}"),
            of(CheckId.R06, AS_MASTER, "GRANT {migrator} TO postgres"),
            since(16, CheckId.R06, "GRANT {migrator} TO postgres WITH INHERIT TRUE, SET TRUE"),
            of(CheckId.R07, "GRANT rds_iam TO postgres"),
            of(CheckId.R07, AS_MASTER, "GRANT {app} TO postgres"),
            of(CheckId.R07, "GRANT {app} TO {stranger}", "GRANT {stranger} TO postgres"),
            of(CheckId.R08, "ALTER ROLE {stranger} SUPERUSER"),
            of(CheckId.R08, "ALTER ROLE {stranger} CREATEROLE BYPASSRLS"),
            of(CheckId.R09, "GRANT rds_superuser TO {stranger}"),
            of(CheckId.R09, "GRANT rds_superuser TO {app}"),
            of(
                    CheckId.R09,
                    "REVOKE {app} FROM {stranger}",
                    "GRANT rds_superuser TO {stranger}",
                    "GRANT {stranger} TO {app}"),
            of(CheckId.R09, "GRANT postgres TO {stranger}"),
            since(16, CheckId.R10, "REVOKE ADMIN OPTION FOR {app} FROM postgres GRANTED BY rdsadmin"),
            of(CheckId.D01, "GRANT TEMPORARY ON DATABASE {db} TO PUBLIC"),
            of(CheckId.D02, "REVOKE CONNECT ON DATABASE {db} FROM {app}"),
            of(CheckId.D03, "GRANT CREATE ON DATABASE {db} TO {migrator}"),
            of(CheckId.D03, "ALTER DATABASE {db} OWNER TO {app}", "GRANT CONNECT ON DATABASE {db} TO postgres"),
            of(CheckId.D04, "ALTER DATABASE {db} RESET search_path"),
            of(CheckId.D04, "ALTER DATABASE {db} SET search_path TO public"),
            of(CheckId.D05, "ALTER ROLE {app} SET search_path TO public"),
            of(CheckId.D05, "ALTER ROLE {migrator} IN DATABASE {db} SET search_path TO public"),
            of(CheckId.S01, "DROP SCHEMA {schema} CASCADE"),
            of(CheckId.S02, "ALTER SCHEMA {schema} OWNER TO postgres"),
            of(CheckId.S02, "ALTER SCHEMA {schema} OWNER TO {stranger}"),
            of(CheckId.S03, "REVOKE USAGE ON SCHEMA {schema} FROM {app}"),
            of(CheckId.S04, "GRANT CREATE ON SCHEMA {schema} TO {app}"),
            of(CheckId.S04, "GRANT CREATE ON SCHEMA {schema} TO {stranger}"),
            of(CheckId.S04, "GRANT CREATE ON SCHEMA {schema} TO PUBLIC"),
            of(CheckId.S04, "GRANT CREATE ON SCHEMA public TO PUBLIC"),
            of(CheckId.P01, DEFAULTS + "REVOKE ALL ON TABLES FROM {app}"),
            of(CheckId.P01, DEFAULTS + "REVOKE TRIGGER ON TABLES FROM {app}"),
            of(CheckId.P01, DEFAULTS + "REVOKE USAGE ON SEQUENCES FROM {app}"),
            of(CheckId.P01, DEFAULTS + "REVOKE EXECUTE ON ROUTINES FROM {app}"),
            of(CheckId.P02, DEFAULTS + "GRANT SELECT ON TABLES TO PUBLIC"),
            of(CheckId.P02, "ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} GRANT SELECT ON TABLES TO PUBLIC"),
            of(
                    CheckId.P03,
                    "ALTER DEFAULT PRIVILEGES FOR ROLE {stranger} IN SCHEMA {schema} REVOKE ALL ON TABLES FROM {app}",
                    "CREATE TABLE {schema}.of_stranger ()",
                    "ALTER TABLE {schema}.of_stranger OWNER TO {stranger}"),
            of(
                    CheckId.O01,
                    "CREATE VIEW {schema}.of_master AS SELECT 1 AS one",
                    "ALTER VIEW {schema}.of_master OWNER TO postgres"),
            of(CheckId.O01, "CREATE TYPE {schema}.mood AS ENUM ('good')"),
            of(CheckId.O01, "CREATE FUNCTION {schema}.f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
            of(
                    CheckId.O02,
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.kept (id serial)",
                    "REVOKE TRUNCATE ON {schema}.kept FROM {app}"),
            of(
                    CheckId.O02,
                    AS_MIGRATOR,
                    "CREATE SEQUENCE {schema}.counter",
                    "REVOKE USAGE ON SEQUENCE {schema}.counter FROM {app}"),
            of(
                    CheckId.O02,
                    "CREATE TABLE {schema}.alien ()",
                    "ALTER TABLE {schema}.alien OWNER TO {stranger}",
                    "REVOKE ALL ON {schema}.alien FROM {app}"),
            of(
                    CheckId.O03,
                    AS_MIGRATOR,
                    "CREATE PROCEDURE {schema}.p(IN a int, OUT b int) LANGUAGE sql AS 'SELECT 1'",
                    "REVOKE ALL ON ROUTINE {schema}.p FROM PUBLIC, {app}"),
            of(CheckId.O04, AS_MIGRATOR, "CREATE TABLE {schema}.open ()", "GRANT SELECT ON {schema}.open TO PUBLIC"),
            of(
                    CheckId.O04,
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.shown (id int)",
                    "GRANT SELECT (id) ON {schema}.shown TO {stranger}"),
            of(
                    CheckId.O04,
                    AS_MIGRATOR,
                    "CREATE FUNCTION {schema}.lent(a int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "GRANT EXECUTE ON FUNCTION {schema}.lent TO {stranger}"),
            of(CheckId.O05, "CREATE SCHEMA of_app AUTHORIZATION {app}"),
            of(
                    CheckId.O06,
                    AS_MIGRATOR,
                    "CREATE FUNCTION {schema}.unsafe() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"),
            of(CheckId.E01, "DROP EXTENSION hstore"),
            of(CheckId.E01, AS_MASTER, "CREATE EXTENSION pg_trgm SCHEMA public"),
            of(CheckId.E02, "CREATE SCHEMA odd", "ALTER EXTENSION hstore SET SCHEMA odd"),
            of(CheckId.E03, "DROP EXTENSION vector", "CREATE EXTENSION vector SCHEMA pg_catalog VERSION '0.7.0'"),
            of(CheckId.E05, "CREATE EXTENSION citext SCHEMA public"),
            of(CheckId.X1, DEFAULTS + "REVOKE INSERT ON TABLES FROM {app}"),
            of(CheckId.X1, "GRANT CREATE ON SCHEMA {schema} TO {app}"));
}
