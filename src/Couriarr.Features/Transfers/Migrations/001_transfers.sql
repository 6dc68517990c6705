-- One row for each file that is, was or could not be carried. Times are milliseconds since 1970 in UTC.
CREATE TABLE sync_jobs (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    job_type          TEXT    NOT NULL,             -- movie, episode, music or book
    source_path       TEXT    NOT NULL,
    dest_path         TEXT    NOT NULL,
    title             TEXT,
    quality           TEXT,
    file_size         INTEGER,
    status            TEXT    NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'running', 'success', 'failed', 'failed_permanent', 'superseded')),
    retry_count       INTEGER NOT NULL DEFAULT 0,
    error_message     TEXT,
    webhook_payload   TEXT,
    created_at        INTEGER NOT NULL,
    started_at        INTEGER,
    completed_at      INTEGER,
    duration_seconds  INTEGER,
    bytes_transferred INTEGER,
    batch             INTEGER NOT NULL,             -- the job that brought it
    mapping           TEXT,                         -- empty: none fits
    work              TEXT    NOT NULL,
    app_path          TEXT    NOT NULL,
    within            TEXT    NOT NULL DEFAULT '',  -- the path below both roots
    only_missing      INTEGER NOT NULL DEFAULT 0,
    job_id            INTEGER,                      -- the transfer that took it
    temp_name         TEXT,                         -- what lies unfinished in the folder of dest_path
    source_version    TEXT,                         -- size and time of the original when it was looked at last
    outcome           TEXT,                         -- new, replaced, repaired or present
    verified          TEXT,                         -- size or hash
    speed             INTEGER,                      -- bytes a second
    announced_by      INTEGER                       -- the transfer that told of it
);
CREATE INDEX sync_jobs_status ON sync_jobs (status);
CREATE INDEX sync_jobs_created ON sync_jobs (created_at);
CREATE INDEX sync_jobs_work ON sync_jobs (work, mapping, status);
CREATE UNIQUE INDEX sync_jobs_once ON sync_jobs (batch, app_path);

-- What was carried on each local day. It outlives the rows above.
CREATE TABLE sync_stats (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    date              TEXT    NOT NULL UNIQUE,
    movies_synced     INTEGER NOT NULL DEFAULT 0,
    episodes_synced   INTEGER NOT NULL DEFAULT 0,
    bytes_transferred INTEGER NOT NULL DEFAULT 0,
    failures          INTEGER NOT NULL DEFAULT 0,
    retries           INTEGER NOT NULL DEFAULT 0
);

-- The name under which our own child processes are known again after a crash.
CREATE TABLE sync_home (id TEXT PRIMARY KEY);
