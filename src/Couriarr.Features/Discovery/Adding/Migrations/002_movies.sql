-- Movies that TMDB's lists or their owner named, and what became of each. Times are milliseconds since 1970 in UTC.
CREATE TABLE found_movies (
    tmdb_id           bigint  PRIMARY KEY,

    -- What TMDB says. Written whenever it is asked, and then these columns alone.
    imdb_id           text,
    title             text    NOT NULL,
    year              integer,
    genres            text    NOT NULL,          -- JSON list
    poster            text,
    popularity        bigint  NOT NULL,          -- in thousandths
    found_by          text    NOT NULL,          -- the list, by its path in the configuration
    seen_at           bigint  NOT NULL,

    -- What became of it. Written by who settles it, never by TMDB.
    processing_status text    NOT NULL CHECK (processing_status IN
        ('pending', 'filtered', 'wanted', 'review', 'pending_tvdb', 'abandoned', 'added', 'exists', 'failed', 'skipped', 'rejected')),
    by_user           integer NOT NULL DEFAULT 0,    -- 1: a person decided
    note              text,
    error_message     text,
    radarr_instance   text,
    radarr_movie_id   bigint,
    added_at          bigint,
    created_at        bigint  NOT NULL,
    updated_at        bigint  NOT NULL
);
CREATE INDEX idx_found_movies_status ON found_movies (processing_status, tmdb_id);
