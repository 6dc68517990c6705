-- The folders of the mappings as they were when they were healthy: an unmounted, empty one is told from the real one by it.
CREATE TABLE sync_mounts (
    folder      TEXT PRIMARY KEY,
    mount_point TEXT,                 -- empty: it was never healthy
    file_system TEXT,
    device      TEXT,
    had_marker  INTEGER,
    held_files  INTEGER,
    seen_at     BIGINT,
    lost_at     BIGINT                -- since when it is away, once that was told
);
