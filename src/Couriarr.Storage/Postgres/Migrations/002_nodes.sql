-- The processes that share the queue, as each said of itself last, by the clock of the server. Lists are JSON.
CREATE TABLE nodes (
    id          TEXT    PRIMARY KEY,    -- of one start
    name        TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    started_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    lanes       TEXT    NOT NULL,
    unreachable TEXT    NOT NULL,       -- the gates whose jobs it leaves to others
    running     INTEGER NOT NULL
);
