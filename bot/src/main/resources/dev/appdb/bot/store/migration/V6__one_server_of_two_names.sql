-- The identity that a database has under every name of its server, such as "7312345678901234567/16384"; null where the
-- server does not say.
ALTER TABLE environment_databases ADD COLUMN identity text;
CREATE INDEX environment_databases_of_identity ON environment_databases (identity);
ALTER TABLE runs ADD COLUMN identity text;
CREATE INDEX runs_that_identified ON runs (database) WHERE identity IS NOT NULL;
