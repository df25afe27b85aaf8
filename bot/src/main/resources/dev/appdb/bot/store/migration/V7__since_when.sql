-- What is kept of each environment's last check, so that the next one can say since when a finding is open.
CREATE TABLE check_history (
    app         text NOT NULL,
    environment text NOT NULL,
    kept        jsonb NOT NULL,
    PRIMARY KEY (app, environment)
);
-- The difference of a run's check from those before it.
ALTER TABLE run_results ADD COLUMN progress jsonb;
