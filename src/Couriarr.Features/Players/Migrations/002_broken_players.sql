-- Players that cannot be told what arrives, and of which the owner knows it. Times are milliseconds since 1970 in UTC.
CREATE TABLE broken_players (
    player    TEXT    PRIMARY KEY,             -- the name of a member, or group:name
    broken_at INTEGER NOT NULL,
    why       TEXT    NOT NULL,
    by_gate   INTEGER NOT NULL                 -- it did not answer for long; else it refuses us
);
