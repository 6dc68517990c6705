-- Movies of the libraries, what is known of them, and what lies beside them. Times are milliseconds since 1970 in UTC.
CREATE TABLE movies (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    library      text    NOT NULL,              -- the mapping, by its name
    folder       text    NOT NULL,              -- below the root of the library; empty for the root itself
    stem         text    NOT NULL,              -- of the main video, without its ending
    video        text    NOT NULL,              -- the main video's name in the folder
    shares       integer NOT NULL DEFAULT 0,    -- 1: other movies lie in the same folder
    work         text,                          -- as the apps tell of it: radarr-hd:12
    instance     text,
    app_id       bigint,
    app_folder   text,
    tmdb_id      integer,
    imdb_id      text,
    id_source    text,                          -- webhook, nfo, find, search or user
    title        text    NOT NULL,              -- of the app or the file's name, until the facts have one
    year         integer,
    state        text    NOT NULL DEFAULT 'found' CHECK (state IN ('found', 'review', 'identified', 'enriched', 'gone')),
    note         text,                          -- why it waits for a person
    facts        text,                          -- JSON, with what a person changed in it
    monitored    integer NOT NULL DEFAULT 1,
    dirty        integer NOT NULL DEFAULT 0,    -- how often something to be published changed
    fetched_at   bigint,                        -- when the provider was asked last
    missing_at   bigint,                        -- when the provider was found to have it no more
    published_at bigint,
    scanned_at   bigint  NOT NULL,
    created_at   bigint  NOT NULL,
    updated_at   bigint  NOT NULL
);
CREATE UNIQUE INDEX idx_movies_place ON movies (library, folder, stem);
CREATE INDEX idx_movies_work ON movies (work);
CREATE INDEX idx_movies_tmdb ON movies (tmdb_id);
CREATE INDEX idx_movies_fetched ON movies (fetched_at);

CREATE TABLE movie_files (
    movie_id   bigint  NOT NULL,
    name       text    NOT NULL,                -- below the movie's folder
    role       text    NOT NULL,
    confidence integer NOT NULL,                -- 0 to 100
    size       bigint  NOT NULL,
    modified   bigint  NOT NULL,                -- nanoseconds
    streams    text,                            -- JSON, of ffprobe
    PRIMARY KEY (movie_id, name)
);

-- Whom TMDB may have meant. A person confirms one.
CREATE TABLE movie_matches (
    movie_id bigint  NOT NULL,
    tmdb_id  integer NOT NULL,
    place    integer NOT NULL,
    title    text    NOT NULL,
    year     integer,
    poster   text,
    PRIMARY KEY (movie_id, tmdb_id)
);

CREATE TABLE movie_candidates (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    movie_id bigint  NOT NULL,
    type     text    NOT NULL,
    provider text    NOT NULL,                  -- tmdb or fanart
    path     text    NOT NULL,                  -- the provider's own name for it: the same name is the same image
    url      text    NOT NULL,
    language text,                              -- null: no text on it
    width    integer NOT NULL,
    height   integer NOT NULL,
    votes    integer NOT NULL,
    vote     integer NOT NULL,                  -- thousandths
    place    integer,                           -- in the order; null: refused
    why      text    NOT NULL DEFAULT '',       -- its place or refusal, in words
    hash     text,                              -- of the image, once it was fetched
    UNIQUE (movie_id, type, provider, path)
);

CREATE INDEX idx_movie_candidates_hash ON movie_candidates (hash);

-- Images that were chosen for a movie, by us or by a person.
CREATE TABLE movie_artwork (
    movie_id  bigint  NOT NULL,
    type      text    NOT NULL,
    place     integer NOT NULL,                 -- 0 is the first
    hash      text    NOT NULL,
    extension text    NOT NULL,
    source    text    NOT NULL,                 -- tmdb:/abc.jpg, fanart:…, upload or library
    by_user   integer NOT NULL DEFAULT 0,
    PRIMARY KEY (movie_id, type, place)
);
CREATE INDEX idx_movie_artwork_hash ON movie_artwork (hash);

-- What we wrote beside movies, as it was when we had written it.
CREATE TABLE movie_published (
    movie_id bigint  NOT NULL,
    folder   text    NOT NULL,
    name     text    NOT NULL,
    type     text    NOT NULL,                  -- an artwork type, or nfo
    hash     text    NOT NULL,
    size     bigint  NOT NULL,
    modified bigint  NOT NULL,                  -- nanoseconds
    at       bigint  NOT NULL,
    PRIMARY KEY (movie_id, folder, name)
);

-- What a person decided, and nobody else may change.
CREATE TABLE movie_locks (
    movie_id bigint NOT NULL,
    what     text   NOT NULL,                   -- a field, or artwork:poster
    PRIMARY KEY (movie_id, what)
);

-- The images of the cache, by their content. All movies share them.
CREATE TABLE images (
    hash      text    PRIMARY KEY,              -- sha256
    extension text    NOT NULL,
    width     integer NOT NULL,
    height    integer NOT NULL,
    size      bigint  NOT NULL,
    look      bigint,                           -- the perceptual hash
    added_at  bigint  NOT NULL
);

-- How far we are with a provider.
CREATE TABLE provider_states (
    provider text NOT NULL,
    name     text NOT NULL,
    value    text NOT NULL,
    PRIMARY KEY (provider, name)
);
