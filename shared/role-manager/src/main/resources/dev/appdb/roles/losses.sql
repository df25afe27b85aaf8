-- Who could lose something by an update, as result sets in the order that LossEvidence reads them. Read only where the
-- update takes something away.

-- 1: who can log in to this database but superusers, and what is seen of it here
SELECT r.rolname AS role,
       (SELECT count(*) FROM pg_stat_activity a
        WHERE a.datid = d.oid AND a.usesysid = r.oid AND a.pid <> pg_backend_pid()
          AND COALESCE(a.backend_type, 'client backend') = 'client backend') AS sessions,
       EXISTS (SELECT FROM pg_shdepend s
               WHERE s.dbid = d.oid AND s.refclassid = 'pg_authid'::regclass
                 AND pg_has_role(r.oid, s.refobjid, 'USAGE')) AS has_something
FROM pg_roles r
CROSS JOIN pg_database d
WHERE d.datname = current_database() AND r.rolcanlogin AND NOT r.rolsuper
  AND has_database_privilege(r.oid, d.oid, 'CONNECT')
ORDER BY 1;

-- 2: what they have only because PUBLIC has it; the database has no name here
WITH object AS (
    SELECT NULL::name AS name, d.datdba AS owner, COALESCE(d.datacl, acldefault('d', d.datdba)) AS acl
    FROM pg_database d
    WHERE d.datname = current_database()
    UNION ALL
    SELECT n.nspname, n.nspowner, COALESCE(n.nspacl, acldefault('n', n.nspowner))
    FROM pg_namespace n
    WHERE n.nspname = ANY (:schemas || 'public'::text)
)
SELECT o.name AS schema, x.privilege_type AS privilege, r.rolname AS role
FROM object o
CROSS JOIN LATERAL aclexplode(o.acl) x
CROSS JOIN pg_roles r
WHERE x.grantee = 0 AND r.rolcanlogin AND NOT r.rolsuper
  AND NOT pg_has_role(r.oid, o.owner, 'USAGE')
  AND NOT EXISTS (
      SELECT FROM aclexplode(o.acl) y
      WHERE y.grantee <> 0 AND y.privilege_type = x.privilege_type AND pg_has_role(r.oid, y.grantee, 'USAGE'))
ORDER BY 1, 2, 3;

-- 3: what is in which schema, extensions left out; and how much of it is neither the app's nor the migrator's
WITH dependent AS MATERIALIZED (
    :dependent_objects
), object AS (
    SELECT relnamespace AS schema, relowner AS owner, relkind IN ('r', 'p', 'v', 'm', 'f') AS is_table
    FROM pg_class
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND ('pg_class'::regclass, oid) NOT IN (SELECT classid, objid FROM dependent)
    UNION ALL
    SELECT pronamespace, proowner, false
    FROM pg_proc
    WHERE oid >= 16384 AND ('pg_proc'::regclass, oid) NOT IN (SELECT classid, objid FROM dependent)
)
SELECT n.nspname AS schema, count(*) FILTER (WHERE o.is_table) AS tables,
       count(*) FILTER (WHERE pg_get_userbyid(o.owner) NOT IN (:app, :migrator)) AS of_others
FROM object o
JOIN pg_namespace n ON n.oid = o.schema
WHERE NOT starts_with(n.nspname, 'pg_') AND n.nspname <> 'information_schema'
GROUP BY n.nspname
ORDER BY n.nspname;

-- 4: the extensions that are declared off, and how many objects each has
SELECT e.extname AS extension, count(d.objid) AS objects
FROM pg_extension e
LEFT JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
WHERE e.extname = ANY (:declared_off)
GROUP BY e.extname
ORDER BY e.extname;

-- 5: what depends on them
WITH member AS MATERIALIZED (
    SELECT e.extname, d.classid, d.objid FROM pg_extension e
    JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
    WHERE e.extname = ANY (:declared_off)
), inner_part AS MATERIALIZED (
    -- of a member's own parts, such as the functions of an operator family or the type of a table
    SELECT d.classid, d.objid FROM pg_depend d JOIN member m ON m.classid = d.refclassid AND m.objid = d.refobjid
    WHERE d.deptype IN ('i', 'a') AND d.classid NOT IN ('pg_class'::regclass, 'pg_rewrite'::regclass)
), dependant AS (
    SELECT m.extname, d.classid, d.objid, d.objsubid FROM pg_depend d
    JOIN member m ON m.classid = d.refclassid AND m.objid = d.refobjid
    WHERE d.deptype IN ('n', 'a')
    UNION
    SELECT e.extname, d.classid, d.objid, d.objsubid FROM pg_extension e
    JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'n'
    WHERE e.extname = ANY (:declared_off)
)
SELECT DISTINCT d.extname AS extension,
       COALESCE(
           (SELECT 'view ' || r.ev_class::regclass::text FROM pg_rewrite r
            WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid),
           pg_describe_object(d.classid, d.objid, d.objsubid)) AS dependant,
       (SELECT x.extname FROM pg_extension x
        WHERE (d.classid = 'pg_extension'::regclass AND x.oid = d.objid)
           OR EXISTS (SELECT FROM pg_depend o
                      WHERE o.classid = d.classid AND o.objid = d.objid AND o.deptype = 'e'
                        AND o.refclassid = 'pg_extension'::regclass AND o.refobjid = x.oid)) AS dependant_extension
FROM dependant d
WHERE (d.classid, d.objid) NOT IN (SELECT classid, objid FROM member m WHERE m.extname = d.extname)
  AND (d.classid, d.objid) NOT IN (SELECT classid, objid FROM inner_part)
ORDER BY 1, 2
