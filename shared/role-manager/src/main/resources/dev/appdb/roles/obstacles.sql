-- All that keeps the users from working though the grants on the application's own objects are right: sent with
-- catalog.sql, in the same round trip, and with the same names in it. Each row is one obstacle: the rule's kind of it, the
-- application's schema that it is in, what is wrong in words, the role whose rights the repair takes, and the repair.
-- Objects outside the application's schemas are looked for from the few that somebody closed, and not from the many tables.
WITH names AS MATERIALIZED (
    SELECT (SELECT oid FROM pg_roles WHERE rolname = :app) AS app,
           (SELECT oid FROM pg_roles WHERE rolname = :migrator) AS migrator
), schema AS MATERIALIZED (
    SELECT oid, nspname AS name, nspowner AS owner, nspacl AS acl FROM pg_namespace WHERE nspname = ANY (:schemas)
), consumer AS MATERIALIZED (
    SELECT oid, rolname AS name, rolname = :app AS is_app, rolbypassrls OR rolsuper AS sees_all
    FROM pg_roles
    WHERE rolname = :app OR rolname = ANY (:readers)
), member AS NOT MATERIALIZED (
    -- nearly all relations are the migrator's and without anything to look into; the rest is few
    SELECT c.oid, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relname AS name,
           (SELECT s.name FROM schema s WHERE s.oid = c.relnamespace) AS schema
    FROM pg_class c
    WHERE c.relnamespace = ANY (ARRAY(SELECT oid FROM schema))
), remarkable AS MATERIALIZED (
    SELECT m.*, format('%I.%I', m.schema, m.name) AS label
    FROM member m
    WHERE m.relkind IN ('v', 'm', 'f')
       OR (m.relkind IN ('r', 'p', 'S') AND (m.relrowsecurity OR m.relowner <> (SELECT migrator FROM names)))
), closed_schema AS MATERIALIZED (
    SELECT n.oid, n.nspname AS name, n.nspowner AS owner
    FROM pg_namespace n, names
    WHERE NOT starts_with(n.nspname, 'pg_') AND n.oid NOT IN (SELECT oid FROM schema)
      AND NOT has_schema_privilege(names.app, n.oid, 'USAGE')
), closed_routine AS MATERIALIZED (
    SELECT p.oid, p.proowner AS owner, p.pronamespace AS namespace
    FROM pg_proc p, names
    WHERE p.proacl IS NOT NULL AND NOT has_function_privilege(names.app, p.oid, 'EXECUTE')
), closed AS (
    SELECT 'pg_proc'::regclass AS class, oid, owner FROM closed_routine WHERE namespace NOT IN (SELECT oid FROM schema)
    UNION ALL
    SELECT 'pg_class'::regclass, c.oid, c.relowner
    FROM pg_class c, names
    WHERE c.relkind = 'S' AND c.relnamespace NOT IN (SELECT oid FROM schema)
      AND NOT has_sequence_privilege(names.app, c.oid, 'USAGE, UPDATE')
), unseen AS (
    SELECT r.schema, r.label, r.relowner AS owner,
           string_agg(quote_ident(u.name), ', ' ORDER BY u.is_app DESC, u.name) AS users,
           string_agg(format('CREATE POLICY %I ON %s FOR %s TO %I USING (true)', left('every_row_for_' || u.name, 63),
                             r.label, CASE WHEN u.is_app THEN 'ALL' ELSE 'SELECT' END, u.name),
                      '; ' ORDER BY u.is_app DESC, u.name) AS statement
    FROM remarkable r
    CROSS JOIN consumer u
    WHERE r.relrowsecurity AND NOT u.sees_all AND (r.relforcerowsecurity OR NOT pg_has_role(u.oid, r.relowner, 'USAGE'))
      AND NOT EXISTS (
          SELECT FROM pg_policy y
          WHERE y.polrelid = r.oid AND y.polpermissive AND y.polcmd IN ('*', 'r')
            AND EXISTS (SELECT FROM unnest(y.polroles) AS g (role) WHERE g.role = 0 OR pg_has_role(u.oid, g.role, 'USAGE')))
    GROUP BY r.schema, r.label, r.relowner
), needed AS (
    -- defaults, constraints, indexes, policies and views evaluate with the rights of the one who uses the table
    SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) AS what, c.class, c.oid, c.owner,
           CASE d.classid
               WHEN 'pg_attrdef'::regclass THEN (SELECT adrelid FROM pg_attrdef WHERE oid = d.objid)
               WHEN 'pg_constraint'::regclass THEN (SELECT conrelid FROM pg_constraint WHERE oid = d.objid AND contype = 'c')
               WHEN 'pg_class'::regclass THEN (SELECT indrelid FROM pg_index WHERE indexrelid = d.objid)
               WHEN 'pg_policy'::regclass THEN (SELECT polrelid FROM pg_policy WHERE oid = d.objid)
               ELSE (SELECT ev_class FROM pg_rewrite WHERE oid = d.objid AND ev_type = '1') END AS relation
    FROM closed c
    CROSS JOIN LATERAL (
        SELECT classid, objid
        FROM pg_depend
        WHERE refclassid = c.class AND refobjid = c.oid
          AND classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass, 'pg_policy'::regclass,
                          'pg_rewrite'::regclass)
        OFFSET 0) d
), typed AS (
    SELECT n.name, n.owner, t.oid AS type, d.objid AS relation, d.objsubid AS number
    FROM (SELECT oid, typnamespace
          FROM pg_type
          WHERE typtype IN ('b', 'd', 'e', 'r') AND typcategory <> 'A' AND typnamespace IN (SELECT oid FROM closed_schema)
          OFFSET 0) t
    JOIN closed_schema n ON n.oid = t.typnamespace
    CROSS JOIN LATERAL (
        SELECT objid, objsubid
        FROM pg_depend
        WHERE refclassid = 'pg_type'::regclass AND refobjid = t.oid AND classid = 'pg_class'::regclass AND objsubid > 0
        OFFSET 0) d
), view_source AS (
    SELECT DISTINCT v.schema, v.label, t.oid AS source, t.relowner AS owner,
           CASE WHEN v.is_invokers THEN names.app ELSE v.relowner END AS actor
    FROM (SELECT oid, relowner, schema, label,
                 EXISTS (SELECT FROM unnest(reloptions) AS o (setting)
                         WHERE o.setting ~* '^security_invoker=(t|on|y|1)') AS is_invokers
          FROM remarkable
          WHERE relkind IN ('v', 'm')) v
    CROSS JOIN names
    CROSS JOIN LATERAL (
        SELECT oid FROM pg_rewrite WHERE ev_class = v.oid AND ev_type = '1' OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT refobjid
        FROM pg_depend
        WHERE classid = 'pg_rewrite'::regclass AND objid = w.oid AND refclassid = 'pg_class'::regclass AND refobjid <> v.oid
        OFFSET 0) d
    JOIN pg_class t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p', 'v', 'm', 'f')
    WHERE (v.is_invokers AND t.relnamespace NOT IN (SELECT oid FROM schema))
       OR (NOT v.is_invokers AND t.relowner <> v.relowner)
), body AS (
    -- the routines that the app calls, and the triggers of its tables
    SELECT p.oid, s.name AS schema, 'routine' AS kind, p.prosrc, p.proowner, p.prosecdef, p.prolang
    FROM schema s
    JOIN pg_proc p ON p.pronamespace = s.oid AND p.prorettype <> 'trigger'::regtype
    UNION
    SELECT p.oid, r.schema, 'trigger function', p.prosrc, p.proowner, p.prosecdef, p.prolang
    FROM pg_trigger t
    CROSS JOIN LATERAL (SELECT schema FROM member WHERE oid = t.tgrelid OFFSET 0) r
    JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
), mention AS (
    SELECT DISTINCT b.schema, b.kind || ' ' || b.oid::regprocedure::text AS label, c.oid AS source, c.relowner AS owner,
           c.relnamespace AS namespace, CASE WHEN b.prosecdef THEN b.proowner ELSE names.app END AS actor,
           CASE lower(left(m.found[1], 1)) WHEN 'i' THEN 'INSERT' WHEN 'u' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                                           ELSE 'SELECT' END AS privilege
    FROM body b
    CROSS JOIN names
    CROSS JOIN LATERAL regexp_matches(
        b.prosrc,
        '\m(insert\s+into|update(?:\s+only)?|delete\s+from|from|join)\s+"?([a-z_][a-z0-9_$]*)"?\s*\.\s*"?([a-z_][a-z0-9_$]*)"?',
        'gi') AS m (found)
    JOIN pg_namespace n ON n.nspname = lower(m.found[2])
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = lower(m.found[3]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    WHERE b.prolang IN (SELECT oid FROM pg_language WHERE lanname IN ('sql', 'plpgsql'))
      AND n.oid NOT IN (SELECT oid FROM schema) AND NOT starts_with(n.nspname, 'pg_') AND n.nspname <> 'information_schema'
), parent AS (
    SELECT k.conname, k.conrelid, c.oid, c.relowner AS owner, c.relnamespace AS namespace
    FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.confrelid
    WHERE k.contype = 'f' AND c.relnamespace NOT IN (SELECT oid FROM schema)
), acl AS MATERIALIZED (
    SELECT a.relkind, a.relacl, a.kind
    FROM (SELECT relkind, relacl, CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind
          FROM pg_class
          WHERE relnamespace = ANY (ARRAY(SELECT oid FROM schema)) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            AND relowner = (SELECT migrator FROM names) AND relacl IS NOT NULL
          GROUP BY relkind, relacl) a
    CROSS JOIN names
    WHERE (SELECT count(DISTINCT x.privilege_type) FROM aclexplode(a.relacl) x
           WHERE x.grantee IN (names.migrator, 0) AND x.privilege_type <> 'MAINTAIN')
          < CASE a.kind WHEN 'table' THEN 7 ELSE 3 END
), kept_in_public AS (
    SELECT 'TABLE' AS keyword, 'table' AS kind, c.relowner AS owner, format('public.%I', c.relname) AS label,
           quote_ident(c.relname) AS name, c.relkind = 'S' AS is_sequence, c.relname AS plain, c.oid
    FROM pg_class c, names
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public')
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relowner IN (names.app, names.migrator)
      AND 'public' <> ALL (:schemas) AND NOT c.relispartition
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                                AND (d.deptype = 'e' OR (c.relkind = 'S' AND d.deptype IN ('a', 'i'))))
    UNION ALL
    SELECT 'ROUTINE', 'routine', p.proowner, p.oid::regprocedure::text,
           format('%I(%s)', p.proname, oidvectortypes(p.proargtypes)), false, p.proname, p.oid
    FROM pg_proc p, names
    WHERE p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public') AND p.proowner IN (names.app, names.migrator)
      AND 'public' <> ALL (:schemas)
      AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
), foreign_object AS (
    -- a sequence that follows a table's column follows its owner, too
    SELECT r.schema, CASE r.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind,
           r.label, r.relowner AS owner
    FROM remarkable r
    CROSS JOIN names
    WHERE r.relowner <> names.migrator
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid
                                                AND (d.deptype = 'e' OR (r.relkind = 'S' AND d.deptype IN ('a', 'i')
                                                                         AND d.refclassid = 'pg_class'::regclass)))
    UNION ALL
    SELECT s.name, 'routine', format('%I.%I(%s)', s.name, p.proname, oidvectortypes(p.proargtypes)), p.proowner
    FROM pg_proc p
    JOIN schema s ON s.oid = p.pronamespace
    CROSS JOIN names
    WHERE p.proowner <> names.migrator
      AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'))
    UNION ALL
    SELECT s.name, 'type', format('%I.%I', s.name, t.typname), t.typowner
    FROM pg_type t
    JOIN schema s ON s.oid = t.typnamespace
    CROSS JOIN names
    WHERE t.typowner <> names.migrator
      AND (t.typtype IN ('d', 'e', 'r')
           OR (t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))
      AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
), app_right AS MATERIALIZED (
    :app_rights
), large_object AS MATERIALIZED (
    -- there may be millions, nearly all of the app's: those of one owner and with the same privileges are looked into once
    SELECT l.*, pg_get_userbyid(l.owner) AS owner_name, k.kind, g.strangers
    FROM (SELECT lomowner AS owner, lomacl AS acl, count(*) AS objects
          FROM pg_largeobject_metadata
          GROUP BY lomowner, lomacl) l
    CROSS JOIN names
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT x.privilege_type) FILTER (
                   WHERE x.grantee = 0 OR x.grantee IN (SELECT oid FROM app_right)) = 2 AS is_usable,
               string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END, ', ')
                   FILTER (WHERE (x.grantee = 0 OR r.oid IS NOT NULL)
                             AND x.grantee NOT IN (l.owner, names.migrator)
                             AND x.grantee NOT IN (SELECT oid FROM app_right)
                             AND COALESCE(r.rolname <> ALL (:readers || :expected_writers
                                 || CASE x.privilege_type WHEN 'SELECT' THEN :expected_readers ELSE '{}'::text[] END), true))
                   AS strangers
        FROM aclexplode(COALESCE(l.acl, acldefault('L', l.owner))) x
        LEFT JOIN pg_roles r ON r.oid = x.grantee) g
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN l.owner IN (SELECT oid FROM app_right) THEN NULL
            WHEN l.owner = names.migrator OR pg_get_userbyid(l.owner) = :master
                THEN CASE WHEN NOT g.is_usable THEN 'closed large object' END
            WHEN pg_get_userbyid(l.owner) = ANY (:expected_creators) THEN NULL
            ELSE 'foreign large object' END AS kind) k
), named_large_object AS (
    SELECT f.kind, f.owner, f.owner_name, f.strangers,
           string_agg(m.oid::text, ', ' ORDER BY m.oid) AS numbers,
           string_agg(format('ALTER LARGE OBJECT %s OWNER TO %I', m.oid, :migrator), '; ' ORDER BY m.oid) AS taking,
           format('%s of %I: %s%s', CASE count(*) WHEN 1 THEN '1 large object' ELSE count(*) || ' large objects' END,
                  f.owner_name, array_to_string((array_agg(m.oid ORDER BY m.oid))[1:5], ', '),
                  CASE WHEN count(*) > 5 THEN ', …' ELSE '' END) AS label
    FROM (SELECT kind, owner, owner_name, acl, NULL AS strangers FROM large_object WHERE kind IS NOT NULL
          UNION ALL
          SELECT 'open large object', owner, owner_name, acl, strangers
          FROM large_object
          WHERE strangers IS NOT NULL AND kind IS DISTINCT FROM 'foreign large object') f
    JOIN pg_largeobject_metadata m ON m.lomowner = f.owner AND m.lomacl IS NOT DISTINCT FROM f.acl
    GROUP BY f.kind, f.owner, f.owner_name, f.strangers
), home AS MATERIALIZED (
    SELECT oid, name FROM schema WHERE name = (:schemas)[1]
)
SELECT kind, schema, label, CASE WHEN owner IS NULL THEN NULL ELSE pg_get_userbyid(owner) END AS owner, statement
FROM (
    SELECT 'row security' AS kind, schema, format('table %s shows no row to %s', label, users) AS label, owner, statement
    FROM unseen
    UNION ALL
    SELECT 'way', r.schema,
           format('%s needs %s, which %I may not use', n.what, pg_describe_object(n.class, n.oid, 0), :app), n.owner,
           CASE n.class WHEN 'pg_proc'::regclass THEN format('GRANT EXECUTE ON ROUTINE %s TO %I', n.oid::regprocedure, :app)
                        ELSE format('GRANT USAGE ON SEQUENCE %s TO %I', n.oid::regclass, :app) END
    FROM needed n
    CROSS JOIN LATERAL (SELECT schema FROM member WHERE oid = n.relation OFFSET 0) r
    UNION ALL
    SELECT 'way', r.schema,
           format('%s is of type %s, in whose schema %I has no USAGE', pg_describe_object('pg_class'::regclass, t.relation, t.number),
                  t.type::regtype, :app),
           t.owner, format('GRANT USAGE ON SCHEMA %I TO %I', t.name, :app)
    FROM typed t
    CROSS JOIN LATERAL (SELECT schema FROM member WHERE oid = t.relation AND relkind <> 'c' OFFSET 0) r
    UNION ALL
    SELECT 'way', v.schema,
           format('view %s reads %s, on which %I has no SELECT', v.label, v.source::regclass, pg_get_userbyid(v.actor)),
           v.owner, format('GRANT SELECT ON TABLE %s TO %I', v.source::regclass, pg_get_userbyid(v.actor))
    FROM view_source v
    WHERE NOT has_any_column_privilege(v.actor, v.source, 'SELECT')
    UNION ALL
    SELECT 'way', m.schema, format('%s names %s, on which %I has no %s', m.label, m.source::regclass, pg_get_userbyid(m.actor),
                                   x.missing), x.owner, x.statement
    FROM mention m
    CROSS JOIN LATERAL (
        SELECT 'USAGE of its schema' AS missing, n.nspowner AS owner,
               format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, pg_get_userbyid(m.actor)) AS statement
        FROM pg_namespace n
        WHERE n.oid = m.namespace AND NOT has_schema_privilege(m.actor, n.oid, 'USAGE')
        UNION ALL
        SELECT m.privilege, m.owner,
               format('GRANT %s ON TABLE %s TO %I', m.privilege, m.source::regclass, pg_get_userbyid(m.actor))
        WHERE CASE m.privilege WHEN 'DELETE' THEN NOT has_table_privilege(m.actor, m.source, 'DELETE')
                               ELSE NOT has_any_column_privilege(m.actor, m.source, m.privilege) END) x
    UNION ALL
    SELECT 'way', r.schema,
           format('foreign key %I of %I.%I needs %s, on which its owner %I has no %s', k.conname, r.schema, r.name,
                  k.oid::regclass, pg_get_userbyid(k.owner), x.missing),
           x.owner, x.statement
    FROM parent k
    CROSS JOIN LATERAL (SELECT schema, name FROM member WHERE oid = k.conrelid OFFSET 0) r
    CROSS JOIN LATERAL (
        SELECT 'USAGE of its schema' AS missing, n.nspowner AS owner,
               format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, pg_get_userbyid(k.owner)) AS statement
        FROM pg_namespace n
        WHERE n.oid = k.namespace AND NOT has_schema_privilege(k.owner, n.oid, 'USAGE')
        UNION ALL
        SELECT 'SELECT or UPDATE', k.owner,
               format('GRANT SELECT, UPDATE ON TABLE %s TO %I', k.oid::regclass, pg_get_userbyid(k.owner))
        WHERE NOT (has_any_column_privilege(k.owner, k.oid, 'SELECT')
                   AND has_any_column_privilege(k.owner, k.oid, 'UPDATE'))) x
    UNION ALL
    SELECT 'way', r.schema, format('foreign table %s is on server %I, for which %I has no user mapping', r.label, s.srvname,
                                   u.name),
           s.srvowner,
           format('CREATE USER MAPPING FOR %I SERVER %I OPTIONS (user %L, password %L)', u.name, s.srvname, 'USER_ON_SERVER',
                  'PASSWORD_ON_SERVER')
    FROM remarkable r
    JOIN pg_foreign_table f ON f.ftrelid = r.oid
    JOIN pg_foreign_server s ON s.oid = f.ftserver
    CROSS JOIN consumer u
    WHERE r.relkind = 'f'
      AND (SELECT p.proname
           FROM pg_foreign_data_wrapper w
           JOIN pg_proc p ON p.oid = w.fdwhandler
           WHERE w.oid = s.srvfdw) IN ('postgres_fdw_handler', 'mysql_fdw_handler', 'tds_fdw_handler')
      AND NOT EXISTS (SELECT FROM pg_user_mappings m WHERE m.srvid = s.oid AND m.umuser IN (0, u.oid))
    UNION ALL
    SELECT 'own schema', s.name, format('%I has no USAGE or no CREATE on its own schema', :migrator), s.owner,
           format('GRANT ALL ON SCHEMA %I TO %I', s.name, :migrator)
    FROM schema s, names
    WHERE s.owner = names.migrator
      AND (SELECT count(*) FROM aclexplode(s.acl) x WHERE x.grantee IN (s.owner, 0)
                                                     AND x.privilege_type IN ('USAGE', 'CREATE')) < 2
      AND s.acl IS NOT NULL
    UNION ALL
    SELECT 'foreign object', f.schema, format('%s %s of %I', f.kind, f.label, pg_get_userbyid(f.owner)), f.owner,
           format('ALTER %s %s OWNER TO %I', upper(f.kind), f.label, :migrator)
    FROM foreign_object f
    WHERE pg_get_userbyid(f.owner) <> ALL (:expected_creators)
    UNION ALL
    SELECT 'own object', s.name, format('%s %I.%I', a.kind, s.name, c.relname), c.relowner,
           format('GRANT ALL ON %s %I.%I TO %I', upper(a.kind), s.name, c.relname, :migrator)
    FROM acl a
    CROSS JOIN LATERAL (
        SELECT relname, relnamespace, relowner
        FROM pg_class
        WHERE relkind = a.relkind AND relacl = a.relacl AND relowner = (SELECT migrator FROM names)
        OFFSET 0) c
    JOIN schema s ON s.oid = c.relnamespace
    UNION ALL
    SELECT 'own object', s.name, format('routine %I.%I(%s)', s.name, p.proname, oidvectortypes(p.proargtypes)), p.proowner,
           format('GRANT ALL ON ROUTINE %I.%I(%s) TO %I', s.name, p.proname, oidvectortypes(p.proargtypes), :migrator)
    FROM pg_proc p
    JOIN schema s ON s.oid = p.pronamespace
    CROSS JOIN names
    WHERE p.proowner = names.migrator AND p.proacl IS NOT NULL
      AND NOT EXISTS (SELECT FROM aclexplode(p.proacl) x WHERE x.grantee IN (names.migrator, 0))
    UNION ALL
    SELECT 'own object', NULL, format('future %s', lower(k.keyword)), d.defaclrole,
           format('ALTER DEFAULT PRIVILEGES GRANT ALL ON %s TO %I', k.keyword, :migrator)
    FROM pg_default_acl d
    CROSS JOIN names
    JOIN (VALUES ('r', 'TABLES', 7), ('S', 'SEQUENCES', 3), ('f', 'ROUTINES', 1)) AS k (type, keyword, privileges)
         ON k.type = d.defaclobjtype
    WHERE d.defaclrole = names.migrator AND d.defaclnamespace = 0
      AND (SELECT count(DISTINCT x.privilege_type) FROM aclexplode(d.defaclacl) x
           WHERE x.grantee IN (names.migrator, 0) AND x.privilege_type <> 'MAINTAIN') < k.privileges
    UNION ALL
    SELECT 'in public', NULL, format('%s %s of %I', k.kind, k.label, pg_get_userbyid(k.owner)), k.owner,
           CASE WHEN EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = h.oid AND c.relname = k.plain AND k.kind = 'table')
                     OR EXISTS (SELECT FROM pg_proc c WHERE c.pronamespace = h.oid AND c.proname = k.plain AND k.kind = 'routine')
                THEN NULL
                -- whoever becomes the owner needs CREATE on the schema, which the migrator has not on public
                ELSE format('ALTER %s %s SET SCHEMA %I; ', k.keyword, k.label, h.name)
                     || CASE WHEN k.owner = names.migrator THEN ''
                             ELSE format('ALTER %s %I.%s OWNER TO %I; ', k.keyword, h.name, k.name, :migrator) END
                     || format('GRANT ALL ON %s %I.%s TO %I', CASE WHEN k.is_sequence THEN 'SEQUENCE' ELSE k.keyword END,
                               h.name, k.name, :app)
                     || COALESCE((SELECT string_agg(format('; GRANT ALL ON SEQUENCE %I.%I TO %I', h.name, q.relname, :app), '')
                                  FROM pg_depend d
                                  JOIN pg_class q ON q.oid = d.objid AND q.relkind = 'S'
                                  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                                    AND d.refobjid = k.oid AND d.deptype IN ('a', 'i')), '')
                     || CASE WHEN k.kind = 'table' AND NOT k.is_sequence
                             THEN (SELECT COALESCE(string_agg(format('; GRANT SELECT ON TABLE %I.%s TO %I', h.name, k.name,
                                                                     u.name), ''), '')
                                   FROM consumer u
                                   WHERE NOT u.is_app)
                             ELSE '' END
           END
    FROM kept_in_public k
    CROSS JOIN names
    CROSS JOIN home h
    UNION ALL
    SELECT 'renamed', h.name, format('schema %I of %I holds %s tables', n.nspname, pg_get_userbyid(n.nspowner), t.tables),
           n.nspowner, format('DROP SCHEMA %I; ALTER SCHEMA %I RENAME TO %I', h.name, n.nspname, h.name)
    FROM home h
    CROSS JOIN names
    JOIN pg_namespace n ON n.nspowner = names.migrator AND n.oid NOT IN (SELECT oid FROM schema) AND n.nspname <> 'public'
    CROSS JOIN LATERAL (
        SELECT count(*) AS tables FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')) t
    WHERE t.tables > 0
      AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = h.oid)
      AND NOT EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = h.oid)
      AND NOT EXISTS (SELECT FROM pg_type y WHERE y.typnamespace = h.oid)
    UNION ALL
    SELECT 'extension', NULL, format('extension %I is in schema %I, on which %I has no USAGE', e.extname, n.name, :app), n.owner,
           format('GRANT USAGE ON SCHEMA %I TO %I', n.name, :app)
    FROM pg_extension e
    JOIN closed_schema n ON n.oid = e.extnamespace
    WHERE e.extname = ANY (:declared_on)
    UNION ALL
    SELECT 'extension', NULL, format('extension %I: %I may not call %s', e.extname, :app, c.oid::regprocedure), c.owner,
           format('GRANT EXECUTE ON ROUTINE %s TO %I', c.oid::regprocedure, :app)
    FROM pg_extension e
    JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.classid = 'pg_proc'::regclass
                    AND d.deptype = 'e'
    JOIN closed_routine c ON c.oid = d.objid
    WHERE e.extname = ANY (:declared_on)
      AND NOT EXISTS (SELECT FROM pg_init_privs i WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = c.oid)
    UNION ALL
    SELECT l.kind, NULL, l.label || CASE l.kind WHEN 'open large object' THEN format(' (%s)', l.strangers) ELSE '' END, l.owner,
           CASE l.kind
               WHEN 'open large object' THEN format('REVOKE ALL ON LARGE OBJECT %s FROM %s CASCADE', l.numbers, l.strangers)
               ELSE CASE l.kind WHEN 'foreign large object' THEN l.taking || '; ' ELSE '' END
                    || format('GRANT ALL ON LARGE OBJECT %s TO %I', l.numbers, :app) END
    FROM named_large_object l
    UNION ALL
    SELECT CASE WHEN a.sessions < d.datconnlimit THEN 'unseen database limit' ELSE 'database limit' END, NULL,
           format('database %I allows %s connections and has %s', d.datname, d.datconnlimit, a.sessions), d.datdba,
           format('ALTER DATABASE %I CONNECTION LIMIT %s', d.datname,
                  CASE d.datconnlimit WHEN 0 THEN -1 ELSE 2 * d.datconnlimit END)
    FROM pg_database d
    CROSS JOIN LATERAL (
        -- whose sessions they are is not shown to everybody
        SELECT count(*) FILTER (WHERE s.backend_type = 'client backend') AS sessions, count(*) AS all_sessions
        FROM pg_stat_activity s
        WHERE s.datid = d.oid AND (s.backend_type = 'client backend' OR s.backend_type IS NULL)) a
    WHERE d.datname = current_database() AND d.datconnlimit >= 0 AND a.all_sessions >= d.datconnlimit
    UNION ALL
    SELECT 'user limit', NULL, format('%I may have %s connections and has them all', r.rolname, r.rolconnlimit), r.oid,
           format('ALTER ROLE %I CONNECTION LIMIT %s', r.rolname, 2 * r.rolconnlimit)
    FROM pg_roles r, names
    WHERE r.rolconnlimit > 0 AND (r.oid IN (names.app, names.migrator) OR r.rolname = ANY (:readers))
      AND (SELECT count(*) FROM pg_stat_activity s WHERE s.usesysid = r.oid) >= r.rolconnlimit
) obstacle
ORDER BY 1, 2, 3
