-- The app may not read channels, so a post of which no answer came can't be looked for: it is made again.
ALTER TABLE messages DROP COLUMN attempted_at;
