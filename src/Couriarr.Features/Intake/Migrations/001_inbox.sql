-- Times are milliseconds since 1970 in UTC. What was answered with 200 stands here; the queue follows.
CREATE TABLE webhook_inbox (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    instance      TEXT    NOT NULL,
    app           TEXT    NOT NULL,
    event_type    TEXT    NOT NULL,
    outcome       TEXT    NOT NULL CHECK (outcome IN ('accepted', 'ignored', 'test')),
    work_key      TEXT,
    title         TEXT,
    warning       TEXT,                              -- what was not as we know it of the app
    payload       TEXT    NOT NULL,                  -- as it came, without the secrets
    received_at   INTEGER NOT NULL,
    deliveries    INTEGER NOT NULL DEFAULT 1,        -- how often the same was told
    heard_before  TEXT,                              -- positions of its files that an earlier row brought already
    replayed_from INTEGER,
    trace         TEXT,                              -- the W3C trace context of the request, while traces are sent somewhere
    job_id        INTEGER,                           -- the one job that sees to it; empty until the queue has it
    handled_at    INTEGER,
    note          TEXT                               -- what came of it
);
CREATE INDEX webhook_inbox_undispatched ON webhook_inbox (id) WHERE job_id IS NULL AND outcome = 'accepted';
CREATE INDEX webhook_inbox_received ON webhook_inbox (received_at);

-- The last that was heard of a file, a path or a work.
CREATE TABLE webhook_facts (
    subject  TEXT    PRIMARY KEY,
    content  TEXT    NOT NULL,
    stamp    TEXT,                                   -- when the app took the file in, if it says
    heard_at INTEGER NOT NULL,
    inbox_id INTEGER NOT NULL
);
