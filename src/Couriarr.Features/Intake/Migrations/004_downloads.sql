-- The download that a file came with, if the app says: two instances that count alike bring the same file by different ones.
ALTER TABLE webhook_facts ADD COLUMN download TEXT;
