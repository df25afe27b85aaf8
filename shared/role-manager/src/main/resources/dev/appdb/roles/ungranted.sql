-- The objects in the schema on which the application's user lacks a declared privilege, and whose owner's rights are
-- the migrator's or the master's. Read only when catalog.sql has counted some ('grantable by …'). A routine lacks nothing
-- that PUBLIC has.
WITH names AS MATERIALIZED (
    SELECT (SELECT oid FROM pg_namespace WHERE nspname = :schema) AS schema,
           (SELECT oid FROM pg_roles WHERE rolname = :app) AS app,
           (SELECT oid FROM pg_roles WHERE rolname = :migrator) AS migrator
), extension_member AS MATERIALIZED (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), object AS (
    SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
           format('%I.%I', :schema, c.relname) AS label, c.relowner AS owner,
           COALESCE(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner)) AS acl,
           acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, 10) AS everything
    FROM pg_class c
    JOIN names ON c.relnamespace = names.schema
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND ('pg_class'::regclass, c.oid) NOT IN (SELECT classid, objid FROM extension_member)
    UNION ALL
    SELECT 'ROUTINE', format('%I.%I(%s)', :schema, p.proname, oidvectortypes(p.proargtypes)), p.proowner,
           COALESCE(p.proacl, acldefault('f', p.proowner)), NULL::aclitem[]
    FROM pg_proc p
    JOIN names ON p.pronamespace = names.schema
    WHERE ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM extension_member)
)
SELECT kind, label, COALESCE(owner = names.migrator, false) AS migrators
FROM object
CROSS JOIN names
WHERE (owner = names.migrator OR pg_has_role(session_user, owner, 'USAGE'))
  AND (SELECT count(DISTINCT x.privilege_type) FROM aclexplode(acl) x WHERE x.grantee = names.app OR (x.grantee = 0 AND kind = 'ROUTINE'))
      < CASE WHEN everything IS NULL THEN 1 ELSE (SELECT count(*) FROM aclexplode(everything)) END
ORDER BY kind, label
