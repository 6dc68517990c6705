-- The catalogue of TVmaze, and what was decided about each show. Times are milliseconds since 1970 in UTC, where nothing else is said.
CREATE TABLE shows (
    tvmaze_id          bigint  PRIMARY KEY,

    -- What the catalogue says. Written when it says something new, and then these columns alone.
    tvdb_id            bigint,
    imdb_id            text,
    title              text    NOT NULL,
    language           text,
    country            text,
    type               text,
    status             text,
    premiered          text,                     -- 2010-01-31
    ended              text,
    network            text,
    web_channel        text,
    genres             text    NOT NULL,         -- JSON list
    runtime            integer,                  -- minutes, as announced
    average_runtime    integer,
    rating_hundredths  integer,                  -- 750 is 7.5
    weight             integer NOT NULL,
    summary            text,                     -- without markup
    image              text,
    page               text,
    tvmaze_updated_at  bigint  NOT NULL,         -- in Unix seconds, as the catalogue gives it
    last_checked       bigint  NOT NULL,         -- when the catalogue was last seen to have it
    missed_at          bigint,                   -- when the catalogue was first seen without it
    removed_at         bigint,                   -- when the catalogue was found to have it no more
    news               integer NOT NULL DEFAULT 1,   -- since the rules were asked: 0 nothing, 1 something, 2 another TVDB id

    -- What the rules say. Written whenever they are asked and say something else, also of shows that are settled.
    verdict            text,                     -- add, review, skip or filtered; null before they were asked
    decided_by         text,                     -- the rule, or the filter by its path
    filter_reason      text,                     -- the filter in one word
    verdict_key        bigint,                   -- of verdict and decided_by: one number, to compare 95,000 of them in an instant

    -- What became of it. Written by who settles it, never by an update of the catalogue.
    processing_status  text    NOT NULL DEFAULT 'pending' CHECK (processing_status IN
        ('pending', 'filtered', 'wanted', 'review', 'pending_tvdb', 'abandoned', 'added', 'exists', 'failed', 'skipped', 'rejected')),
    by_user            integer NOT NULL DEFAULT 0,   -- 1: a person decided, and no rule changes it
    note               text,                     -- why, where it is more than the verdict
    sonarr_instance    text,                     -- null: the one of the section sonarr
    sonarr_series_id   bigint,
    added_to_sonarr_at bigint,
    pending_since      bigint,                   -- since when it waits for a TVDB id
    retry_after        bigint,
    retry_count        integer NOT NULL DEFAULT 0,
    error_message      text,

    created_at         bigint  NOT NULL,
    updated_at         bigint  NOT NULL
);
CREATE INDEX idx_processing_status ON shows (processing_status, tvmaze_id);
CREATE INDEX idx_tvdb_id ON shows (tvdb_id);
CREATE INDEX idx_language ON shows (language);
CREATE INDEX idx_country ON shows (country);
CREATE INDEX idx_type ON shows (type);
CREATE INDEX idx_premiered ON shows (premiered);
CREATE INDEX idx_retry_after ON shows (retry_after);
CREATE INDEX idx_tvmaze_updated_at ON shows (tvmaze_updated_at);
CREATE INDEX shows_verdicts ON shows (tvmaze_id, verdict_key) WHERE news = 0 AND removed_at IS NULL;
CREATE INDEX shows_news ON shows (tvmaze_id) WHERE news > 0;

-- How far the catalogue is known: one row, written in the transactions that bring it there.
CREATE TABLE discovery_state (
    id                    integer PRIMARY KEY CHECK (id = 1),
    last_full_sync        bigint,
    last_incremental_sync bigint,
    last_tvmaze_page      integer,               -- the last one that was stored whole
    highest_tvmaze_id     bigint,
    last_filter_hash      text,
    judged_on             text,                  -- the day by which rules that follow the calendar were asked
    last_updates_check    bigint,
    last_whole_check      bigint,                -- when the list of all shows was read, which alone tells what is gone
    last_run              bigint,
    last_run_ms           bigint,
    last_run_results      text                   -- JSON: how many shows came to which status
);
