-- What is being added, was added, or was told of. Times are milliseconds since 1970 in UTC.
CREATE TABLE additions (
    source      text    NOT NULL,               -- tvmaze or tmdb: whose number id is
    id          bigint  NOT NULL,
    title       text    NOT NULL,
    state       text    NOT NULL CHECK (state IN ('review', 'planned', 'asked', 'added', 'exists', 'failed')),
    instance    text,                           -- null: the one of the section sonarr or radarr
    by_user     integer NOT NULL DEFAULT 0,     -- 1: somebody approved it, so it needs no budget
    planned_at  bigint,
    planned_by  bigint,                         -- the job that has it added
    asked_at    bigint,                         -- set before the app is asked, so that an answer that got lost is found out
    ended_at    bigint,
    bytes       bigint  NOT NULL DEFAULT 0,     -- what it is expected to take
    root_folder text,
    told_by     bigint,                         -- the job that told people of it
    PRIMARY KEY (source, id)
);
CREATE INDEX idx_additions_told ON additions (told_by, state);
CREATE INDEX idx_additions_planned ON additions (planned_at);

-- Until somebody confirmed the first preview nothing is added, unless dry_run says otherwise.
CREATE TABLE adding_consent (
    id           integer PRIMARY KEY CHECK (id = 1),
    confirmed_at bigint NOT NULL
);
