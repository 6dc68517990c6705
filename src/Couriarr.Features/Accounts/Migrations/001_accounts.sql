-- Times are milliseconds since 1970 in UTC. There is one administrator: the check makes the first set-up the only one.
CREATE TABLE admin_accounts (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    name          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    changed_at    INTEGER NOT NULL
);

-- A browser that is signed in. Its secret is known to the browser alone; here stands what it is hashed to.
CREATE TABLE admin_sessions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    secret_hash TEXT    NOT NULL UNIQUE,
    account     TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    address     TEXT    NOT NULL,
    agent       TEXT    NOT NULL
);

-- Failed tries to sign in, by the network they came from.
CREATE TABLE login_attempts (
    network  TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
);

-- Who changed what. Never the value of a secret.
CREATE TABLE audit_trail (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    who     TEXT    NOT NULL,
    what    TEXT    NOT NULL,
    thing   TEXT    NOT NULL,
    address TEXT    NOT NULL
);
