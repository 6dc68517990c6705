-- What a file that we brought is called upstream by now, when it was renamed there and not here; and that an upgrade replaced it, which
-- counts until all that was in it has come anew, be that days later.
ALTER TABLE sync_jobs ADD COLUMN upstream_path TEXT;
ALTER TABLE sync_jobs ADD COLUMN replaced_at INTEGER;
UPDATE sync_jobs SET upstream_path = (
    SELECT to_path FROM sync_renames WHERE sync_renames.mapping = sync_jobs.mapping AND sync_renames.within = sync_jobs.within
        AND sync_renames.heard_at >= sync_jobs.completed_at)
WHERE status = 'success' AND removed_at IS NULL;
CREATE INDEX sync_jobs_upstream ON sync_jobs (upstream_path) WHERE upstream_path IS NOT NULL;
