-- What the apps said they renamed: whoever finds an original gone looks here for the name that it has by now.
CREATE TABLE sync_renames (
    mapping  TEXT    NOT NULL,
    within   TEXT    NOT NULL,                      -- the old path below both roots
    instance TEXT    NOT NULL,
    to_path  TEXT    NOT NULL,                      -- the new one, as the app sees it
    heard_at INTEGER NOT NULL,
    PRIMARY KEY (mapping, within)
);

-- When a dry run looked at it. It waits until it may be carried.
ALTER TABLE sync_jobs ADD COLUMN rehearsed_at INTEGER;
CREATE INDEX sync_jobs_rehearsed ON sync_jobs (mapping, work) WHERE rehearsed_at IS NOT NULL;
CREATE INDEX sync_jobs_app_path ON sync_jobs (app_path, id);
