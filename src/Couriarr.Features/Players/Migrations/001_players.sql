-- What players are or were told of: one row for each player and file. Times are milliseconds since 1970 in UTC.
CREATE TABLE player_files (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    told_by    INTEGER NOT NULL,               -- the job that brought it
    player     TEXT    NOT NULL,               -- the name of a member, or group:name
    kind       TEXT    NOT NULL,
    work_key   TEXT    NOT NULL,
    work       TEXT    NOT NULL,               -- JSON
    folder     TEXT    NOT NULL,               -- of the movie or the show, as we see it
    path       TEXT    NOT NULL,               -- as we see it
    change     TEXT    NOT NULL CHECK (change IN ('added', 'replaced', 'removed')),
    is_media   INTEGER NOT NULL,               -- 0: subtitles, pictures and texts, which never become an item
    state      TEXT    NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'asked', 'done', 'visible', 'absent', 'refused', 'skipped')),
    asks       INTEGER NOT NULL DEFAULT 0,
    alerted    INTEGER NOT NULL DEFAULT 0,
    told_at    INTEGER NOT NULL,               -- when we heard of the import
    arrived_at INTEGER NOT NULL,
    asked_at   INTEGER,
    asked_by   INTEGER,                        -- the job that asked
    look_at    INTEGER,                        -- when to look next whether it is visible
    ended_at   INTEGER,
    note       TEXT
);
CREATE UNIQUE INDEX player_files_once ON player_files (told_by, player, path, change);
CREATE INDEX player_files_open ON player_files (player, state) WHERE state IN ('waiting', 'asked');
CREATE INDEX player_files_work ON player_files (work_key, id);
CREATE INDEX player_files_old ON player_files (arrived_at);
