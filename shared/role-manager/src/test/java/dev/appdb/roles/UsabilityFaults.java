package dev.appdb.roles;

import static dev.appdb.roles.Fault.AS_MASTER;
import static dev.appdb.roles.Fault.AS_MIGRATOR;
import static dev.appdb.roles.Fault.of;
import static dev.appdb.roles.Fault.since;

import java.util.List;

/** The faults by which users can't work though the grants on the application's own objects are right. */
final class UsabilityFaults {
    private static final String CREATE_OUTSIDE = "CREATE SCHEMA IF NOT EXISTS outside";

    static final List<Fault> ALL = List.of(
            of("D09", "ALTER DATABASE {db} CONNECTION LIMIT 0"),
            of("S07", AS_MIGRATOR, "REVOKE USAGE ON SCHEMA {schema} FROM {migrator}"),
            of("S07", AS_MIGRATOR, "REVOKE ALL ON SCHEMA {second} FROM {migrator}"),
            of("S08", "CREATE TABLE public.left_over (id serial)", "ALTER TABLE public.left_over OWNER TO {migrator}"),
            of(
                    "S08 O05",
                    "CREATE TABLE public.of_the_app (id int)",
                    "ALTER TABLE public.of_the_app OWNER TO {app}",
                    "CREATE FUNCTION public.left_over() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "ALTER FUNCTION public.left_over() OWNER TO {migrator}"),
            of(
                    "S09 S03 P01 E02",
                    "ALTER SCHEMA {schema} RENAME TO app_before",
                    "CREATE TABLE app_before.kept_there (id int)",
                    "ALTER TABLE app_before.kept_there OWNER TO {migrator}",
                    "GRANT ALL ON app_before.kept_there TO {app}",
                    "GRANT SELECT ON app_before.kept_there TO {reader}",
                    "CREATE SCHEMA {schema} AUTHORIZATION {migrator}"),
            of(
                    "O09",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.secured (id int)",
                    "ALTER TABLE {schema}.secured ENABLE ROW LEVEL SECURITY"),
            of(
                    "O09",
                    AS_MIGRATOR,
                    "CREATE TABLE {second}.of_tenants (id int)",
                    "ALTER TABLE {second}.of_tenants ENABLE ROW LEVEL SECURITY",
                    "CREATE POLICY own ON {second}.of_tenants TO {app} USING (true)"),
            of(
                    "O10",
                    CREATE_OUTSIDE,
                    "CREATE SEQUENCE outside.numbers",
                    "GRANT USAGE ON SCHEMA outside TO {migrator}",
                    "GRANT USAGE ON SEQUENCE outside.numbers TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.numbered (id int DEFAULT nextval('outside.numbers'))"),
            of(
                    "O10",
                    CREATE_OUTSIDE,
                    "CREATE FUNCTION outside.checked(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'",
                    "REVOKE EXECUTE ON FUNCTION outside.checked(int) FROM PUBLIC",
                    "GRANT EXECUTE ON FUNCTION outside.checked(int) TO {migrator}",
                    "GRANT USAGE ON SCHEMA outside TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.checked (id int CHECK (outside.checked(id)))",
                    "CREATE INDEX ON {schema}.checked (id) WHERE outside.checked(id)",
                    "CREATE VIEW {second}.checked AS SELECT outside.checked(1)"),
            of(
                    "O10",
                    CREATE_OUTSIDE,
                    "CREATE TYPE outside.mood AS ENUM ('good')",
                    "GRANT USAGE ON SCHEMA outside TO {migrator}",
                    "REVOKE USAGE ON SCHEMA outside FROM {app}",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.moods (mood outside.mood)"),
            of(
                    "O10 O01 P03",
                    CREATE_OUTSIDE,
                    "CREATE TABLE outside.source (id int)",
                    "GRANT USAGE ON SCHEMA outside TO {migrator}",
                    "GRANT SELECT ON outside.source TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE VIEW {schema}.sourced AS SELECT id FROM outside.source",
                    "RESET ROLE",
                    "REVOKE SELECT ON outside.source FROM {migrator}"),
            since(
                    15,
                    "O10",
                    CREATE_OUTSIDE,
                    "CREATE TABLE outside.invoked (id int)",
                    "GRANT USAGE ON SCHEMA outside TO {migrator}",
                    "GRANT SELECT ON outside.invoked TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE VIEW {second}.invoked WITH (security_invoker = on) AS SELECT id FROM outside.invoked"),
            of(
                    "O10",
                    CREATE_OUTSIDE,
                    "CREATE TABLE outside.log (id int)",
                    "REVOKE USAGE ON SCHEMA outside FROM {app}",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.logged (id int)",
                    "CREATE FUNCTION {schema}.logging() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN INSERT INTO outside.log VALUES (1); RETURN NEW; END'",
                    "CREATE TRIGGER logging AFTER INSERT ON {schema}.logged FOR EACH ROW EXECUTE FUNCTION {schema}.logging()"),
            of(
                    "O10",
                    CREATE_OUTSIDE,
                    "CREATE TABLE outside.parent (id int PRIMARY KEY)",
                    "GRANT REFERENCES ON outside.parent TO {migrator}",
                    "GRANT USAGE ON SCHEMA outside TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.child (id int REFERENCES outside.parent)",
                    "RESET ROLE",
                    "ALTER TABLE outside.parent OWNER TO {stranger}",
                    "REVOKE USAGE ON SCHEMA outside FROM {stranger}"),
            of(
                    "O10",
                    "CREATE FUNCTION public.postgres_fdw_handler() RETURNS fdw_handler LANGUAGE c AS '$libdir/postgres_fdw'",
                    "CREATE FOREIGN DATA WRAPPER plain HANDLER public.postgres_fdw_handler",
                    "CREATE SERVER elsewhere FOREIGN DATA WRAPPER plain",
                    "GRANT USAGE ON FOREIGN SERVER elsewhere TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE FOREIGN TABLE {schema}.elsewhere (id int) SERVER elsewhere"),
            of(
                    "O11",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.given_up (id int)",
                    "REVOKE INSERT ON {schema}.given_up FROM {migrator}"),
            of(
                    "O11",
                    AS_MIGRATOR,
                    "CREATE SEQUENCE {second}.given_up",
                    "REVOKE USAGE ON SEQUENCE {second}.given_up FROM {migrator}",
                    "CREATE FUNCTION {second}.given_up() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "REVOKE EXECUTE ON FUNCTION {second}.given_up() FROM {migrator}, PUBLIC",
                    "GRANT EXECUTE ON FUNCTION {second}.given_up() TO {app}"),
            of("O11", AS_MIGRATOR, "ALTER DEFAULT PRIVILEGES REVOKE INSERT ON TABLES FROM {migrator}"),
            since(18, "P05", AS_MIGRATOR, "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON LARGE OBJECTS FROM {app}"),
            of("O12", AS_MIGRATOR, "SELECT lo_create(4711)", "REVOKE ALL ON LARGE OBJECT 4711 FROM {app}"),
            of("O12", AS_MASTER, "SELECT lo_create(4712), lo_create(4713)"),
            of(
                    "O13",
                    "SELECT lo_create(n) FROM generate_series(4721, 4729) n",
                    "DO $$ BEGIN FOR n IN 4721..4729 LOOP"
                            + " EXECUTE format('ALTER LARGE OBJECT %s OWNER TO {stranger}', n); END LOOP; END $$"),
            of(
                    "O13",
                    "CREATE ROLE \"gone_{app}\"",
                    "SELECT lo_create(4731)",
                    "ALTER LARGE OBJECT 4731 OWNER TO \"gone_{app}\"",
                    "SET allow_system_table_mods TO on",
                    "DELETE FROM pg_authid WHERE rolname = 'gone_{app}'",
                    "RESET allow_system_table_mods"),
            of(
                    "O14",
                    AS_MIGRATOR,
                    "SELECT lo_create(4741)",
                    "GRANT ALL ON LARGE OBJECT 4741 TO {app}",
                    "GRANT SELECT ON LARGE OBJECT 4741 TO PUBLIC, {stranger}"),
            of(
                    "E06",
                    "DO $$ BEGIN EXECUTE (SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure)"
                            + " FROM pg_proc WHERE proname = 'akeys'); END $$"));

    private UsabilityFaults() {}
}
