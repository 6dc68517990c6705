-- How far the history of each instance was read. Times are milliseconds since 1970 in UTC.
CREATE TABLE history_watermarks (
    instance           TEXT    PRIMARY KEY,
    seen_at            INTEGER,                      -- the date of the newest import that was read, by the app's clock
    seen_id            INTEGER,                      -- the highest number of a row that was read; it falls when the app's database is restored
    read_at            INTEGER,                      -- when the history was last read to its end, by our clock
    tried_at           INTEGER NOT NULL,
    succeeded          INTEGER NOT NULL,             -- 1 when the last try did
    words              TEXT    NOT NULL,             -- what came of it
    imports_in_history INTEGER NOT NULL DEFAULT 0,   -- within the last 30 days
    imports_delivered  INTEGER NOT NULL DEFAULT 0    -- and of these, whose files have arrived
);

-- Every file whose import was found in the history, and what became of it.
CREATE TABLE history_imports (
    instance    TEXT    NOT NULL,
    path        TEXT    NOT NULL,                    -- as the history names it
    imported_at INTEGER NOT NULL,                    -- by the app's clock
    title       TEXT    NOT NULL,
    file_path   TEXT    NOT NULL,                    -- where the app has the file when it was found
    outcome     TEXT    NOT NULL CHECK (outcome IN ('missed', 'heard', 'gone', 'refused')),
    inbox_id    INTEGER,
    found_at    INTEGER NOT NULL,
    PRIMARY KEY (instance, path, imported_at)
);
CREATE INDEX history_imports_moment ON history_imports (instance, imported_at);
