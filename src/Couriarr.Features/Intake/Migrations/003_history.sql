-- 1 for what nobody told: it was found in the history of the instance.
ALTER TABLE webhook_inbox ADD COLUMN from_history INTEGER NOT NULL DEFAULT 0;
