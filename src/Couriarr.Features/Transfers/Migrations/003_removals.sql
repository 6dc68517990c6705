-- What was removed at the destination again stays known as what was brought; and what an app said stands apart from what we made of it.
ALTER TABLE sync_jobs ADD COLUMN removed_at INTEGER;
ALTER TABLE sync_jobs ADD COLUMN removed_by INTEGER;    -- the job that removed it
ALTER TABLE sync_jobs ADD COLUMN removal_note TEXT;
ALTER TABLE sync_jobs ADD COLUMN refused_at INTEGER;    -- when it was told that its removal, as one too many, was refused
ALTER TABLE sync_jobs ADD COLUMN refused_by INTEGER;    -- the job that told so
ALTER TABLE sync_jobs ADD COLUMN file TEXT;             -- what the event said of this file, in our words
UPDATE sync_jobs SET file = webhook_payload, webhook_payload = NULL;
CREATE INDEX sync_jobs_removed ON sync_jobs (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX sync_jobs_refused ON sync_jobs (refused_at) WHERE refused_at IS NOT NULL;
