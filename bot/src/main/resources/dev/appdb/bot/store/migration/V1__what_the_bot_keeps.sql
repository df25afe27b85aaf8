-- Everything the bot keeps. The schema is Flyway's default schema, so that names need no prefix here.

-- What Slack delivered, so that a retried delivery does nothing. Payloads are emptied when they are done.
CREATE TABLE deliveries (
    id            text PRIMARY KEY,
    kind          text NOT NULL,
    user_id       text NOT NULL,
    channel       text NOT NULL,
    fields        jsonb NOT NULL,
    response_url  text,
    response_uses integer NOT NULL DEFAULT 0,
    received_at   timestamptz NOT NULL,
    done_at       timestamptz
);
CREATE INDEX deliveries_received_at ON deliveries (received_at);

-- One row for each thing that a person or a schedule asked for; a small state machine.
CREATE TABLE runs (
    id                text PRIMARY KEY,
    origin            text NOT NULL UNIQUE,
    command           text NOT NULL,
    typed             text NOT NULL,
    app               text NOT NULL,
    environment       text NOT NULL,
    requester         text NOT NULL,
    channel           text NOT NULL,
    delivery          text,
    private           boolean NOT NULL,
    answers           jsonb NOT NULL,
    allowed           jsonb NOT NULL,
    break_glass       text,
    approvals_needed  integer NOT NULL,
    approvers         jsonb NOT NULL,
    approval_seconds  bigint NOT NULL,
    state             text NOT NULL,
    step              text NOT NULL,
    generation        bigint NOT NULL DEFAULT 0,
    claimed_by        text,
    replica           text,
    approval_id       text,
    plan              jsonb,
    approval_until    timestamptz,
    engine_run        text,
    result            text,
    failure           jsonb,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    ended_at          timestamptz
);
CREATE INDEX runs_of_environment ON runs (app, environment, created_at DESC);
CREATE INDEX runs_unended ON runs (created_at) WHERE ended_at IS NULL;

-- What each step of a run came to.
CREATE TABLE run_results (
    run_id text NOT NULL REFERENCES runs ON DELETE CASCADE,
    step   text NOT NULL,
    result jsonb NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (run_id, step)
);

-- The engine's events. One run of the bot has an engine run for each time that it was gone on with.
CREATE TABLE run_events (
    engine_run text NOT NULL,
    sequence   bigint NOT NULL,
    run_id     text REFERENCES runs ON DELETE CASCADE,
    event      text NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (engine_run, sequence)
);
CREATE INDEX run_events_of_run ON run_events (run_id, at);

CREATE TABLE environment_configurations (
    app         text NOT NULL,
    environment text NOT NULL,
    answers     jsonb NOT NULL,
    files       jsonb NOT NULL,
    updated_by  text NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (app, environment)
);

-- Who changes an environment now: at most one run.
CREATE TABLE environment_locks (
    app         text NOT NULL,
    environment text NOT NULL,
    run_id      text NOT NULL,
    taken_at    timestamptz NOT NULL,
    PRIMARY KEY (app, environment)
);

-- Who said yes or no to exactly which plan.
CREATE TABLE approvals (
    run_id   text NOT NULL REFERENCES runs ON DELETE CASCADE,
    approval_id text NOT NULL,
    approver text NOT NULL,
    approved boolean NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (run_id, approval_id, approver)
);

CREATE TABLE mutes (
    app         text NOT NULL,
    environment text NOT NULL,
    muted_by    text NOT NULL,
    muted_at    timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    PRIMARY KEY (app, environment)
);

-- An asterisk freezes every application, or every environment.
CREATE TABLE freezes (
    app         text NOT NULL,
    environment text NOT NULL,
    frozen_by   text NOT NULL,
    reason      text NOT NULL,
    frozen_at   timestamptz NOT NULL,
    until       timestamptz,
    PRIMARY KEY (app, environment)
);

-- What a scheduled check found last, and what of it was said.
CREATE TABLE check_states (
    app         text NOT NULL,
    environment text NOT NULL,
    verdict     text NOT NULL,
    problems    jsonb NOT NULL,
    checked_at  timestamptz NOT NULL,
    since       timestamptz NOT NULL,
    said        text NOT NULL,
    said_problems jsonb NOT NULL,
    announcements bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (app, environment)
);

-- What Slack is to show: the content, or empty where it is made from a run at the moment of sending.
CREATE TABLE messages (
    key          text PRIMARY KEY,
    channel      text NOT NULL,
    parent       text,
    audience     text,
    run_id       text REFERENCES runs ON DELETE CASCADE,
    delivery     text,
    content      jsonb,
    version      bigint NOT NULL,
    sent_version bigint NOT NULL DEFAULT 0,
    important    bigint NOT NULL DEFAULT 0,
    generation   bigint NOT NULL DEFAULT 0,
    scheduled    boolean NOT NULL,
    ts           text,
    attempted_at timestamptz,
    failures     integer NOT NULL DEFAULT 0,
    outside      boolean NOT NULL DEFAULT false,
    given_up     text,
    created_at   timestamptz NOT NULL
);
CREATE INDEX messages_created_at ON messages (created_at);

-- When Slack may be called again, for each limit of its own.
CREATE TABLE paces (
    name    text PRIMARY KEY,
    free_at timestamptz NOT NULL
);

-- What people are called, as Slack said it last.
CREATE TABLE user_names (
    id   text PRIMARY KEY,
    name text NOT NULL
);

CREATE SEQUENCE wake_ups;

-- Who did what, or was refused: rows are only ever added.
CREATE TABLE audit_log (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    user_id     text NOT NULL,
    channel     text NOT NULL,
    action      text NOT NULL,
    command     text NOT NULL,
    app         text,
    environment text,
    accepted    boolean NOT NULL,
    reason      text NOT NULL,
    rule        text,
    run_id      text
);
CREATE INDEX audit_log_at ON audit_log (at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- db-scheduler's own, as its documentation gives it for PostgreSQL.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
