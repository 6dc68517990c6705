-- Files that were removed at a destination because a person approved it. Together with sync_jobs.removed_at they count against the limit.
CREATE TABLE extra_removals (
    job_id     INTEGER NOT NULL,
    mapping    TEXT    NOT NULL,
    within     TEXT    NOT NULL,
    removed_at INTEGER NOT NULL,
    PRIMARY KEY (job_id, mapping, within)
);
CREATE INDEX extra_removals_moment ON extra_removals (removed_at);
