-- The objects in the schemas on which a user's rights are not the declared ones, with the one who grants: the
-- migrator, the master that has the owner's rights, or neither. Read only when catalog.sql has counted some. A routine lacks nothing that PUBLIC has.
WITH names AS MATERIALIZED (
    SELECT (SELECT oid FROM pg_roles WHERE rolname = :app) AS app,
           (SELECT oid FROM pg_roles WHERE rolname = :migrator) AS migrator
), schema AS MATERIALIZED (
    SELECT oid, nspname AS name FROM pg_namespace WHERE nspname = ANY (:schemas)
), reader AS MATERIALIZED (
    SELECT n.name, r.oid FROM unnest(:readers) AS n (name) LEFT JOIN pg_roles r ON r.rolname = n.name
), app_right AS MATERIALIZED (
    :app_rights
), dependent AS MATERIALIZED (
    :dependent_objects
), object AS MATERIALIZED (
    SELECT s.name AS schema, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.oid,
           format('%I.%I', s.name, c.relname) AS label, c.relowner AS owner,
           COALESCE(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner)) AS acl,
           acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, 10) AS everything
    FROM pg_class c
    JOIN schema s ON c.relnamespace = s.oid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND ('pg_class'::regclass, c.oid) NOT IN (SELECT classid, objid FROM dependent)
    UNION ALL
    SELECT s.name, 'ROUTINE', p.oid, format('%I.%I(%s)', s.name, p.proname, oidvectortypes(p.proargtypes)), p.proowner,
           COALESCE(p.proacl, acldefault('f', p.proowner)), NULL::aclitem[]
    FROM pg_proc p
    JOIN schema s ON p.pronamespace = s.oid
    WHERE ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM dependent)
), wrong AS (
    SELECT o.schema, o.kind, o.label, o.owner, CASE WHEN :dml_only THEN 'DML' ELSE 'ALL' END AS extent, :app AS grantee
    FROM object o
    WHERE (SELECT count(DISTINCT x.privilege_type) FROM aclexplode(o.acl) x
           WHERE (x.grantee IN (SELECT oid FROM app_right) OR (x.grantee = 0 AND o.kind = 'ROUTINE'))
             AND (NOT :dml_only OR o.kind = 'ROUTINE'
                  OR x.privilege_type = ANY (CASE o.kind WHEN 'SEQUENCE' THEN ARRAY['USAGE'] ELSE :row_rights END)))
          < CASE WHEN o.everything IS NULL THEN 1
                 WHEN NOT :dml_only THEN (SELECT count(*) FROM aclexplode(o.everything))
                 WHEN o.kind = 'SEQUENCE' THEN 1
                 ELSE cardinality(:row_rights) END
    UNION ALL
    SELECT o.schema, o.kind, o.label, o.owner, 'SELECT', r.name
    FROM object o
    CROSS JOIN reader r
    WHERE o.kind = 'TABLE' AND NOT EXISTS (
        SELECT FROM aclexplode(o.acl) x WHERE x.grantee = r.oid AND x.privilege_type = 'SELECT')
    UNION ALL
    SELECT o.schema, o.kind, o.label, o.owner, 'NO_MORE_THAN_SELECT', r.name
    FROM object o
    CROSS JOIN reader r
    WHERE o.owner <> r.oid AND EXISTS (
        SELECT FROM aclexplode(o.acl) x WHERE x.grantee = r.oid AND NOT (o.kind = 'TABLE' AND x.privilege_type = 'SELECT')
        UNION ALL
        SELECT FROM pg_attribute t CROSS JOIN LATERAL aclexplode(t.attacl) x
        WHERE o.kind = 'TABLE' AND t.attrelid = o.oid AND NOT t.attisdropped AND x.grantee = r.oid
          AND x.privilege_type <> 'SELECT')
)
SELECT w.schema, w.kind, w.label, w.extent, w.grantee, COALESCE(w.owner = names.migrator, false) AS migrators,
       pg_has_role(:master, w.owner, 'USAGE') AS masters,
       pg_get_userbyid(w.owner) = ANY (:expected_creators) AS stays
FROM wrong w
CROSS JOIN names
ORDER BY w.extent, w.grantee, w.schema, w.kind, w.label
