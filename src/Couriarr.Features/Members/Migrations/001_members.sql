-- Players, channels and instances. People may read and change it with sqlite3 while the program runs: what they write counts
-- within two seconds. Times are text in UTC, as people read them. Secrets in config are sealed with a key that is not in here.
CREATE TABLE notification_config (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    service      TEXT    NOT NULL,                    -- the kind: kodi, plex, discord, radarr …
    name         TEXT    NOT NULL DEFAULT '',         -- the owner's; left away, it is the kind's
    enabled      INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1)),
    config       TEXT    NOT NULL DEFAULT '{}',       -- JSON, with the options of docs/configuration.md
    created_at   DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at   DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    version      INTEGER NOT NULL DEFAULT 1,
    origin       TEXT    NOT NULL DEFAULT 'api' CHECK (origin IN ('file', 'api')),
    file_enabled INTEGER,                             -- what the configuration said at the last start
    changed      INTEGER NOT NULL DEFAULT 0,          -- an entry of the configuration that was changed by the API
    UNIQUE (service, name)
);
