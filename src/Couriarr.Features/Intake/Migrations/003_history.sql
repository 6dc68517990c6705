-- 1 for what nobody told: it was found in the history of the instance.
ALTER TABLE webhook_inbox ADD COLUMN from_history INTEGER NOT NULL DEFAULT 0;

-- 1 while the instance is only guessed: the webhook came to an address that several may have.
ALTER TABLE webhook_inbox ADD COLUMN in_doubt INTEGER NOT NULL DEFAULT 0;
