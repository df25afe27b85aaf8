-- The line for each of Slack's limits: first come, first served, and answers before what belongs to them.
ALTER TABLE messages ADD COLUMN rank smallint NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN asked_at timestamptz;
UPDATE messages SET asked_at = created_at;
ALTER TABLE messages ALTER COLUMN asked_at SET NOT NULL;
ALTER TABLE messages ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY;
-- When its job is to come for its turn; empty while it is not in the line.
ALTER TABLE messages ADD COLUMN due_at timestamptz;
ALTER TABLE messages ADD COLUMN lane text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN audience IS NOT NULL OR outside THEN 'private ' || channel
         WHEN ts IS NOT NULL THEN 'updates'
         ELSE 'channel ' || channel END) STORED;
CREATE INDEX messages_in_line ON messages (lane) WHERE due_at IS NOT NULL;
-- Whom it reaches directly where its channel refuses it and nobody asked for it.
ALTER TABLE messages ADD COLUMN fallback text;
