ALTER TABLE approvals ADD COLUMN reason text;
