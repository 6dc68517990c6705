-- One row for each channel that is told something. Times are milliseconds since 1970 in UTC.
CREATE TABLE notices (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    notice     TEXT    NOT NULL,                    -- the same for all channels that are told the same
    channel    TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    event      TEXT    NOT NULL,
    severity   TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    work       TEXT,                                -- the title's key, as its timeline has it
    content    TEXT    NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'skipped', 'failed')),
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,                    -- the end of quiet hours
    tries      INTEGER NOT NULL DEFAULT 0,          -- sends that began and were not taken back
    message    TEXT,                                -- what it was sent in: alone, or with others
    sent_at    INTEGER,
    note       TEXT,
    job_id     INTEGER
);
CREATE UNIQUE INDEX notices_once ON notices (channel, notice);
CREATE INDEX notices_open ON notices (channel, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX notices_sent ON notices (channel, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX notices_work ON notices (work, id) WHERE work IS NOT NULL;
CREATE INDEX notices_created ON notices (created_at);

-- Channels that do not work, or want to be left alone for a while.
CREATE TABLE receivers (
    channel    TEXT    PRIMARY KEY,
    broken_at  INTEGER,                             -- empty: it only wants to rest
    why        TEXT,
    member     TEXT    NOT NULL,                    -- the state of its member then: whoever changes that is looked at anew
    rest_until INTEGER NOT NULL,
    by_gate    INTEGER NOT NULL DEFAULT 0
);

-- What was logged as an error on each local day, by kind. The first of a kind is told, the others are counted.
CREATE TABLE error_kinds (
    day      TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    sentence TEXT    NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (day, kind)
);
