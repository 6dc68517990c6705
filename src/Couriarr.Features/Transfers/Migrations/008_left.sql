-- Names of unfinished files that stand in sync_jobs no more, because a newer run wrote down its own. Whoever had given them may wake and
-- write under them yet: they are known until that is over.
CREATE TABLE sync_left (
    mapping   TEXT    NOT NULL,
    within    TEXT    NOT NULL,
    work      TEXT    NOT NULL,
    temp_name TEXT    NOT NULL,
    temp_by   TEXT,
    left_at   INTEGER NOT NULL,
    PRIMARY KEY (mapping, within, temp_name)
);
CREATE INDEX sync_left_work ON sync_left (work, mapping);
