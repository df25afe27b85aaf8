-- the app, and the groups whose rights it inherits; but not those whose membership an update revokes
WITH RECURSIVE reached (oid) AS (
    SELECT app FROM names
    UNION
    SELECT m.roleid
    FROM reached
    JOIN pg_auth_members m ON m.member = reached.oid
    JOIN pg_roles r ON r.oid = m.member
    JOIN pg_roles g ON g.oid = m.roleid
    WHERE COALESCE((to_jsonb(m) ->> 'inherit_option')::bool, r.rolinherit)
      AND g.rolname <> ALL (:readers || ARRAY[:migrator, 'rds_superuser']))
SELECT oid FROM reached WHERE oid IS NOT NULL
