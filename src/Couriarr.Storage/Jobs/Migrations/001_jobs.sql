-- Times are milliseconds since 1970 in UTC. What is live stands in job_queue, what has ended in job_history.
CREATE TABLE job_queue (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    type             TEXT    NOT NULL,
    lane             TEXT    NOT NULL,
    priority         INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 10),
    rank             INTEGER NOT NULL,               -- the order within the lane, lowest first
    state            TEXT    NOT NULL CHECK (state IN ('scheduled', 'failed', 'waiting', 'running', 'blocked')),
    payload          TEXT    NOT NULL,
    payload_version  INTEGER NOT NULL,
    run_at           INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    started_at       INTEGER,
    retry_count      INTEGER NOT NULL DEFAULT 0,     -- failures so far; interruptions and crashes do not count
    max_retries      INTEGER NOT NULL,
    crash_count      INTEGER NOT NULL DEFAULT 0,     -- how often its worker died under it
    token            INTEGER NOT NULL DEFAULT 0,     -- grows with every claim; an older one may write nothing
    owner            TEXT,
    lease_until      INTEGER,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    is_probe         INTEGER NOT NULL DEFAULT 0,
    gate             TEXT,                           -- what must be open for it to run
    blocked_by       TEXT,
    unique_key       TEXT,
    parent_id        INTEGER,
    root_id          INTEGER,                        -- empty: it is a root itself
    note             TEXT,
    CHECK ((state = 'running') = (owner IS NOT NULL)),
    CHECK ((state = 'blocked') = (blocked_by IS NOT NULL))
);
CREATE INDEX job_queue_ready ON job_queue (lane, rank, id) WHERE state = 'waiting';
CREATE INDEX job_queue_due ON job_queue (run_at) WHERE state IN ('scheduled', 'failed');
CREATE INDEX job_queue_blocked ON job_queue (blocked_by, lane, rank) WHERE state = 'blocked';
CREATE INDEX job_queue_running ON job_queue (owner) WHERE state = 'running';
CREATE INDEX job_queue_probe ON job_queue (gate) WHERE is_probe = 1;
CREATE INDEX job_queue_root ON job_queue (root_id) WHERE root_id IS NOT NULL;
CREATE UNIQUE INDEX job_queue_unique ON job_queue (unique_key) WHERE unique_key IS NOT NULL AND state <> 'running';

CREATE TABLE job_history (
    id               INTEGER PRIMARY KEY,
    type             TEXT    NOT NULL,
    lane             TEXT    NOT NULL,
    priority         INTEGER NOT NULL,
    state            TEXT    NOT NULL CHECK (state IN ('succeeded', 'skipped', 'dead', 'cancelled', 'superseded')),
    payload          TEXT    NOT NULL,
    payload_version  INTEGER NOT NULL,
    run_at           INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    started_at       INTEGER,
    completed_at     INTEGER NOT NULL,
    retry_count      INTEGER NOT NULL,
    max_retries      INTEGER NOT NULL,
    crash_count      INTEGER NOT NULL,
    gate             TEXT,
    unique_key       TEXT,
    parent_id        INTEGER,
    root_id          INTEGER,
    note             TEXT
);
CREATE INDEX job_history_completed ON job_history (completed_at);
CREATE INDEX job_history_state ON job_history (state, id) WHERE state <> 'succeeded';
CREATE INDEX job_history_root ON job_history (root_id) WHERE root_id IS NOT NULL;

-- Runs that did not end their job well, or did and it was retried nevertheless; the last good one is the row in job_history.
CREATE TABLE job_attempts (
    job_id     INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,
    outcome    TEXT    NOT NULL,
    error      TEXT
);
CREATE INDEX job_attempts_job ON job_attempts (job_id);

-- The closed gates; an open one has no row. Without probe_at only a person opens it.
CREATE TABLE job_gates (
    name      TEXT PRIMARY KEY,
    reason    TEXT    NOT NULL,
    closed_at INTEGER NOT NULL,
    probe_at  INTEGER
);

CREATE TABLE schedule_ticks (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule TEXT    NOT NULL,
    line     TEXT    NOT NULL,
    tick_at  INTEGER NOT NULL,
    job_id   INTEGER,                                -- empty: the schedule counts from here on
    UNIQUE (schedule, line, tick_at)
);

CREATE TABLE job_fence (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    token INTEGER NOT NULL
);
INSERT INTO job_fence (id, token) VALUES (1, 0);
