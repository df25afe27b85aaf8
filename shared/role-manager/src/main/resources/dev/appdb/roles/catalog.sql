-- All that the role manager looks at, as result sets in the order that CatalogReader reads them.
-- :app and :migrator stand for quoted literals, :master for the master's name, :schemas, :readers, :declared_on and :declared_off for arrays of them,
-- :every_extension for true or false, and :membership_inherits, :membership_settable and :parameter_acl for what not every
-- major has. The transaction's search_path is pg_catalog, so that no name here can be hijacked, and every other name is
-- printed with its schema. The same text serves 14 to 18.

-- 1: the server, and who asks
SELECT current_setting('server_version_num')::int AS version,
       pg_is_in_recovery() AS in_recovery,
       :master AS master,
       d.datname AS database,
       pg_get_userbyid(d.datdba) AS database_owner,
       pg_has_role(:master, d.datdba, 'USAGE') AS master_owns_database,
       has_database_privilege(:master, d.oid, 'CREATE') AS master_may_create_schema,
       (SELECT string_agg(quote_ident(s.name), ', ' ORDER BY s.place)
        FROM unnest(:schemas) WITH ORDINALITY AS s (name, place)) AS declared_search_path
FROM pg_database d
WHERE d.datname = current_database();

-- 2: roles
SELECT rolname, oid = 10 AS bootstrap, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin,
       rolconnlimit, rolvaliduntil <= now() AS expired, rolvaliduntil::text AS valid_until,
       c.description AS comment
FROM pg_roles
LEFT JOIN pg_shdescription c ON c.objoid = oid AND c.classoid = 'pg_authid'::regclass
ORDER BY rolname;

-- 3: memberships; before 16 they inherit if the member does, and can always be set
SELECT g.rolname AS granted, m.rolname AS member, pg_get_userbyid(a.grantor) AS grantor, a.admin_option,
       :membership_inherits AS inherits, :membership_settable AS settable
FROM pg_auth_members a
JOIN pg_roles g ON g.oid = a.roleid
JOIN pg_roles m ON m.oid = a.member
ORDER BY m.rolname, g.rolname;

-- 4: who may do what with the database; PUBLIC is the grantee without a name
SELECT r.rolname AS grantee, x.privilege_type AS privilege
FROM pg_database d
CROSS JOIN LATERAL aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE d.datname = current_database() AND (x.grantee = 0 OR r.oid IS NOT NULL)
ORDER BY 1, 2;

-- 5: search paths that are set for this database or for roles
SELECT r.rolname AS role, s.setdatabase <> 0 AS for_database, substr(c.setting, length('search_path=') + 1) AS path
FROM pg_db_role_setting s
CROSS JOIN LATERAL unnest(s.setconfig) AS c (setting)
LEFT JOIN pg_roles r ON r.oid = s.setrole
WHERE starts_with(c.setting, 'search_path=')
  AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  AND (s.setrole = 0 OR r.oid IS NOT NULL)
ORDER BY 1, 2;

-- 6: schemas but the system's own
SELECT n.nspname AS name, pg_get_userbyid(n.nspowner) AS owner,
       pg_has_role(:master, n.nspowner, 'USAGE') AS master_owns,
       COALESCE(n.nspacl, acldefault('n', n.nspowner))::text AS acl
FROM pg_namespace n
WHERE NOT starts_with(n.nspname, 'pg_') AND n.nspname <> 'information_schema'
ORDER BY n.nspname;

-- 7: who may do what with the application's schemas and with public
SELECT n.nspname AS schema, r.rolname AS grantee, x.privilege_type AS privilege
FROM pg_namespace n
CROSS JOIN LATERAL aclexplode(COALESCE(n.nspacl, acldefault('n', n.nspowner))) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE n.nspname = ANY (:schemas || 'public'::text) AND (x.grantee = 0 OR r.oid IS NOT NULL)
ORDER BY 1, 2, 3;

-- 8: default privileges in the schemas, and the migrator's own for every schema
SELECT o.rolname AS creator, n.nspname AS schema, d.defaclobjtype AS object_type,
       r.rolname AS grantee, string_agg(DISTINCT x.privilege_type, ', ') AS privileges,
       count(DISTINCT x.privilege_type) = (
           SELECT count(*)
           FROM aclexplode(acldefault(
               CASE d.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE d.defaclobjtype END, d.defaclrole)) e
           WHERE e.grantee = d.defaclrole) AS complete
FROM pg_default_acl d
JOIN pg_roles o ON o.oid = d.defaclrole
CROSS JOIN LATERAL aclexplode(d.defaclacl) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
WHERE (x.grantee = 0 OR r.oid IS NOT NULL)
  AND (n.nspname = ANY (:schemas)
       OR (d.defaclnamespace = 0 AND o.rolname = :migrator))
GROUP BY o.rolname, n.nspname, d.defaclobjtype, d.defaclrole, r.rolname
ORDER BY 1, 2, 3, 4;

-- 9: extensions, available and installed. What only the control files of all versions tell (trusted, superuser, own
-- schema, requires) is read where something is to be done about an extension: the server reads a file and a folder for
-- each, which took longer than everything else here.
WITH version AS MATERIALIZED (
    SELECT name, version, trusted, superuser, schema, requires
    FROM pg_available_extension_versions
    WHERE (SELECT :every_extension
                  OR count(*) FILTER (WHERE e.extname = ANY (:declared_on)) < cardinality(:declared_on)
                  OR COALESCE(bool_or(e.extname = ANY (:declared_off)), false)
                  OR COALESCE(bool_or(e.extname = ANY (:declared_on)
                                      AND n.nspname <> ALL (:schemas || ARRAY['pg_catalog', 'public'])), false)
           FROM pg_extension e
           JOIN pg_namespace n ON n.oid = e.extnamespace)
)
SELECT COALESCE(a.name, e.extname) AS name, a.default_version, a.comment,
       e.extversion AS installed_version, n.nspname AS schema,
       COALESCE(v.trusted, false) AS trusted, COALESCE(v.superuser, true) AS superuser,
       v.schema AS own_schema, COALESCE(v.requires::text[], '{}') AS requires
FROM pg_available_extensions a
LEFT JOIN version v ON v.name = a.name AND v.version = a.default_version
FULL JOIN pg_extension e ON e.extname = a.name
LEFT JOIN pg_namespace n ON n.oid = e.extnamespace
ORDER BY 1;

-- 10: what is in the schemas, counted, with the first few of each kind of finding, and all statements of repairs. Nearly all objects of a kind and an owner
-- have the same privileges, so these are looked into once; only objects about which there is something to say get a name.
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
), relation AS NOT MATERIALIZED (
    SELECT oid, relnamespace, relkind, relname, relowner, relacl
    FROM pg_class
    WHERE relnamespace = ANY (ARRAY(SELECT oid FROM schema)) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
), object AS NOT MATERIALIZED (
    SELECT relnamespace AS schema, CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, oid, relname AS name,
           NULL::oidvector AS arguments, relowner AS owner, relacl AS acl, false AS unpinned_definer
    FROM relation
    WHERE relkind <> 'c' AND ('pg_class'::regclass, oid) NOT IN (SELECT classid, objid FROM dependent)
    UNION ALL
    SELECT p.pronamespace, 'routine', p.oid, p.proname, p.proargtypes, p.proowner, p.proacl,
           p.prosecdef AND NOT EXISTS (
               SELECT FROM unnest(p.proconfig) AS c (setting) WHERE starts_with(c.setting, 'search_path='))
    FROM pg_proc p
    WHERE p.pronamespace = ANY (ARRAY(SELECT oid FROM schema))
      AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM dependent)
    UNION ALL
    SELECT t.typnamespace, 'type', t.oid, t.typname, NULL::oidvector, t.typowner, NULL::aclitem[], false
    FROM pg_type t
    WHERE t.typnamespace = ANY (ARRAY(SELECT oid FROM schema))
      AND (t.typtype IN ('d', 'e', 'r')
           OR (t.typtype = 'c' AND t.typrelid IN (SELECT oid FROM relation WHERE relkind = 'c')))
      AND ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM dependent)
), alike AS MATERIALIZED (
    SELECT o.schema, o.kind, o.owner, o.acl, o.unpinned_definer, o.objects, g.strangers, g.expected, g.unexpected, w.wrongs,
           o.owner <> names.migrator AS foreign_owner,
           COALESCE(o.owner = names.migrator, false) AS of_migrator,
           pg_has_role(:master, o.owner, 'USAGE') AS of_master
    FROM (SELECT schema, kind, owner, acl, unpinned_definer, count(*) AS objects
          FROM object
          GROUP BY schema, kind, owner, acl, unpinned_definer) o
    CROSS JOIN names
    CROSS JOIN LATERAL (
        SELECT COALESCE(o.acl, acldefault(
            CASE o.kind WHEN 'table' THEN 'r'::"char" WHEN 'sequence' THEN 's' WHEN 'routine' THEN 'f' END, o.owner))) a (acl)
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT x.privilege_type) FILTER (WHERE y.is_apps) AS declared,
               count(DISTINCT x.privilege_type) FILTER (
                   WHERE y.is_apps
                     AND x.privilege_type = ANY (CASE o.kind WHEN 'sequence' THEN ARRAY['USAGE'] ELSE :row_rights END))
                   AS of_rows,
               COALESCE(bool_or(y.is_apps OR x.grantee = 0), false) AS executable,
               string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(y.name) END, ', ')
                   FILTER (WHERE y.is_strangers AND NOT y.is_expected) AS strangers,
               array_agg(DISTINCT y.name) FILTER (WHERE y.is_strangers AND y.is_expected) AS expected,
               array_agg(DISTINCT y.name) FILTER (WHERE y.is_strangers AND NOT y.is_expected AND x.grantee <> 0) AS unexpected
        FROM aclexplode(a.acl) x
        CROSS JOIN LATERAL (
            SELECT pg_get_userbyid(x.grantee)::text AS name,
                   x.grantee IN (SELECT oid FROM app_right) AS is_apps) n
        CROSS JOIN LATERAL (
            SELECT n.name, n.is_apps,
                   n.name = ANY (:expected_writers)
                   OR (n.name = ANY (:expected_readers) AND x.privilege_type IN ('SELECT', 'USAGE', 'EXECUTE')) AS is_expected,
                   x.grantee NOT IN (o.owner, names.migrator) AND NOT n.is_apps
                   AND x.grantee NOT IN (SELECT oid FROM reader WHERE oid IS NOT NULL)
                   AND NOT (o.kind = 'routine' AND x.grantee = 0) AS is_strangers) y) g
    CROSS JOIN LATERAL (
        -- named as ObjectRights does
        SELECT array_agg(y.wrong) AS wrongs
        FROM (SELECT o.kind AS wrong
              WHERE CASE o.kind
                  WHEN 'table' THEN
                      CASE WHEN :dml_only THEN g.of_rows < cardinality(:row_rights)
                           ELSE g.declared < (SELECT count(*) FROM aclexplode(acldefault('r', 10))) END
                  WHEN 'sequence' THEN
                      CASE WHEN :dml_only THEN g.of_rows < 1
                           ELSE g.declared < (SELECT count(*) FROM aclexplode(acldefault('s', 10))) END
                  WHEN 'routine' THEN NOT g.executable
                  ELSE false END
              UNION ALL
              SELECT o.kind || ' without its rows'
              WHERE CASE o.kind
                  WHEN 'table' THEN g.of_rows < cardinality(:row_rights)
                  WHEN 'sequence' THEN g.of_rows < 1
                  ELSE false END
              UNION ALL
              SELECT o.kind || ' for ' || r.name
              FROM reader r
              WHERE o.kind = 'table' AND NOT EXISTS (
                  SELECT FROM aclexplode(a.acl) x WHERE x.grantee = r.oid AND x.privilege_type = 'SELECT')
              UNION ALL
              SELECT o.kind || ' from ' || r.name
              FROM reader r
              WHERE o.owner <> r.oid AND EXISTS (
                  SELECT FROM aclexplode(a.acl) x
                  WHERE x.grantee = r.oid AND NOT (o.kind = 'table' AND x.privilege_type = 'SELECT'))) y) w
), remarkable AS MATERIALIZED (
    SELECT s.name AS schema, a.kind, l.label, quote_ident(pg_get_userbyid(a.owner)) AS owner, a.strangers, a.wrongs,
           a.foreign_owner, pg_get_userbyid(a.owner) = ANY (:expected_creators) AS expected_owner,
           a.of_migrator, a.of_master, a.unpinned_definer,
           a.kind = 'sequence' AND EXISTS (
               SELECT FROM pg_depend d
               WHERE d.classid = 'pg_class'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_class'::regclass
                 AND d.deptype IN ('a', 'i')) AS follows_its_table
    FROM alike a
    JOIN schema s ON s.oid = a.schema
    JOIN object o ON o.schema = a.schema AND o.kind = a.kind AND o.owner = a.owner AND o.acl IS NOT DISTINCT FROM a.acl
                     AND o.unpinned_definer = a.unpinned_definer
    CROSS JOIN LATERAL (
        SELECT format('%I.%I', s.name, o.name)
               || CASE o.kind WHEN 'routine' THEN format('(%s)', oidvectortypes(o.arguments)) ELSE '' END AS label) l
    WHERE a.wrongs IS NOT NULL OR a.foreign_owner OR a.unpinned_definer OR a.strangers IS NOT NULL
), column_grant AS MATERIALIZED (
    SELECT s.name AS schema, c.oid, c.relname, t.attname, c.relowner AS owner, a.grantee, a.privilege_type
    FROM pg_attribute t
    JOIN pg_class c ON c.oid = t.attrelid
    JOIN schema s ON c.relnamespace = s.oid
    CROSS JOIN names
    CROSS JOIN LATERAL aclexplode(t.attacl) a
    WHERE t.attacl IS NOT NULL AND NOT t.attisdropped AND a.grantee NOT IN (c.relowner, names.app, names.migrator)
), wrong AS (
    SELECT schema, unnest(wrongs) AS wrong, label, owner, of_migrator, of_master FROM remarkable
    UNION
    SELECT c.schema, 'table from ' || r.name, format('%I.%I', c.schema, c.relname), quote_ident(pg_get_userbyid(c.owner)),
           COALESCE(c.owner = names.migrator, false), pg_has_role(:master, c.owner, 'USAGE')
    FROM column_grant c
    JOIN reader r ON r.oid = c.grantee
    CROSS JOIN names
    WHERE c.privilege_type <> 'SELECT'
      AND ('pg_class'::regclass, c.oid) NOT IN (SELECT classid, objid FROM dependent)
), finding AS (
    SELECT w.schema, f.finding, f.label
    FROM wrong w
    CROSS JOIN LATERAL (VALUES
        (true, 'ungranted ' || w.wrong, w.label),
        (w.of_migrator, 'grantable by the migrator: ' || w.wrong, w.label),
        (NOT w.of_migrator AND w.of_master, 'grantable by the master: ' || w.wrong, w.label),
        (NOT w.of_migrator AND NOT w.of_master, 'not grantable: ' || w.wrong, w.label || ' of ' || w.owner))
        AS f (holds, finding, label)
    WHERE f.holds
    UNION ALL
    SELECT r.schema, f.finding, f.label
    FROM remarkable r
    CROSS JOIN LATERAL (VALUES
        (r.foreign_owner AND NOT r.follows_its_table AND NOT r.expected_owner,
         'not the migrator''s', r.kind || ' ' || r.label || ' of ' || r.owner),
        (r.strangers IS NOT NULL, 'granted to strangers', r.kind || ' ' || r.label || ' (' || r.strangers || ')'),
        (r.strangers IS NOT NULL,
         'to take from strangers', format('REVOKE ALL ON %s %s FROM %s CASCADE', upper(r.kind), r.label, r.strangers)),
        (r.unpinned_definer, 'unpinned definer', r.label),
        (r.unpinned_definer,
         'to pin', format('ALTER ROUTINE %s SET search_path = %I, pg_temp', r.label, r.schema))) AS f (holds, finding, label)
    WHERE f.holds
    UNION ALL
    SELECT g.schema, x.finding, x.label
    FROM (SELECT schema, relname, attname,
                 string_agg(DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END, ', ')
                     AS strangers
          FROM column_grant
          WHERE grantee NOT IN (SELECT oid FROM reader WHERE oid IS NOT NULL)
          GROUP BY schema, relname, attname) g
    CROSS JOIN LATERAL (VALUES
        ('granted to strangers', format('column %I.%I.%I (%s)', g.schema, g.relname, g.attname, g.strangers)),
        ('to take from strangers',
         format('REVOKE ALL (%I) ON TABLE %I.%I FROM %s CASCADE', g.attname, g.schema, g.relname, g.strangers)))
        AS x (finding, label)
    UNION ALL
    SELECT DISTINCT s.name, 'creator', pg_get_userbyid(a.owner)
    FROM alike a
    JOIN schema s ON s.oid = a.schema
    WHERE a.foreign_owner
    UNION ALL
    SELECT DISTINCT s.name, e.finding, e.name
    FROM alike a
    JOIN schema s ON s.oid = a.schema
    CROSS JOIN LATERAL (
        SELECT 'granted as expected', unnest(a.expected)
        UNION ALL
        SELECT 'stranger', unnest(a.unexpected)) AS e (finding, name)
), owned AS MATERIALIZED (
    -- what is temporary ends with its session, large objects are data, and the database is D03's
    SELECT s.classid, s.objid, x.nspname AS schema, x.nspname = ANY (:expected_schemas) AS is_expected
    FROM names n
    JOIN pg_shdepend s ON s.refclassid = 'pg_authid'::regclass AND s.refobjid = n.app AND s.deptype = 'o'
    LEFT JOIN pg_class c ON s.classid = 'pg_class'::regclass AND c.oid = s.objid
    LEFT JOIN pg_proc p ON s.classid = 'pg_proc'::regclass AND p.oid = s.objid
    LEFT JOIN pg_type t ON s.classid = 'pg_type'::regclass AND t.oid = s.objid
    LEFT JOIN pg_namespace x
        ON x.oid = COALESCE(c.relnamespace, p.pronamespace, t.typnamespace,
                            CASE s.classid WHEN 'pg_namespace'::regclass THEN s.objid END)
    WHERE s.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND c.relpersistence IS DISTINCT FROM 't' AND s.classid NOT IN ('pg_user_mapping'::regclass, 'pg_largeobject'::regclass, 'pg_database'::regclass)
)
SELECT schema, finding, count(*),
       CASE WHEN finding IN ('to take from strangers', 'to pin') THEN array_agg(label ORDER BY label)
            ELSE (array_agg(label ORDER BY label))[1:5] END AS examples
FROM finding
GROUP BY schema, finding
UNION ALL
SELECT s.name, 'all ' || a.kind, sum(a.objects)::bigint, NULL
FROM alike a
JOIN schema s ON s.oid = a.schema
GROUP BY s.name, a.kind
UNION ALL
SELECT NULL, 'owned by the app', count(*), (
           SELECT array_agg(pg_describe_object(f.classid, f.objid, 0))
           FROM (SELECT classid, objid FROM owned WHERE is_expected IS NOT TRUE ORDER BY classid, objid LIMIT 5) f)
FROM owned
WHERE is_expected IS NOT TRUE
UNION ALL
SELECT NULL, CASE WHEN is_expected THEN 'owned as expected' ELSE 'owned in a schema of others' END, count(*),
       array_agg(DISTINCT schema::text)
FROM owned
WHERE schema <> ALL (:schemas || 'public'::text)
GROUP BY is_expected
ORDER BY 1;

-- 11: settings of the users, the database and everybody; the most specific one of a name wins
SELECT r.rolname AS role, s.setdatabase <> 0 AS for_database,
       split_part(c.setting, '=', 1) AS name, substr(c.setting, strpos(c.setting, '=') + 1) AS value
FROM pg_db_role_setting s
CROSS JOIN LATERAL unnest(s.setconfig) AS c (setting)
LEFT JOIN pg_roles r ON r.oid = s.setrole
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  AND (s.setrole = 0 OR r.rolname IN (:app, :migrator) OR r.rolname = ANY (:readers))
ORDER BY 3, 1, 2;

-- 12: who creates in schemas that are neither the application's nor public
SELECT n.nspname AS schema, r.rolname AS grantee
FROM pg_namespace n
CROSS JOIN LATERAL aclexplode(n.nspacl) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE NOT starts_with(n.nspname, 'pg_') AND n.nspname NOT IN ('information_schema', 'public') AND n.nspname <> ALL (:schemas)
  AND x.privilege_type = 'CREATE' AND (x.grantee = 0 OR r.oid IS NOT NULL)
UNION
SELECT n.nspname, pg_get_userbyid(n.nspowner)
FROM pg_namespace n
WHERE NOT starts_with(n.nspname, 'pg_') AND n.nspname NOT IN ('information_schema', 'public') AND n.nspname <> ALL (:schemas)
ORDER BY 1, 2;

-- 13: grants on functions that reach the server's files, or log in elsewhere as the server; nobody has them at first
SELECT p.oid::regprocedure::text AS routine, r.rolname AS grantee
FROM pg_proc p
CROSS JOIN LATERAL aclexplode(p.proacl) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE p.proname IN ('pg_read_file', 'pg_read_file_old', 'pg_read_binary_file', 'pg_file_write', 'pg_file_rename',
                    'pg_file_unlink', 'pg_file_sync', 'lo_import', 'lo_export', 'pg_ls_dir', 'dblink_connect_u')
  AND p.proowner <> x.grantee AND (x.grantee = 0 OR r.oid IS NOT NULL)
ORDER BY 1, 2;

-- 14: what the app may grant on
SELECT 'TABLES' AS kind, count(*)
FROM pg_class c
WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (:schemas)) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND strpos(c.relacl::text, '*') > 0
  AND EXISTS (SELECT FROM aclexplode(c.relacl) x
              WHERE x.is_grantable AND x.grantee <> c.relowner
                AND x.grantee = (SELECT oid FROM pg_roles WHERE rolname = :app))
HAVING count(*) > 0
UNION ALL
SELECT 'SEQUENCES', count(*)
FROM pg_class c
WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (:schemas)) AND c.relkind = 'S'
  AND strpos(c.relacl::text, '*') > 0
  AND EXISTS (SELECT FROM aclexplode(c.relacl) x
              WHERE x.is_grantable AND x.grantee <> c.relowner
                AND x.grantee = (SELECT oid FROM pg_roles WHERE rolname = :app))
HAVING count(*) > 0
UNION ALL
SELECT 'ROUTINES', count(*)
FROM pg_proc p
WHERE p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (:schemas)) AND strpos(p.proacl::text, '*') > 0
  AND EXISTS (SELECT FROM aclexplode(p.proacl) x
              WHERE x.is_grantable AND x.grantee <> p.proowner
                AND x.grantee = (SELECT oid FROM pg_roles WHERE rolname = :app))
HAVING count(*) > 0
UNION ALL
SELECT 'SCHEMA', count(*)
FROM pg_namespace n
CROSS JOIN LATERAL aclexplode(n.nspacl) x
WHERE n.nspname = ANY (:schemas) AND x.is_grantable AND x.grantee <> n.nspowner
  AND x.grantee = (SELECT oid FROM pg_roles WHERE rolname = :app)
HAVING count(*) > 0
UNION ALL
SELECT 'DATABASE', count(*)
FROM pg_database d
CROSS JOIN LATERAL aclexplode(d.datacl) x
WHERE d.datname = current_database() AND x.is_grantable AND x.grantee <> d.datdba
  AND x.grantee = (SELECT oid FROM pg_roles WHERE rolname = :app)
HAVING count(*) > 0;

-- 15: who may change the server's parameters (15 and newer; before, there is no such grant)
SELECT p.parname AS parameter, r.rolname AS grantee
FROM :parameter_acl p
CROSS JOIN LATERAL aclexplode(p.paracl) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE x.privilege_type = 'ALTER SYSTEM' AND (x.grantee = 0 OR r.oid IS NOT NULL) AND x.grantee <> 10
ORDER BY 1, 2
