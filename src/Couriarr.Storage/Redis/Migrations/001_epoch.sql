-- Only while the queue rests in Redis. What stands here and there must be the same: else Redis has lost what it had.
CREATE TABLE queue_epochs (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    installation TEXT    NOT NULL,                   -- sets our keys apart from those of another Couriarr in the same Redis
    epoch        TEXT,                               -- empty until Redis was used
    ids_from     BIGINT  NOT NULL                    -- ids and tokens of the epoch are above it
);
