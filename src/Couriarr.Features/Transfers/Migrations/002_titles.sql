-- What a title's page and the numbers are made of.
ALTER TABLE sync_jobs ADD COLUMN work_title TEXT;
ALTER TABLE sync_stats ADD COLUMN files_synced INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sync_jobs_job ON sync_jobs (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX sync_jobs_completed ON sync_jobs (completed_at, status) WHERE completed_at IS NOT NULL;
CREATE INDEX sync_jobs_titles ON sync_jobs (work, work_title, created_at);
CREATE INDEX sync_jobs_place ON sync_jobs (mapping, within, id);
