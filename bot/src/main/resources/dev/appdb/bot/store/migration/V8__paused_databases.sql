-- A database that paused while nobody was connected is not woken by a schedule: it may never have been checked.
ALTER TABLE check_states ALTER COLUMN checked_at DROP NOT NULL;
ALTER TABLE check_states ADD COLUMN paused_since timestamptz;
