-- the members of extensions, and the constructor functions of range types, which PostgreSQL gives to the bootstrap superuser
-- whoever creates the type (src/backend/commands/typecmds.c, makeRangeConstructors): named by what they belong to, as the
-- index has them
SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
UNION ALL
SELECT classid, objid FROM pg_depend
WHERE refclassid = 'pg_type'::regclass AND classid = 'pg_proc'::regclass AND deptype = 'i'
