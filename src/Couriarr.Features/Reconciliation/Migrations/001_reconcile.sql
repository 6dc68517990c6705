-- Comparisons of both servers, and the plans that were made of them. Times are milliseconds since 1970 in UTC.
CREATE TABLE reconcile_runs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id     INTEGER NOT NULL UNIQUE,
    occasion   TEXT    NOT NULL CHECK (occasion IN ('nightly', 'weekly', 'asked')),
    tick       INTEGER,                              -- the moment that it is for, however late it ran
    only       TEXT,                                 -- one library alone
    is_dry     INTEGER NOT NULL DEFAULT 0,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,                              -- empty while it runs
    queued     INTEGER NOT NULL DEFAULT 0            -- missing files that are carried for it
);

-- What came of each library.
CREATE TABLE reconcile_libraries (
    run     INTEGER NOT NULL,
    library TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    why     TEXT,                                    -- why nothing can be said; empty when it was compared
    counts  TEXT    NOT NULL DEFAULT '{}',           -- files by what they are, as JSON
    titles  INTEGER NOT NULL DEFAULT 0,
    notes   TEXT    NOT NULL DEFAULT '[]',           -- what a reader should know, as JSON
    listed  INTEGER NOT NULL DEFAULT 0,              -- how many of its differences stand in reconcile_files
    mounts  TEXT    NOT NULL DEFAULT '{}',           -- what was mounted below its folders, as JSON
    PRIMARY KEY (run, library)
);
CREATE INDEX reconcile_libraries_latest ON reconcile_libraries (library, run);

-- Each title of a library: all of them weekly, else those that differ.
CREATE TABLE reconcile_titles (
    run     INTEGER NOT NULL,
    library TEXT    NOT NULL,
    key     TEXT    NOT NULL,                        -- the work's key, or its folder when no app knows it
    title   TEXT    NOT NULL,
    counts  TEXT    NOT NULL,
    differs INTEGER NOT NULL,
    PRIMARY KEY (run, library, key)
);

-- Each file that differs, and what was seen of it.
CREATE TABLE reconcile_files (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    run             INTEGER NOT NULL,
    library         TEXT    NOT NULL,
    key             TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    within          TEXT    NOT NULL,                -- the path below both roots
    standing        TEXT    NOT NULL,
    why             TEXT,
    work            TEXT,                            -- the work as JSON; empty when no app knows it
    file_id         INTEGER,                         -- the app's own number of the file
    app_size        INTEGER,
    quality         TEXT,
    source_size     INTEGER,
    source_modified INTEGER,
    there           TEXT,                            -- its path at the destination, when that is another one
    there_size      INTEGER,
    there_modified  INTEGER
);
CREATE INDEX reconcile_files_run ON reconcile_files (run, library, standing, id);

-- How often a file was carried anew because it was missing. It begins anew with another version of the original.
CREATE TABLE reconcile_tries (
    library TEXT    NOT NULL,
    within  TEXT    NOT NULL,
    version TEXT    NOT NULL,
    tries   INTEGER NOT NULL,
    run     INTEGER NOT NULL,                        -- the last one that did
    PRIMARY KEY (library, within)
);

CREATE TABLE reconcile_plans (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    run     INTEGER NOT NULL,
    made_at INTEGER NOT NULL
);

-- One thing to do, with all that it was made from.
CREATE TABLE reconcile_lines (
    plan        INTEGER NOT NULL,
    line        INTEGER NOT NULL,
    action      TEXT    NOT NULL CHECK (action IN ('add', 'replace', 'remove')),
    file        INTEGER NOT NULL,                    -- of reconcile_files
    approved_at INTEGER,
    taken_by    INTEGER,                             -- the job that saw to it
    outcome     TEXT CHECK (outcome IN ('queued', 'refused')),
    why         TEXT,
    PRIMARY KEY (plan, line)
);
