package dev.appdb.roles;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Something that somebody did to a database that was as declared.
 *
 * @param rules the id of the rule that then fails, and those of the rules that may fail with it, with blanks between
 * @param oldest the oldest major on which it can be done
 * @param sql what was done, by the bootstrap superuser in one session
 */
record Fault(String rules, int oldest, List<String> sql) {
    /** The extensions that every database of these tests declares. */
    static final SortedMap<String, Boolean> EXTENSIONS =
            new TreeMap<>(Map.of("vector", true, "hstore", true, "pg_trgm", false));

    static final String AS_MASTER = "SET SESSION AUTHORIZATION postgres";
    static final String AS_MIGRATOR = "SET ROLE {migrator}";
    private static final String DEFAULTS = "ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} IN SCHEMA {schema} ";

    private static final String SECOND_DEFAULTS = DEFAULTS.replace("{schema}", "{second}");

    String rule() {
        return rules.split(" ")[0];
    }

    Set<String> ruleIds() {
        return new TreeSet<>(List.of(rules.split(" ")));
    }

    @Override
    public String toString() {
        return rules + " " + String.join("; ", sql);
    }

    /** The same in the second schema; itself where it is in no schema. */
    Fault inSecondSchema() {
        return new Fault(
                rules,
                oldest,
                sql.stream().map(each -> each.replace("{schema}", "{second}")).toList());
    }

    static Fault of(String rules, String... sql) {
        return new Fault(rules, 14, List.of(sql));
    }

    static Fault since(int oldest, String rules, String... sql) {
        return new Fault(rules, oldest, List.of(sql));
    }

    /** All that is planted, one after the other; there is a role {stranger} without any rights. */
    private static final List<Fault> OF_RIGHTS = List.of(
            of("R01 S03 P01 P05", "DROP OWNED BY {app}", "DROP ROLE {app}"),
            of("R01 S03 P01 O07", "DROP OWNED BY {reader}", "DROP ROLE {reader}"),
            of("R02", "ALTER ROLE {reader} NOLOGIN"),
            of("R03", "ALTER ROLE {reader} CREATEROLE"),
            of("R04", AS_MASTER, "REVOKE rds_iam FROM {reader}"),
            of("R11 R05", "GRANT pg_read_all_data TO {reader}"),
            of("R06 R05", AS_MASTER, "GRANT {migrator} TO {reader}"),
            of("D02", "REVOKE CONNECT ON DATABASE {db} FROM {reader}"),
            of("D05", "ALTER ROLE {reader} SET search_path TO public"),
            of("R02", "ALTER ROLE {app} NOLOGIN"),
            of("R02", "ALTER ROLE {migrator} CONNECTION LIMIT 0"),
            of("R02", "ALTER ROLE {app} VALID UNTIL '2001-01-01'"),
            of("R03", "ALTER ROLE {app} SUPERUSER"),
            of("R03", "ALTER ROLE {migrator} CREATEROLE"),
            of("R03", "ALTER ROLE {app} CREATEDB"),
            of("R03", "ALTER ROLE {app} REPLICATION"),
            of("R03", "ALTER ROLE {app} BYPASSRLS"),
            of("R04", AS_MASTER, "REVOKE rds_iam FROM {app}"),
            since(
                    16,
                    "R04",
                    AS_MASTER,
                    "REVOKE rds_iam FROM {app}",
                    "RESET SESSION AUTHORIZATION",
                    "GRANT rds_iam TO {app} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"),
            of("R11 R05", "GRANT pg_read_all_data TO {app}"),
            of("R11 R05", "GRANT pg_write_server_files TO {migrator}"),
            of("R05", "GRANT rds_password TO {migrator}"),
            of("R06", "GRANT {migrator} TO {stranger}"),
            since(16, "R06", "GRANT {migrator} TO {stranger} WITH INHERIT FALSE, SET TRUE"),
            since(16, "R06", "GRANT {migrator} TO {stranger} WITH INHERIT TRUE, SET FALSE"),
            since(16, "R06", "GRANT {migrator} TO {stranger} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"),
            since(16, "R06", AS_MASTER, "GRANT {migrator} TO {stranger} WITH ADMIN OPTION"),
            of("R06 R05", "GRANT {migrator} TO {app}"),
            of("R06 R05", AS_MASTER, "GRANT {migrator} TO {app}"),
            of("R06", AS_MASTER, "GRANT {migrator} TO {stranger}"),
            of("R06 R05", "GRANT {migrator} TO {stranger}", "GRANT {stranger} TO {app}"),
            since(
                    16,
                    "R06 R05",
                    AS_MASTER,
                    "GRANT {migrator} TO {stranger} WITH ADMIN OPTION",
                    "SET SESSION AUTHORIZATION {stranger}",
                    "GRANT {migrator} TO {app}"),
            of("R06 R07", AS_MASTER, "GRANT {migrator} TO postgres"),
            since(16, "R06 R07", "GRANT {migrator} TO postgres WITH INHERIT TRUE, SET TRUE"),
            of("R07", "GRANT rds_iam TO postgres"),
            of("R07", AS_MASTER, "GRANT {app} TO postgres"),
            of("R07 R15", "GRANT {app} TO {stranger}", "GRANT {stranger} TO postgres"),
            of("R08", "ALTER ROLE {stranger} SUPERUSER"),
            of("R08", "ALTER ROLE {stranger} CREATEROLE BYPASSRLS"),
            of("R09", "GRANT rds_superuser TO {stranger}"),
            of("R09 R05", "GRANT rds_superuser TO {app}"),
            of(
                    "R09 R05",
                    "REVOKE {app} FROM {stranger}",
                    "GRANT rds_superuser TO {stranger}",
                    "GRANT {stranger} TO {app}"),
            of("R08 R09", "GRANT postgres TO {stranger}"),
            of("R08", "GRANT rdsadmin TO {stranger}"),
            of("R08", "DROP ROLE IF EXISTS rds_hidden", "CREATE ROLE rds_hidden SUPERUSER"),
            since(16, "R10", "REVOKE ADMIN OPTION FOR {app} FROM postgres GRANTED BY rdsadmin"),
            of("R11", "GRANT pg_write_all_data TO {stranger}"),
            of(
                    "R12",
                    "DROP ROLE IF EXISTS guest_{app}",
                    "CREATE ROLE guest_{app} LOGIN VALID UNTIL '2001-01-01'",
                    "GRANT {reader} TO guest_{app}",
                    "COMMENT ON ROLE guest_{app} IS E'appdb temporary access\\nas: {reader}\\nby: mia\\nsince: 2001-01-01"
                            + " 00:00:00+00\\nreason: look into order 17'"),
            of("R11", "GRANT pg_execute_server_program TO {stranger}"),
            since(16, "R11", "GRANT pg_read_all_data TO {stranger} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"),
            of("R15", "GRANT {app} TO {stranger}"),
            since(16, "R15", "GRANT {app} TO {stranger} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"),
            of("R13", "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO {stranger}"),
            of("R13", "GRANT EXECUTE ON FUNCTION lo_import(text) TO PUBLIC"),
            of("R13", "GRANT EXECUTE ON FUNCTION pg_read_binary_file(text) TO {app}"),
            since(15, "R14", "GRANT ALTER SYSTEM ON PARAMETER work_mem TO {stranger}"),
            of(
                    "D07 R05",
                    "ALTER DATABASE {db} OWNER TO {stranger}",
                    "GRANT ALL ON DATABASE {db} TO postgres",
                    "GRANT {stranger} TO {app}"),
            of("D07", "ALTER ROLE {stranger} LOGIN"),
            of("D08", "ALTER ROLE {app} SET default_transaction_read_only TO on"),
            of("D08", "ALTER ROLE {migrator} IN DATABASE {db} SET statement_timeout TO '1ms'"),
            of("D08", "ALTER DATABASE {db} SET default_transaction_read_only TO true"),
            of("D08", "ALTER DATABASE {db} SET idle_in_transaction_session_timeout TO 5"),
            of("D08", "ALTER ROLE {app} IN DATABASE {db} SET row_security TO off"),
            of("D08", "ALTER ROLE {app} SET session_replication_role TO replica"),
            of("D01", "GRANT TEMPORARY ON DATABASE {db} TO PUBLIC"),
            of("D02", "REVOKE CONNECT ON DATABASE {db} FROM {app}"),
            of("D01 D02", "GRANT CONNECT ON DATABASE {db} TO PUBLIC", "REVOKE CONNECT ON DATABASE {db} FROM {app}"),
            of("D03", "GRANT CREATE ON DATABASE {db} TO {migrator}"),
            of("D03 O05", "ALTER DATABASE {db} OWNER TO {app}", "GRANT CONNECT ON DATABASE {db} TO postgres"),
            of("D04", "ALTER DATABASE {db} RESET search_path"),
            of("D04", "ALTER DATABASE {db} SET search_path TO public"),
            of("D04", "ALTER DATABASE {db} SET search_path TO {second}, {schema}"),
            of("D05", "ALTER ROLE {app} SET search_path TO public"),
            of("D05", "ALTER ROLE {migrator} IN DATABASE {db} SET search_path TO public"),
            of("D06", "GRANT CONNECT ON DATABASE {db} TO {stranger}"),
            of("S01", "DROP SCHEMA {schema} CASCADE"),
            of("S02 P03", "ALTER SCHEMA {schema} OWNER TO postgres"),
            of("S02 P03", "ALTER SCHEMA {schema} OWNER TO {stranger}"),
            of("S03", "REVOKE USAGE ON SCHEMA {schema} FROM {app}"),
            of("S03 S05", "REVOKE USAGE ON SCHEMA {schema} FROM {app}", "GRANT USAGE ON SCHEMA {schema} TO PUBLIC"),
            of("S01", "DROP SCHEMA {second} CASCADE"),
            of("S01", "DROP SCHEMA {schema} CASCADE", "DROP SCHEMA {second} CASCADE"),
            of("S02 P03", "ALTER SCHEMA {second} OWNER TO {stranger}"),
            of("S03", "REVOKE USAGE ON SCHEMA {second} FROM {app}"),
            of("S03", "REVOKE USAGE ON SCHEMA {schema}, {second} FROM {reader}"),
            of("S04", "GRANT CREATE ON SCHEMA {second} TO {reader}"),
            of("S05", "GRANT USAGE ON SCHEMA {schema} TO PUBLIC"),
            of("S04 O05", "ALTER SCHEMA public OWNER TO {app}"),
            of("S04", "GRANT CREATE ON SCHEMA {schema} TO {app}"),
            of("S04 P03", "GRANT CREATE ON SCHEMA {schema} TO {stranger}"),
            of("S04", "GRANT CREATE ON SCHEMA {schema} TO PUBLIC"),
            of("S04", "GRANT CREATE ON SCHEMA public TO PUBLIC"),
            of("S06", "CREATE SCHEMA IF NOT EXISTS vendor", "GRANT CREATE ON SCHEMA vendor TO {app}"),
            of("S06", "CREATE SCHEMA IF NOT EXISTS vendor", "GRANT CREATE ON SCHEMA vendor TO PUBLIC"),
            of(
                    "S06 R05",
                    "CREATE SCHEMA IF NOT EXISTS vendor",
                    "GRANT CREATE ON SCHEMA vendor TO {stranger}",
                    "GRANT {stranger} TO {app}"),
            of("P01", DEFAULTS + "REVOKE ALL ON TABLES FROM {app}"),
            of("P01", DEFAULTS + "REVOKE TRIGGER ON TABLES FROM {app}"),
            of("P01", DEFAULTS + "REVOKE USAGE ON SEQUENCES FROM {app}"),
            of("P01", DEFAULTS + "REVOKE EXECUTE ON ROUTINES FROM {app}"),
            of("P01", DEFAULTS + "REVOKE SELECT ON TABLES FROM {reader}"),
            of("P01", SECOND_DEFAULTS + "REVOKE ALL ON TABLES FROM {app}, {reader}"),
            of("P02", SECOND_DEFAULTS + "GRANT SELECT ON TABLES TO PUBLIC"),
            of("P04", SECOND_DEFAULTS + "GRANT ALL ON TABLES TO {reader}"),
            of("P04", DEFAULTS + "GRANT ALL ON SEQUENCES TO {reader}"),
            of("P04", AS_MIGRATOR, "ALTER DEFAULT PRIVILEGES GRANT INSERT, SELECT ON TABLES TO {reader}"),
            of("P04", DEFAULTS + "GRANT SELECT ON TABLES TO {stranger}"),
            of(
                    "P04",
                    "ALTER DEFAULT PRIVILEGES FOR ROLE {stranger} IN SCHEMA {second} GRANT INSERT ON TABLES TO {reader}"),
            of("P02", DEFAULTS + "GRANT SELECT ON TABLES TO PUBLIC"),
            of("P02", "ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} GRANT SELECT ON TABLES TO PUBLIC"),
            of("P02", AS_MIGRATOR, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC"),
            of("P02", AS_MIGRATOR, "ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO PUBLIC"),
            of("P02", DEFAULTS + "GRANT USAGE ON TYPES TO PUBLIC"),
            since(18, "P02", AS_MIGRATOR, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO PUBLIC"),
            of(
                    "P02",
                    "ALTER DEFAULT PRIVILEGES FOR ROLE {stranger} IN SCHEMA {schema} GRANT SELECT ON TABLES TO PUBLIC"),
            of(
                    "P03 O01 O02 O07",
                    "ALTER DEFAULT PRIVILEGES FOR ROLE {stranger} IN SCHEMA {schema} REVOKE ALL ON TABLES FROM {app}",
                    "CREATE TABLE {schema}.of_stranger ()",
                    "ALTER TABLE {schema}.of_stranger OWNER TO {stranger}"),
            of(
                    "O01 P03 O02 O07",
                    "CREATE VIEW {schema}.of_master AS SELECT 1 AS one",
                    "ALTER VIEW {schema}.of_master OWNER TO postgres"),
            of(
                    "O01 P03 O05 O07",
                    "CREATE TABLE {schema}.of_app (id int)",
                    "ALTER TABLE {schema}.of_app OWNER TO {app}"),
            of("O01 P03", "CREATE TYPE {schema}.mood AS ENUM ('good')"),
            of("O01 P03", "CREATE FUNCTION {schema}.f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
            of(
                    "O02",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.kept (id serial)",
                    "REVOKE TRUNCATE ON {schema}.kept FROM {app}"),
            of(
                    "O02",
                    AS_MIGRATOR,
                    "CREATE SEQUENCE {schema}.counter",
                    "REVOKE USAGE ON SEQUENCE {schema}.counter FROM {app}"),
            of(
                    "O02 P03 O01 O07",
                    "CREATE TABLE {schema}.alien ()",
                    "ALTER TABLE {schema}.alien OWNER TO {stranger}",
                    "REVOKE ALL ON {schema}.alien FROM {app}"),
            of(
                    "O03",
                    AS_MIGRATOR,
                    "CREATE PROCEDURE {schema}.p(IN a int, OUT b int) LANGUAGE sql AS 'SELECT 1'",
                    "REVOKE ALL ON ROUTINE {schema}.p FROM PUBLIC, {app}"),
            of("O04", AS_MIGRATOR, "CREATE TABLE {schema}.open ()", "GRANT SELECT ON {schema}.open TO PUBLIC"),
            of(
                    "O04",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.shown (id int)",
                    "GRANT SELECT (id) ON {schema}.shown TO {stranger}"),
            of(
                    "O04",
                    AS_MIGRATOR,
                    "CREATE FUNCTION {schema}.lent(a int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "GRANT EXECUTE ON FUNCTION {schema}.lent TO {stranger}"),
            of(
                    "O02",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.twin (id int)",
                    "CREATE TABLE {second}.twin (id int)",
                    "REVOKE UPDATE ON {schema}.twin, {second}.twin FROM {app}"),
            of(
                    "O03",
                    AS_MIGRATOR,
                    "CREATE FUNCTION {second}.g() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "REVOKE ALL ON ROUTINE {second}.g FROM PUBLIC, {app}"),
            of(
                    "O04",
                    AS_MIGRATOR,
                    "CREATE TABLE {second}.open (id int)",
                    "GRANT SELECT (id) ON {second}.open TO {stranger}"),
            of(
                    "O07",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.hidden (id serial)",
                    "CREATE VIEW {second}.hidden AS SELECT 1 AS one",
                    "REVOKE SELECT ON {schema}.hidden, {second}.hidden FROM {reader}"),
            of(
                    "O07",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.writable (id int)",
                    "GRANT INSERT ON {schema}.writable TO {reader}",
                    "REVOKE SELECT ON {schema}.writable FROM {reader}"),
            of(
                    "O07",
                    AS_MIGRATOR,
                    "CREATE TABLE {second}.part (id int, name text)",
                    "GRANT UPDATE (name), SELECT (id) ON {second}.part TO {reader}"),
            of(
                    "O07",
                    AS_MIGRATOR,
                    "CREATE SEQUENCE {second}.turns",
                    "GRANT ALL ON SEQUENCE {second}.turns TO {reader}",
                    "CREATE FUNCTION {schema}.h() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "GRANT EXECUTE ON FUNCTION {schema}.h TO {reader}"),
            of(
                    "O07 O01 P03 O02",
                    "CREATE TABLE {second}.odd ()",
                    "ALTER TABLE {second}.odd OWNER TO {stranger}",
                    "GRANT ALL ON {second}.odd TO {reader}"),
            of("O05", "CREATE SCHEMA of_app AUTHORIZATION {app}"),
            of(
                    "O06",
                    AS_MIGRATOR,
                    "CREATE FUNCTION {schema}.unsafe() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"),
            of(
                    "O08",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.passed_on ()",
                    "GRANT SELECT ON {schema}.passed_on TO {app} WITH GRANT OPTION"),
            of("O08", AS_MIGRATOR, "GRANT USAGE ON SCHEMA {schema} TO {app} WITH GRANT OPTION"),
            of("O08", AS_MASTER, "GRANT CONNECT ON DATABASE {db} TO {app} WITH GRANT OPTION"),
            of("E01", "DROP EXTENSION hstore"),
            of("E01", AS_MASTER, "CREATE EXTENSION pg_trgm SCHEMA public"),
            of(
                    "E01",
                    AS_MASTER,
                    "CREATE EXTENSION pg_trgm SCHEMA public",
                    "RESET SESSION AUTHORIZATION",
                    "CREATE VIEW public.needs_it AS SELECT public.similarity('a', 'b')"),
            of("E02 E06", "CREATE SCHEMA odd", "ALTER EXTENSION hstore SET SCHEMA odd"),
            of("E03", "DROP EXTENSION vector", "CREATE EXTENSION vector SCHEMA pg_catalog VERSION '0.7.0'"),
            of("E05", "CREATE EXTENSION citext SCHEMA public"),
            of("X1 P01", DEFAULTS + "REVOKE INSERT ON TABLES FROM {app}"),
            of("X1 S04", "GRANT CREATE ON SCHEMA {schema} TO {app}"),
            of("X1 S04", "GRANT CREATE ON SCHEMA {second} TO {app}"),
            of("X1 P01", SECOND_DEFAULTS + "REVOKE SELECT ON TABLES FROM {reader}"),
            of("X1 P04", DEFAULTS + "GRANT INSERT ON TABLES TO {reader}"));

    /** All of them. */
    static final List<Fault> ALL =
            Stream.concat(OF_RIGHTS.stream(), UsabilityFaults.ALL.stream()).toList();
}
