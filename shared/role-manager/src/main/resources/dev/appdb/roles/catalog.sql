-- All that the role manager looks at, as result sets in the order that CatalogReader reads them.
-- :schema, :app and :migrator stand for quoted literals, :declared_on and :declared_off for arrays of them, and
-- :every_extension for true or false. The transaction's search_path is pg_catalog, so
-- that no name here can be hijacked, and every other name is printed with its schema. The same text serves 14 to 18.

-- 1: the server, and who asks
SELECT current_setting('server_version_num')::int AS version,
       pg_is_in_recovery() AS in_recovery,
       session_user AS master,
       d.datname AS database,
       pg_get_userbyid(d.datdba) AS database_owner,
       pg_has_role(session_user, d.datdba, 'USAGE') AS master_owns_database,
       has_database_privilege(session_user, d.oid, 'CREATE') AS master_may_create_schema,
       quote_ident(:schema) AS declared_search_path
FROM pg_database d
WHERE d.datname = current_database();

-- 2: roles
SELECT rolname, oid = 10 AS bootstrap, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin,
       rolconnlimit, rolvaliduntil <= now() AS expired, rolvaliduntil::text AS valid_until
FROM pg_roles
ORDER BY rolname;

-- 3: memberships; before 16 they inherit if the member does, and can always be set
SELECT g.rolname AS granted, m.rolname AS member, pg_get_userbyid(a.grantor) AS grantor, a.admin_option,
       COALESCE((to_jsonb(a) ->> 'inherit_option')::bool, m.rolinherit) AS inherits,
       COALESCE((to_jsonb(a) ->> 'set_option')::bool, true) AS settable
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
       pg_has_role(session_user, n.nspowner, 'USAGE') AS master_owns,
       COALESCE(n.nspacl, acldefault('n', n.nspowner))::text AS acl
FROM pg_namespace n
WHERE NOT starts_with(n.nspname, 'pg_') AND n.nspname <> 'information_schema'
ORDER BY n.nspname;

-- 7: who may do what with the application's schema and with public
SELECT n.nspname AS schema, r.rolname AS grantee, x.privilege_type AS privilege
FROM pg_namespace n
CROSS JOIN LATERAL aclexplode(COALESCE(n.nspacl, acldefault('n', n.nspowner))) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE n.nspname IN (:schema, 'public') AND (x.grantee = 0 OR r.oid IS NOT NULL)
ORDER BY 1, 2, 3;

-- 8: default privileges in the schema, and the migrator's own for every schema
SELECT o.rolname AS creator, d.defaclnamespace <> 0 AS in_schema, d.defaclobjtype AS object_type,
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
WHERE (x.grantee = 0 OR r.oid IS NOT NULL)
  AND (d.defaclnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
       OR (d.defaclnamespace = 0 AND o.rolname = :migrator))
GROUP BY o.rolname, d.defaclnamespace, d.defaclobjtype, d.defaclrole, r.rolname
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
                                      AND n.nspname NOT IN ('pg_catalog', 'public', :schema)), false)
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

-- 10: what is in the schema, counted, with the first few of each kind of finding. Nearly all objects of a kind and an owner
-- have the same privileges, so these are looked into once; only objects about which there is something to say get a name.
WITH names AS MATERIALIZED (
    SELECT (SELECT oid FROM pg_namespace WHERE nspname = :schema) AS schema,
           (SELECT oid FROM pg_roles WHERE rolname = :app) AS app,
           (SELECT oid FROM pg_roles WHERE rolname = :migrator) AS migrator
), extension_member AS MATERIALIZED (
    -- named by what they belong to, as the index has them
    SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
), relation AS NOT MATERIALIZED (
    SELECT oid, relkind, relname, relowner, relacl
    FROM pg_class
    WHERE relnamespace = (SELECT schema FROM names) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
), object AS NOT MATERIALIZED (
    SELECT CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, oid, relname AS name,
           NULL::oidvector AS arguments, relowner AS owner, relacl AS acl, false AS unpinned_definer
    FROM relation
    WHERE relkind <> 'c' AND ('pg_class'::regclass, oid) NOT IN (SELECT classid, objid FROM extension_member)
    UNION ALL
    SELECT 'routine', p.oid, p.proname, p.proargtypes, p.proowner, p.proacl,
           p.prosecdef AND NOT EXISTS (
               SELECT FROM unnest(p.proconfig) AS c (setting) WHERE starts_with(c.setting, 'search_path='))
    FROM pg_proc p
    WHERE p.pronamespace = (SELECT schema FROM names)
      AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM extension_member)
    UNION ALL
    SELECT 'type', t.oid, t.typname, NULL::oidvector, t.typowner, NULL::aclitem[], false
    FROM pg_type t
    WHERE t.typnamespace = (SELECT schema FROM names)
      AND (t.typtype IN ('d', 'e', 'r')
           OR (t.typtype = 'c' AND t.typrelid IN (SELECT oid FROM relation WHERE relkind = 'c')))
      AND ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM extension_member)
), alike AS MATERIALIZED (
    SELECT o.kind, o.owner, o.acl, o.unpinned_definer, o.objects, g.strangers,
           CASE o.kind
               WHEN 'table' THEN g.declared < (SELECT count(*) FROM aclexplode(acldefault('r', 10)))
               WHEN 'sequence' THEN g.declared < (SELECT count(*) FROM aclexplode(acldefault('s', 10)))
               WHEN 'routine' THEN NOT g.executable
               ELSE false END AS ungranted,
           o.owner <> names.migrator AS foreign_owner,
           COALESCE(o.owner = names.migrator, false) AS of_migrator,
           pg_has_role(session_user, o.owner, 'USAGE') AS of_master
    FROM (SELECT kind, owner, acl, unpinned_definer, count(*) AS objects
          FROM object
          GROUP BY kind, owner, acl, unpinned_definer) o
    CROSS JOIN names
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT x.privilege_type) FILTER (WHERE x.grantee = names.app) AS declared,
               COALESCE(bool_or(x.grantee IN (names.app, 0)), false) AS executable,
               string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END, ', ')
                   FILTER (WHERE x.grantee NOT IN (o.owner, names.app, names.migrator)
                                 AND NOT (o.kind = 'routine' AND x.grantee = 0)) AS strangers
        FROM aclexplode(COALESCE(o.acl, acldefault(
            CASE o.kind WHEN 'table' THEN 'r'::"char" WHEN 'sequence' THEN 's' WHEN 'routine' THEN 'f' END, o.owner))) x) g
), remarkable AS MATERIALIZED (
    SELECT a.kind, l.label, quote_ident(pg_get_userbyid(a.owner)) AS owner, a.strangers, a.ungranted,
           a.foreign_owner, a.of_migrator, a.of_master, a.unpinned_definer,
           a.kind = 'sequence' AND EXISTS (
               SELECT FROM pg_depend d
               WHERE d.classid = 'pg_class'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_class'::regclass
                 AND d.deptype IN ('a', 'i')) AS follows_its_table
    FROM alike a
    JOIN object o ON o.kind = a.kind AND o.owner = a.owner AND o.acl IS NOT DISTINCT FROM a.acl
                     AND o.unpinned_definer = a.unpinned_definer
    CROSS JOIN LATERAL (
        SELECT format('%I.%I', :schema, o.name)
               || CASE o.kind WHEN 'routine' THEN format('(%s)', oidvectortypes(o.arguments)) ELSE '' END AS label) l
    WHERE a.ungranted OR a.foreign_owner OR a.unpinned_definer OR a.strangers IS NOT NULL
), finding AS (
    SELECT f.finding, f.label
    FROM remarkable r
    CROSS JOIN LATERAL (VALUES
        (r.ungranted, 'ungranted ' || r.kind, r.label),
        (r.ungranted AND r.of_migrator, 'grantable by the migrator: ' || r.kind, r.label),
        (r.ungranted AND NOT r.of_migrator AND r.of_master, 'grantable by the master: ' || r.kind, r.label),
        (r.ungranted AND NOT r.of_migrator AND NOT r.of_master,
         'not grantable: ' || r.kind, r.label || ' of ' || r.owner),
        (r.foreign_owner AND NOT r.follows_its_table,
         'not the migrator''s', r.kind || ' ' || r.label || ' of ' || r.owner),
        (r.foreign_owner AND NOT r.follows_its_table,
         'to give to the migrator', format('ALTER %s %s OWNER TO %I', upper(r.kind), r.label, :migrator)),
        (r.strangers IS NOT NULL, 'granted to strangers', r.kind || ' ' || r.label || ' (' || r.strangers || ')'),
        (r.strangers IS NOT NULL,
         'to take from strangers', format('REVOKE ALL ON %s %s FROM %s', upper(r.kind), r.label, r.strangers)),
        (r.unpinned_definer, 'unpinned definer', r.label)) AS f (holds, finding, label)
    WHERE f.holds
    UNION ALL
    SELECT x.finding, x.label
    FROM pg_attribute t
    JOIN pg_class c ON c.oid = t.attrelid
    JOIN names ON c.relnamespace = names.schema
    CROSS JOIN LATERAL (
        SELECT string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, ', ')
                   AS strangers
        FROM aclexplode(t.attacl) a
        WHERE a.grantee NOT IN (c.relowner, names.app, names.migrator)) g
    CROSS JOIN LATERAL (VALUES
        ('granted to strangers', format('column %I.%I.%I (%s)', :schema, c.relname, t.attname, g.strangers)),
        ('to take from strangers',
         format('REVOKE ALL (%I) ON TABLE %I.%I FROM %s', t.attname, :schema, c.relname, g.strangers)))
        AS x (finding, label)
    WHERE t.attacl IS NOT NULL AND NOT t.attisdropped AND g.strangers IS NOT NULL
    UNION ALL
    SELECT DISTINCT 'creator', pg_get_userbyid(owner) FROM alike WHERE foreign_owner
), owned AS MATERIALIZED (
    SELECT s.classid, s.objid
    FROM pg_shdepend s, names n
    WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = n.app AND s.deptype = 'o'
      AND s.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
)
SELECT finding, count(*), (array_agg(label ORDER BY label))[1:5] AS examples
FROM finding
GROUP BY finding
UNION ALL
SELECT 'all ' || kind, sum(objects)::bigint, NULL
FROM alike
GROUP BY kind
UNION ALL
SELECT 'owned by the app', count(*), (
           SELECT array_agg(pg_describe_object(f.classid, f.objid, 0))
           FROM (SELECT classid, objid FROM owned ORDER BY classid, objid LIMIT 5) f)
FROM owned
ORDER BY 1
