-- Every matching approval rule is to be met, each by its own people. Of those before, only one was kept for a run.
ALTER TABLE runs ADD COLUMN requirements jsonb NOT NULL DEFAULT '[]';
UPDATE runs SET requirements =
    jsonb_build_array(jsonb_build_object('rule', '', 'needed', approvals_needed, 'from', approvers))
    WHERE approvals_needed > 0;
ALTER TABLE runs ALTER COLUMN requirements DROP DEFAULT, DROP COLUMN approvals_needed, DROP COLUMN approvers;

-- The positions of the run's requirements that an approval counts for.
ALTER TABLE approvals ADD COLUMN counts_for jsonb NOT NULL DEFAULT '[0]';
ALTER TABLE approvals ALTER COLUMN counts_for DROP DEFAULT;

-- The database that an environment led to when a run last looked, such as "server db.example.com:5432/app". Two
-- environments may lead to one.
CREATE TABLE environment_databases (
    app         text NOT NULL,
    environment text NOT NULL,
    database    text NOT NULL,
    seen_at     timestamptz NOT NULL,
    PRIMARY KEY (app, environment)
);
CREATE INDEX environment_databases_of_database ON environment_databases (database);

-- The database that a run changes, known once its engine is open; and the other environments of that database for which
-- the policy was asked when the run began.
ALTER TABLE runs ADD COLUMN database text, ADD COLUMN same_database jsonb NOT NULL DEFAULT '[]';
CREATE INDEX runs_unended_of_database ON runs (database) WHERE ended_at IS NULL;

-- A lock is on an environment, or on a database.
ALTER TABLE environment_locks RENAME TO locks;
ALTER TABLE locks ADD COLUMN key text;
UPDATE locks SET key = 'environment ' || app || ' ' || environment;
ALTER TABLE locks DROP COLUMN app, DROP COLUMN environment;
ALTER TABLE locks ADD PRIMARY KEY (key);

-- The audit log as a chain of hashes. Entries are sealed a moment after they are written, in the order of sealing, by one
-- replica at a time: whoever does a command waits for no other.
ALTER TABLE audit_log ADD COLUMN name text;
CREATE TABLE audit_chain (
    position bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE,
    hash     bytea NOT NULL
);
CREATE TABLE audit_chain_ends (
    name     text PRIMARY KEY CHECK (name IN ('before the first', 'last')),
    position bigint NOT NULL,
    hash     bytea NOT NULL
);
INSERT INTO audit_chain_ends VALUES ('before the first', 0, '\x'), ('last', 0, '\x');

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('appdb_bot.purges_audit_log', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_chain_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
