-- The database of an earlier version: of 2026-11-21, before 0.1.0. A demo left most of it; tables that it did not use have a row made up.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_versions (
    line text NOT NULL, version integer NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL,
    PRIMARY KEY (line, version));
INSERT INTO schema_versions VALUES('jobs',1,'4043d96e44c6339d13c7fd5a24e6216adec3d72cb3575d5fb7f7e9cd3b68d06c',1795319478164);
INSERT INTO schema_versions VALUES('jobs',2,'14e8750f243ff70fc45af02da2580f31379c3852e2915f4fadd1419964b6249d',1795319478175);
INSERT INTO schema_versions VALUES('accounts',1,'4aa22622389ef9bba223ef4d89662adb7a6750b67b60ba829ae7265655cdde4e',1795319478176);
INSERT INTO schema_versions VALUES('members',1,'d2532464d9d11f28fe5661390f2529cb68c12bd9e521bf0b5f085ce2f5a0c8c4',1795319478177);
INSERT INTO schema_versions VALUES('intake',1,'b0acc3d58e69935d2aea3b260da74388efe2d15bfa8c553dd322a4c38f578c26',1795319478178);
INSERT INTO schema_versions VALUES('intake',2,'58b60ff896bfe21a204f614f043ebeca5ffd15b68cbb51a593655aee6a0a7900',1795319478179);
INSERT INTO schema_versions VALUES('intake',3,'b5b8398a289a69e9d133aaeb32cbce8c917b639560f55dbc69201aa906697216',1795319478180);
INSERT INTO schema_versions VALUES('intake',4,'d93a0d5b81aff039e5586237774bcdb4252a99942c82f981ccd0a50272cb05b5',1795319478181);
INSERT INTO schema_versions VALUES('intake',5,'cd05c89167db6b2e770f9ad0cb76a6e8e667f46ecebe21cae3fed1bddde1949b',1795319478182);
INSERT INTO schema_versions VALUES('history',1,'f5e2d60c81ea1163edb37a37f41e25afbd79798f59f24661987f92aa0961a086',1795319478183);
INSERT INTO schema_versions VALUES('history',2,'57f1d2a846d2ccf83eb64597f60b86ae41596fd89bd6c1c4e43ea7dd46082ec6',1795319478184);
INSERT INTO schema_versions VALUES('history',3,'523a20c23146eaaff0bc386c9ab9301bf3c19adc259089dc68e2a0f3c3bb5dc3',1795319478185);
INSERT INTO schema_versions VALUES('places',1,'0f8c2a9f6462b3f4c684c8c888cfe7a05315750e657612548af26991f30754db',1795319478185);
INSERT INTO schema_versions VALUES('transfers',1,'bec5f7a5f8415adc31a68d366f842d7c17c18595622e713877ec323a87f7dac9',1795319478186);
INSERT INTO schema_versions VALUES('transfers',2,'41eac1e3f28040ed063e2e7f0e54f5284f4d13d33a0c30bbb574499cfe29fec5',1795319478188);
INSERT INTO schema_versions VALUES('transfers',3,'530e2b4974ecedde19d3705f128e49157836d61ffb54566375bbaa7abe2c99b7',1795319478190);
INSERT INTO schema_versions VALUES('transfers',4,'5a8cabd04a0a9950b7cd843a58c2e96ca2241c2db8624a13b9984e445b92df76',1795319478192);
INSERT INTO schema_versions VALUES('transfers',5,'125a4e29febad635e202328350e1ce9d5e4157fc77839843834b2487e4bbcaba',1795319478193);
INSERT INTO schema_versions VALUES('transfers',6,'3ce96301fd9c6c8580319be49d7f6ba33e88c0d08e5a3474fe59ffefbbb237a5',1795319478194);
INSERT INTO schema_versions VALUES('players',1,'45553258bbd022051cf110781d5b9be65544429796d3603145cee80f2c1bc047',1795319478195);
INSERT INTO schema_versions VALUES('players',2,'6692a1abd7cc49b7166904b49cff13287fa9014e62fa0d88f2ce67cc72109cf4',1795319478196);
INSERT INTO schema_versions VALUES('notices',1,'91309dc6a2a206697eec2b70cf1077879c988100016ab6c1e0ca94754fb2442f',1795319478197);
INSERT INTO schema_versions VALUES('notices',2,'a841891f305d081370d5b5d9c0cb20d80c8d7f9ce0ea8f363a8bca4e20c72f3e',1795319478198);
INSERT INTO schema_versions VALUES('notices',3,'f66c54b8e4d963596d8429fca93fad44bc494151bb6ec872d64e827c86746e24',1795319478199);
INSERT INTO schema_versions VALUES('discovery',1,'f0ba829e2112d6527de35ac83c42be171f9e680a2eb68cd2201e801c7ff078bb',1795319478200);
INSERT INTO schema_versions VALUES('adding',1,'e611f29c1d1a2ac648b3e01646e67de41fc8fbf8205e129c5fdeeefddf287e83',1795319478202);
INSERT INTO schema_versions VALUES('adding',2,'bbd5b6c3eb1a9be942d8757d9f96100cf38f4dc387d863a2824b8fa24aa797a7',1795319478203);
INSERT INTO schema_versions VALUES('movies',1,'65184250be8b6a3f4861bd7efc99c9c35013fdb0257a8ddc1d44ada89f164e9f',1795319478204);
INSERT INTO schema_versions VALUES('reconciliation',1,'17d91df7d9d06ba7445e72cfb3b7341cd31159eff39059d39a01c465dc9c48e5',1795319478206);
CREATE TABLE job_queue (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    type             TEXT    NOT NULL,
    lane             TEXT    NOT NULL,
    priority         INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 10),
    rank             INTEGER NOT NULL,               -- the order within the lane, lowest first
    state            TEXT    NOT NULL CHECK (state IN ('scheduled', 'failed', 'waiting', 'running', 'blocked')),
    payload          TEXT    NOT NULL,
    payload_version  INTEGER NOT NULL,
    run_at           INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    started_at       INTEGER,
    retry_count      INTEGER NOT NULL DEFAULT 0,     -- failures so far; interruptions and crashes do not count
    max_retries      INTEGER NOT NULL,
    crash_count      INTEGER NOT NULL DEFAULT 0,     -- how often its worker died under it
    token            INTEGER NOT NULL DEFAULT 0,     -- grows with every claim; an older one may write nothing
    owner            TEXT,
    lease_until      INTEGER,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    is_probe         INTEGER NOT NULL DEFAULT 0,
    gate             TEXT,                           -- what must be open for it to run
    blocked_by       TEXT,
    unique_key       TEXT,
    parent_id        INTEGER,
    root_id          INTEGER,                        -- empty: it is a root itself
    note             TEXT, trace TEXT,
    CHECK ((state = 'running') = (owner IS NOT NULL)),
    CHECK ((state = 'blocked') = (blocked_by IS NOT NULL))
);
INSERT INTO job_queue VALUES(23,'of-before','default',5,1,'waiting','{}',1,1,1,NULL,0,3,0,0,NULL,NULL,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE job_history (
    id               INTEGER PRIMARY KEY,
    type             TEXT    NOT NULL,
    lane             TEXT    NOT NULL,
    priority         INTEGER NOT NULL,
    state            TEXT    NOT NULL CHECK (state IN ('succeeded', 'skipped', 'dead', 'cancelled', 'superseded')),
    payload          TEXT    NOT NULL,
    payload_version  INTEGER NOT NULL,
    run_at           INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    started_at       INTEGER,
    completed_at     INTEGER NOT NULL,
    retry_count      INTEGER NOT NULL,
    max_retries      INTEGER NOT NULL,
    crash_count      INTEGER NOT NULL,
    gate             TEXT,
    unique_key       TEXT,
    parent_id        INTEGER,
    root_id          INTEGER,
    note             TEXT
);
INSERT INTO job_history VALUES(1,'catch-up-all','apps',3,'succeeded','{}',1,1795319478605,1795319478605,1795319478658,1795319478732,0,3,0,NULL,'catch-up-all',NULL,NULL,NULL);
INSERT INTO job_history VALUES(2,'catch-up','apps',3,'skipped','{"instance":"radarr","since":null}',1,1795319478716,1795319478716,1795319478745,1795319479184,0,16,0,'instance:radarr','catch-up:radarr',1,1,'Nothing was missed: 0 imports were read.');
INSERT INTO job_history VALUES(3,'catch-up','apps',3,'skipped','{"instance":"sonarr","since":null}',1,1795319478725,1795319478725,1795319478754,1795319479200,0,16,0,'instance:sonarr','catch-up:sonarr',1,1,'Nothing was missed: 0 imports were read.');
INSERT INTO job_history VALUES(4,'webhook-received','webhook',1,'succeeded','{"inbox":3,"trace":null}',1,1795319479563,1795319479563,1795319479574,1795319479622,0,3,0,NULL,'inbox:3',NULL,NULL,NULL);
INSERT INTO job_history VALUES(5,'queue-transfer','critical',1,'succeeded','{"work":{"instance":"radarr","type":"movie","id":1,"title":"The Glass Ferry","folder":"/movies/The Glass Ferry (2021)","year":2021,"ids":{"tmdb":900001,"tvdb":null,"imdb":"tt13572468","tvmaze":null},"poster":"https://image.example.net/t/p/original/gf-poster.jpg","key":"radarr:1"},"files":[{"path":"/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv","fileId":1,"size":40000000,"quality":"WEBDL-1080p","episodes":[]}],"isUpgrade":false,"onlyMissing":false,"unhurried":false,"superseded":[],"webhook":3}',1,1795319479599,1795319479599,1795319479624,1795319479668,0,10,0,NULL,NULL,4,4,NULL);
INSERT INTO job_history VALUES(6,'transfer-media','transfer',2,'succeeded','{"mapping":"movies","work":{"instance":"radarr","type":"movie","id":1,"title":"The Glass Ferry","folder":"/movies/The Glass Ferry (2021)","year":2021,"ids":{"tmdb":900001,"tvdb":null,"imdb":"tt13572468","tvmaze":null},"poster":"https://image.example.net/t/p/original/gf-poster.jpg","key":"radarr:1"}}',1,1795319480664,1795319479665,1795319481549,1795319485548,0,5,0,'route:movies','transfer:movies:radarr:1',5,4,NULL);
INSERT INTO job_history VALUES(7,'webhook-received','webhook',1,'succeeded','{"inbox":4,"trace":null}',1,1795319479784,1795319479784,1795319479787,1795319479794,0,3,0,NULL,'inbox:4',NULL,NULL,NULL);
INSERT INTO job_history VALUES(8,'queue-transfer','critical',1,'succeeded','{"work":{"instance":"sonarr","type":"tv","id":1,"title":"Harbour Lights","folder":"/tv/Harbour Lights (2024)","year":2024,"ids":{"tmdb":900001,"tvdb":400001,"imdb":"tt18273645","tvmaze":61122},"poster":"https://artworks.example.net/series/418273/poster.jpg","key":"sonarr:1"},"files":[{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv","fileId":1,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":1,"title":"Chapter 1"}]}],"isUpgrade":false,"onlyMissing":false,"unhurried":false,"superseded":[],"webhook":4}',1,1795319479793,1795319479793,1795319479795,1795319479815,0,10,0,NULL,NULL,7,7,NULL);
INSERT INTO job_history VALUES(9,'webhook-received','webhook',1,'succeeded','{"inbox":5,"trace":null}',1,1795319479805,1795319479805,1795319479819,1795319479828,0,3,0,NULL,'inbox:5',NULL,NULL,NULL);
INSERT INTO job_history VALUES(10,'transfer-media','transfer',2,'succeeded','{"mapping":"tv","work":{"instance":"sonarr","type":"tv","id":1,"title":"Harbour Lights","folder":"/tv/Harbour Lights (2024)","year":2024,"ids":{"tmdb":900001,"tvdb":400001,"imdb":"tt18273645","tvmaze":61122},"poster":"https://artworks.example.net/series/418273/poster.jpg","key":"sonarr:1"}}',1,1795319480815,1795319479815,1795319481549,1795319485697,0,5,0,'route:tv','transfer:tv:sonarr:1',8,7,NULL);
INSERT INTO job_history VALUES(11,'queue-transfer','critical',1,'succeeded','{"work":{"instance":"sonarr","type":"tv","id":1,"title":"Harbour Lights","folder":"/tv/Harbour Lights (2024)","year":2024,"ids":{"tmdb":900001,"tvdb":400001,"imdb":"tt18273645","tvmaze":61122},"poster":"https://artworks.example.net/series/418273/poster.jpg","key":"sonarr:1"},"files":[{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv","fileId":2,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":2,"title":"Chapter 2"}]}],"isUpgrade":false,"onlyMissing":false,"unhurried":false,"superseded":[],"webhook":5}',1,1795319479828,1795319479828,1795319479829,1795319479834,0,10,0,NULL,NULL,9,9,NULL);
INSERT INTO job_history VALUES(13,'webhook-received','webhook',1,'succeeded','{"inbox":6,"trace":null}',1,1795319479846,1795319479846,1795319479847,1795319479851,0,3,0,NULL,'inbox:6',NULL,NULL,NULL);
INSERT INTO job_history VALUES(14,'queue-transfer','critical',1,'succeeded','{"work":{"instance":"sonarr","type":"tv","id":1,"title":"Harbour Lights","folder":"/tv/Harbour Lights (2024)","year":2024,"ids":{"tmdb":900001,"tvdb":400001,"imdb":"tt18273645","tvmaze":61122},"poster":"https://artworks.example.net/series/418273/poster.jpg","key":"sonarr:1"},"files":[{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv","fileId":3,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":3,"title":"Chapter 3"}]}],"isUpgrade":false,"onlyMissing":false,"unhurried":false,"superseded":[],"webhook":6}',1,1795319479851,1795319479851,1795319479852,1795319479854,0,10,0,NULL,NULL,13,13,NULL);
INSERT INTO job_history VALUES(16,'webhook-received','webhook',1,'succeeded','{"inbox":7,"trace":null}',1,1795319479892,1795319479892,1795319479894,1795319479904,0,3,0,NULL,'inbox:7',NULL,NULL,NULL);
INSERT INTO job_history VALUES(17,'queue-transfer','critical',1,'succeeded','{"work":{"instance":"sonarr","type":"tv","id":1,"title":"Harbour Lights","folder":"/tv/Harbour Lights (2024)","year":2024,"ids":{"tmdb":900001,"tvdb":400001,"imdb":"tt18273645","tvmaze":61122},"poster":"https://artworks.example.net/series/418273/poster.jpg","key":"sonarr:1"},"files":[{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv","fileId":4,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":4,"title":"Chapter 4"}]}],"isUpgrade":false,"onlyMissing":false,"unhurried":false,"superseded":[],"webhook":7}',1,1795319479904,1795319479904,1795319479905,1795319479908,0,10,0,NULL,NULL,16,16,NULL);
INSERT INTO job_history VALUES(19,'webhook-received','webhook',1,'skipped','{"inbox":9,"trace":null}',1,1795319486175,1795319486175,1795319486176,1795319486182,0,3,0,NULL,'inbox:9',NULL,NULL,'radarr replaces a file of The Glass Ferry (2021); nothing that is set up has anything to do about it.');
INSERT INTO job_history VALUES(20,'webhook-received','webhook',1,'succeeded','{"inbox":10,"trace":null}',1,1795319486178,1795319486178,1795319486178,1795319486184,0,3,0,NULL,'inbox:10',NULL,NULL,NULL);
INSERT INTO job_history VALUES(21,'queue-transfer','critical',1,'succeeded','{"work":{"instance":"radarr","type":"movie","id":1,"title":"The Glass Ferry","folder":"/movies/The Glass Ferry (2021)","year":2021,"ids":{"tmdb":900001,"tvdb":null,"imdb":"tt13572468","tvmaze":null},"poster":"https://image.example.net/t/p/original/gf-poster.jpg","key":"radarr:1"},"files":[{"path":"/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv","fileId":2,"size":60000000,"quality":"Bluray-1080p","episodes":[]}],"isUpgrade":true,"onlyMissing":false,"unhurried":false,"superseded":["/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv"],"webhook":10}',1,1795319486184,1795319486184,1795319486185,1795319486187,0,10,0,NULL,NULL,20,20,NULL);
INSERT INTO job_history VALUES(22,'transfer-media','transfer',4,'succeeded','{"mapping":"movies","work":{"instance":"radarr","type":"movie","id":1,"title":"The Glass Ferry","folder":"/movies/The Glass Ferry (2021)","year":2021,"ids":{"tmdb":900001,"tvdb":null,"imdb":"tt13572468","tvmaze":null},"poster":"https://image.example.net/t/p/original/gf-poster.jpg","key":"radarr:1"}}',1,1795319487187,1795319486187,1795319487547,1795319493420,0,5,0,'route:movies','transfer:movies:radarr:1',21,20,NULL);
CREATE TABLE job_attempts (
    job_id     INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,
    outcome    TEXT    NOT NULL,
    error      TEXT
);
INSERT INTO job_attempts VALUES(1,1,1,1,'outcome of before','error of before');
CREATE TABLE job_gates (
    name      TEXT PRIMARY KEY,
    reason    TEXT    NOT NULL,
    closed_at INTEGER NOT NULL,
    probe_at  INTEGER
);
INSERT INTO job_gates VALUES('name of before','reason of before',1,1);
CREATE TABLE schedule_ticks (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule TEXT    NOT NULL,
    line     TEXT    NOT NULL,
    tick_at  INTEGER NOT NULL,
    job_id   INTEGER,                                -- empty: the schedule counts from here on
    UNIQUE (schedule, line, tick_at)
);
INSERT INTO schedule_ticks VALUES(1,'cleanup','30 4 * * * Etc/UTC',1795319478550,NULL);
INSERT INTO schedule_ticks VALUES(2,'find-movies','20 */6 * * * Etc/UTC',1795319478560,NULL);
INSERT INTO schedule_ticks VALUES(3,'add-wanted','40 * * * * Etc/UTC',1795319478584,NULL);
INSERT INTO schedule_ticks VALUES(4,'transfer-cleanup','15 5 * * * Etc/UTC',1795319478596,NULL);
INSERT INTO schedule_ticks VALUES(5,'inbox-cleanup','45 4 * * * Etc/UTC',1795319478632,NULL);
INSERT INTO schedule_ticks VALUES(6,'catchup','17 * * * * Etc/UTC',1795319478656,NULL);
INSERT INTO schedule_ticks VALUES(7,'file-scan','0 3 * * * Etc/UTC',1795319478658,NULL);
INSERT INTO schedule_ticks VALUES(8,'library-cleanup','50 4 * * * Etc/UTC',1795319478702,NULL);
INSERT INTO schedule_ticks VALUES(9,'provider-update','30 3 * * * Etc/UTC',1795319478703,NULL);
INSERT INTO schedule_ticks VALUES(10,'reconcile','0 3 * * * Etc/UTC',1795319478704,NULL);
INSERT INTO schedule_ticks VALUES(11,'reconcile-weekly','30 5 * * 0 Etc/UTC',1795319478705,NULL);
INSERT INTO schedule_ticks VALUES(12,'daily-summary','5 0 * * * Etc/UTC',1795319478712,NULL);
INSERT INTO schedule_ticks VALUES(13,'weekly-summary','10 0 * * 1 Etc/UTC',1795319478715,NULL);
INSERT INTO schedule_ticks VALUES(14,'notices-cleanup','50 4 * * * Etc/UTC',1795319478720,NULL);
INSERT INTO schedule_ticks VALUES(15,'backup','0 4 * * * Etc/UTC',1795319478722,NULL);
CREATE TABLE job_fence (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    token INTEGER NOT NULL
);
INSERT INTO job_fence VALUES(1,19);
CREATE TABLE admin_accounts (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    name          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    changed_at    INTEGER NOT NULL
);
INSERT INTO admin_accounts VALUES(1,'name of before','password_hash of before',1,1);
CREATE TABLE admin_sessions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    secret_hash TEXT    NOT NULL UNIQUE,
    account     TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    address     TEXT    NOT NULL,
    agent       TEXT    NOT NULL
);
INSERT INTO admin_sessions VALUES(1,'secret_hash of before','account of before',1,1,'address of before','agent of before');
CREATE TABLE login_attempts (
    network  TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
);
INSERT INTO login_attempts VALUES('network of before',1,1);
CREATE TABLE audit_trail (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    who     TEXT    NOT NULL,
    what    TEXT    NOT NULL,
    thing   TEXT    NOT NULL,
    address TEXT    NOT NULL
);
INSERT INTO audit_trail VALUES(1,1795319479268,'API key','Have it tell us what it does','/instances/radarr/register','127.0.0.1');
INSERT INTO audit_trail VALUES(2,1795319479289,'API key','Have it tell us what it does','/instances/sonarr/register','127.0.0.1');
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
INSERT INTO notification_config VALUES(1,'radarr','radarr',1,'{"url":"http://127.0.0.1:42297/","api_key":"sealed:1:6841292d:niMCtOHjH1HIRKsLXhrlhKR3BXGeBDwbG1PCFTD9Q0bM7bwSHpujIkJuVnRP3c71uPS5uknOanmgwA2b"}','2026-11-22 03:51:18','2026-11-22 03:51:18',1,'file',1,0);
INSERT INTO notification_config VALUES(2,'sonarr','sonarr',1,'{"url":"http://127.0.0.1:43225/","api_key":"sealed:1:6841292d:SthK9E28MD7i/OpGLQTuidfPMRXNlYLnkzpdO0ZkiDJAU4sCsladOifw0lUxwc1Ag32obba1mC3b4UHv"}','2026-11-22 03:51:18','2026-11-22 03:51:18',1,'file',1,0);
CREATE TABLE webhook_inbox (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    instance      TEXT    NOT NULL,
    app           TEXT    NOT NULL,
    event_type    TEXT    NOT NULL,
    outcome       TEXT    NOT NULL CHECK (outcome IN ('accepted', 'ignored', 'test')),
    work_key      TEXT,
    title         TEXT,
    warning       TEXT,                              -- what was not as we know it of the app
    payload       TEXT    NOT NULL,                  -- as it came, without the secrets
    received_at   INTEGER NOT NULL,
    deliveries    INTEGER NOT NULL DEFAULT 1,        -- how often the same was told
    heard_before  TEXT,                              -- positions of its files that an earlier row brought already
    replayed_from INTEGER,
    trace         TEXT,                              -- the W3C trace context of the request, while traces are sent somewhere
    job_id        INTEGER,                           -- the one job that sees to it; empty until the queue has it
    handled_at    INTEGER,
    note          TEXT                               -- what came of it
, from_history INTEGER NOT NULL DEFAULT 0, in_doubt INTEGER NOT NULL DEFAULT 0);
INSERT INTO webhook_inbox VALUES(1,'radarr','radarr','Test','test',NULL,NULL,NULL,replace('{\n  "movie": {\n    "id": 1,\n    "title": "Test Title",\n    "year": 1970,\n    "releaseDate": "1970-01-01",\n    "folderPath": "C:\\testpath",\n    "tmdbId": 0,\n    "tags": [\n      "test-tag"\n    ]\n  },\n  "remoteMovie": {\n    "tmdbId": 1234,\n    "imdbId": "5678",\n    "title": "Test title",\n    "year": 1970\n  },\n  "release": {\n    "quality": "Test Quality",\n    "qualityVersion": 1,\n    "releaseGroup": "Test Group",\n    "releaseTitle": "Test Title",\n    "indexer": "Test Indexer",\n    "size": 9999999,\n    "customFormatScore": 0\n  },\n  "eventType": "Test",\n  "instanceName": "Radarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479238,1,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO webhook_inbox VALUES(2,'sonarr','sonarr','Test','test',NULL,NULL,NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Test Title",\n    "path": "C:\\testpath",\n    "tvdbId": 1234,\n    "tvMazeId": 0,\n    "tmdbId": 0,\n    "type": "standard",\n    "year": 0,\n    "tags": [\n      "test-tag"\n    ]\n  },\n  "episodes": [\n    {\n      "id": 123,\n      "episodeNumber": 1,\n      "seasonNumber": 1,\n      "title": "Test title",\n      "seriesId": 0,\n      "tvdbId": 0\n    }\n  ],\n  "eventType": "Test",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479286,1,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO webhook_inbox VALUES(3,'radarr','radarr','Download','accepted','radarr:1','The Glass Ferry',NULL,replace('{\n  "movie": {\n    "id": 1,\n    "title": "The Glass Ferry",\n    "year": 2021,\n    "releaseDate": "2021-11-02",\n    "folderPath": "/movies/The Glass Ferry (2021)",\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "overview": "A ferry pilot finds a crossing that is on no map.",\n    "genres": [\n      "Mystery",\n      "Thriller"\n    ],\n    "images": [\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/212/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/212/fanart.jpg",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-fanart.jpg"\n      }\n    ],\n    "tags": [\n      "4k",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "remoteMovie": {\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "title": "The Glass Ferry",\n    "year": 2021\n  },\n  "movieFile": {\n    "id": 1,\n    "relativePath": "The.Glass.Ferry.2021.1080p.mkv",\n    "path": "/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "QUAYSIDE",\n    "sceneName": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexerFlags": "G_Freeleech",\n    "size": 40000000,\n    "dateAdded": "2026-11-22T03:51:19.5341676Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "DTS",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng",\n        "deu"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/torrents/movies/The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE/the.glass.ferry.2021.1080p.bluray.dts.x264-quayside.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "qBittorrent",\n  "downloadClientType": "qBittorrent",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexer": "TorrentQuay (Prowlarr)",\n    "size": 11827937280,\n    "indexerFlags": [\n      "G_Freeleech"\n    ]\n  },\n  "eventType": "Download",\n  "instanceName": "Radarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479556,1,NULL,NULL,NULL,4,1795319479594,'radarr imported The Glass Ferry (2021) in WEBDL-1080p',0,0);
INSERT INTO webhook_inbox VALUES(4,'sonarr','sonarr','Download','accepted','sonarr:1','Harbour Lights',NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 1,\n      "episodeNumber": 1,\n      "seasonNumber": 1,\n      "title": "Chapter 1",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 1,\n    "relativePath": "Season 01/Harbour.Lights.S01E01.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.7741915Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479781,2,NULL,NULL,NULL,7,1795319479791,'sonarr imported Harbour Lights (2024) S01E01 in WEBDL-1080p',0,0);
INSERT INTO webhook_inbox VALUES(5,'sonarr','sonarr','Download','accepted','sonarr:1','Harbour Lights',NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 2,\n      "episodeNumber": 2,\n      "seasonNumber": 1,\n      "title": "Chapter 2",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 2,\n    "relativePath": "Season 01/Harbour.Lights.S01E02.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.7967858Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479800,1,NULL,NULL,NULL,9,1795319479824,'sonarr imported Harbour Lights (2024) S01E02 in WEBDL-1080p',0,0);
INSERT INTO webhook_inbox VALUES(6,'sonarr','sonarr','Download','accepted','sonarr:1','Harbour Lights',NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 3,\n      "episodeNumber": 3,\n      "seasonNumber": 1,\n      "title": "Chapter 3",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 3,\n    "relativePath": "Season 01/Harbour.Lights.S01E03.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.8384883Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479841,1,NULL,NULL,NULL,13,1795319479849,'sonarr imported Harbour Lights (2024) S01E03 in WEBDL-1080p',0,0);
INSERT INTO webhook_inbox VALUES(7,'sonarr','sonarr','Download','accepted','sonarr:1','Harbour Lights',NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 4,\n      "episodeNumber": 4,\n      "seasonNumber": 1,\n      "title": "Chapter 4",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 4,\n    "relativePath": "Season 01/Harbour.Lights.S01E04.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.8834727Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479886,1,NULL,NULL,NULL,16,1795319479900,'sonarr imported Harbour Lights (2024) S01E04 in WEBDL-1080p',0,0);
INSERT INTO webhook_inbox VALUES(9,'radarr','radarr','MovieFileDelete','accepted','radarr:1','The Glass Ferry',NULL,replace('{\n  "movie": {\n    "id": 1,\n    "title": "The Glass Ferry",\n    "year": 2021,\n    "releaseDate": "2021-11-02",\n    "folderPath": "/movies/The Glass Ferry (2021)",\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "overview": "A ferry pilot finds a crossing that is on no map.",\n    "genres": [\n      "Mystery",\n      "Thriller"\n    ],\n    "images": [\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/212/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/212/fanart.jpg",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-fanart.jpg"\n      }\n    ],\n    "tags": [\n      "4k",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "movieFile": {\n    "id": 1,\n    "relativePath": "The.Glass.Ferry.2021.1080p.mkv",\n    "path": "/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "QUAYSIDE",\n    "sceneName": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexerFlags": "G_Freeleech",\n    "size": 40000000,\n    "dateAdded": "2026-11-22T03:51:19.5341676Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "DTS",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng",\n        "deu"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    }\n  },\n  "deleteReason": "upgrade",\n  "eventType": "MovieFileDelete",\n  "instanceName": "Radarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319486171,1,NULL,NULL,NULL,19,1795319486180,'radarr replaces a file of The Glass Ferry (2021)',0,0);
INSERT INTO webhook_inbox VALUES(10,'radarr','radarr','Download','accepted','radarr:1','The Glass Ferry',NULL,replace('{\n  "movie": {\n    "id": 1,\n    "title": "The Glass Ferry",\n    "year": 2021,\n    "releaseDate": "2021-11-02",\n    "folderPath": "/movies/The Glass Ferry (2021)",\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "overview": "A ferry pilot finds a crossing that is on no map.",\n    "genres": [\n      "Mystery",\n      "Thriller"\n    ],\n    "images": [\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/212/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/212/fanart.jpg",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-fanart.jpg"\n      }\n    ],\n    "tags": [\n      "4k",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "remoteMovie": {\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "title": "The Glass Ferry",\n    "year": 2021\n  },\n  "movieFile": {\n    "id": 2,\n    "relativePath": "The.Glass.Ferry.2021.1080p.mkv",\n    "path": "/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv",\n    "quality": "Bluray-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "QUAYSIDE",\n    "sceneName": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexerFlags": "G_Freeleech",\n    "size": 60000000,\n    "dateAdded": "2026-11-22T03:51:26.1651679Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "DTS",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng",\n        "deu"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/torrents/movies/The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE/the.glass.ferry.2021.1080p.bluray.dts.x264-quayside.mkv"\n  },\n  "isUpgrade": true,\n  "downloadClient": "qBittorrent",\n  "downloadClientType": "qBittorrent",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexer": "TorrentQuay (Prowlarr)",\n    "size": 11827937280,\n    "indexerFlags": [\n      "G_Freeleech"\n    ]\n  },\n  "deletedFiles": [\n    {\n      "id": 1,\n      "relativePath": "The.Glass.Ferry.2021.1080p.mkv",\n      "path": "/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv",\n      "quality": "WEBDL-1080p",\n      "qualityVersion": 1,\n      "releaseGroup": "QUAYSIDE",\n      "sceneName": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n      "indexerFlags": "G_Freeleech",\n      "size": 40000000,\n      "dateAdded": "2026-11-22T03:51:19.5341676Z",\n      "languages": [\n        {\n          "id": 1,\n          "name": "English"\n        }\n      ],\n      "mediaInfo": {\n        "audioChannels": 5.1,\n        "audioCodec": "DTS",\n        "audioLanguages": [\n          "eng"\n        ],\n        "height": 1080,\n        "width": 1920,\n        "subtitles": [\n          "eng",\n          "deu"\n        ],\n        "videoCodec": "x264",\n        "videoDynamicRange": "",\n        "videoDynamicRangeType": ""\n      }\n    }\n  ],\n  "eventType": "Download",\n  "instanceName": "Radarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319486176,1,NULL,NULL,NULL,20,1795319486182,'radarr upgraded The Glass Ferry (2021) in Bluray-1080p',0,0);
CREATE TABLE webhook_facts (
    subject  TEXT    PRIMARY KEY,
    content  TEXT    NOT NULL,
    stamp    TEXT,                                   -- when the app took the file in, if it says
    heard_at INTEGER NOT NULL,
    inbox_id INTEGER NOT NULL
, download TEXT);
INSERT INTO webhook_facts VALUES('radarr|file|1','/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv|40000000','2026-11-22T03:51:19.534',1795319479556,3,'SABnzbd_nzo_306zuntc');
INSERT INTO webhook_facts VALUES('sonarr|file|1','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv|10000000','2026-11-22T03:51:19.774',1795319479781,4,'SABnzbd_nzo_306zuntc');
INSERT INTO webhook_facts VALUES('sonarr|file|2','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv|10000000','2026-11-22T03:51:19.796',1795319479800,5,'SABnzbd_nzo_306zuntc');
INSERT INTO webhook_facts VALUES('sonarr|file|3','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv|10000000','2026-11-22T03:51:19.838',1795319479841,6,'SABnzbd_nzo_306zuntc');
INSERT INTO webhook_facts VALUES('sonarr|file|4','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv|10000000','2026-11-22T03:51:19.883',1795319479886,7,'SABnzbd_nzo_306zuntc');
INSERT INTO webhook_facts VALUES('radarr|gone|1','/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv','2026-11-22T03:51:19.534',1795319486171,9,NULL);
INSERT INTO webhook_facts VALUES('radarr|file|2','/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv|60000000','2026-11-22T03:51:26.165',1795319486176,10,'SABnzbd_nzo_306zuntc');
CREATE TABLE history_watermarks (
    instance           TEXT    PRIMARY KEY,
    seen_at            INTEGER,                      -- the date of the newest import that was read, by the app's clock
    seen_id            INTEGER,                      -- the highest number of a row that was read; it falls when the app's database is restored
    read_at            INTEGER,                      -- when the history was last read to its end, by our clock
    tried_at           INTEGER NOT NULL,
    succeeded          INTEGER NOT NULL,             -- 1 when the last try did
    words              TEXT    NOT NULL,             -- what came of it
    imports_in_history INTEGER NOT NULL DEFAULT 0,   -- within the last 30 days
    imports_delivered  INTEGER NOT NULL DEFAULT 0    -- and of these, whose files have arrived
);
INSERT INTO history_watermarks VALUES('radarr',NULL,NULL,1795319478770,1795319479157,1,'Nothing was missed: 0 imports were read.',0,0);
INSERT INTO history_watermarks VALUES('sonarr',NULL,NULL,1795319478770,1795319479168,1,'Nothing was missed: 0 imports were read.',0,0);
CREATE TABLE history_imports (
    instance    TEXT    NOT NULL,
    path        TEXT    NOT NULL,                    -- as the history names it
    imported_at INTEGER NOT NULL,                    -- by the app's clock
    title       TEXT    NOT NULL,
    file_path   TEXT    NOT NULL,                    -- where the app has the file when it was found
    outcome     TEXT    NOT NULL CHECK (outcome IN ('missed', 'heard', 'gone', 'refused')),
    inbox_id    INTEGER,
    found_at    INTEGER NOT NULL, again INTEGER NOT NULL DEFAULT 0, file_id INTEGER,
    PRIMARY KEY (instance, path, imported_at)
);
INSERT INTO history_imports VALUES('instance of before','path of before',1,'title of before','file_path of before','missed',1,1,1,1);
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
INSERT INTO sync_mounts VALUES('/srv/media/source/tv','/','ext4','/dev/vda',0,1,1795319481580,NULL);
INSERT INTO sync_mounts VALUES('/srv/media/destination/Movies','/','ext4','/dev/vda',0,1,1795319487554,NULL);
INSERT INTO sync_mounts VALUES('/srv/media/destination/TV Shows','/','ext4','/dev/vda',0,1,1795319482633,NULL);
INSERT INTO sync_mounts VALUES('/srv/media/source/movies','/','ext4','/dev/vda',0,1,1795319481580,NULL);
CREATE TABLE sync_jobs (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    job_type          TEXT    NOT NULL,             -- movie, episode, music or book
    source_path       TEXT    NOT NULL,
    dest_path         TEXT    NOT NULL,
    title             TEXT,
    quality           TEXT,
    file_size         INTEGER,
    status            TEXT    NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'running', 'success', 'failed', 'failed_permanent', 'superseded')),
    retry_count       INTEGER NOT NULL DEFAULT 0,
    error_message     TEXT,
    webhook_payload   TEXT,
    created_at        INTEGER NOT NULL,
    started_at        INTEGER,
    completed_at      INTEGER,
    duration_seconds  INTEGER,
    bytes_transferred INTEGER,
    batch             INTEGER NOT NULL,             -- the job that brought it
    mapping           TEXT,                         -- empty: none fits
    work              TEXT    NOT NULL,
    app_path          TEXT    NOT NULL,
    within            TEXT    NOT NULL DEFAULT '',  -- the path below both roots
    only_missing      INTEGER NOT NULL DEFAULT 0,
    job_id            INTEGER,                      -- the transfer that took it
    temp_name         TEXT,                         -- what lies unfinished in the folder of dest_path
    source_version    TEXT,                         -- size and time of the original when it was looked at last
    outcome           TEXT,                         -- new, replaced, repaired or present
    verified          TEXT,                         -- size or hash
    speed             INTEGER,                      -- bytes a second
    announced_by      INTEGER                       -- the transfer that told of it
, work_title TEXT, removed_at INTEGER, removed_by INTEGER, removal_note TEXT, refused_at INTEGER, refused_by INTEGER, file TEXT, rehearsed_at INTEGER, upstream_path TEXT, replaced_at INTEGER);
INSERT INTO sync_jobs VALUES(1,'movie','/srv/media/source/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv','/srv/media/destination/Movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv','The Glass Ferry (2021)','WEBDL-1080p',40000000,'success',0,NULL,replace('{\n  "movie": {\n    "id": 1,\n    "title": "The Glass Ferry",\n    "year": 2021,\n    "releaseDate": "2021-11-02",\n    "folderPath": "/movies/The Glass Ferry (2021)",\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "overview": "A ferry pilot finds a crossing that is on no map.",\n    "genres": [\n      "Mystery",\n      "Thriller"\n    ],\n    "images": [\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/212/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/212/fanart.jpg",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-fanart.jpg"\n      }\n    ],\n    "tags": [\n      "4k",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "remoteMovie": {\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "title": "The Glass Ferry",\n    "year": 2021\n  },\n  "movieFile": {\n    "id": 1,\n    "relativePath": "The.Glass.Ferry.2021.1080p.mkv",\n    "path": "/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "QUAYSIDE",\n    "sceneName": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexerFlags": "G_Freeleech",\n    "size": 40000000,\n    "dateAdded": "2026-11-22T03:51:19.5341676Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "DTS",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng",\n        "deu"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/torrents/movies/The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE/the.glass.ferry.2021.1080p.bluray.dts.x264-quayside.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "qBittorrent",\n  "downloadClientType": "qBittorrent",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexer": "TorrentQuay (Prowlarr)",\n    "size": 11827937280,\n    "indexerFlags": [\n      "G_Freeleech"\n    ]\n  },\n  "eventType": "Download",\n  "instanceName": "Radarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479659,1795319481603,1795319485532,4,40004923,5,'movies','radarr:1','/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv','The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv',0,6,NULL,'40000000:1795319479403805538','new','size',10187628,6,'The Glass Ferry',NULL,NULL,NULL,NULL,NULL,'{"path":"/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv","fileId":1,"size":40000000,"quality":"WEBDL-1080p","episodes":[]}',NULL,NULL,NULL);
INSERT INTO sync_jobs VALUES(2,'episode','/srv/media/source/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv','/srv/media/destination/TV Shows/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv','Harbour Lights - S01E01 - Chapter 1','WEBDL-1080p',10000000,'success',0,NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 1,\n      "episodeNumber": 1,\n      "seasonNumber": 1,\n      "title": "Chapter 1",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 1,\n    "relativePath": "Season 01/Harbour.Lights.S01E01.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.7741915Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479804,1795319481603,1795319482627,1,10001263,8,'tv','sonarr:1','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv','Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv',0,10,NULL,'10000000:1795319479727805523','new','size',9815383,10,'Harbour Lights',NULL,NULL,NULL,NULL,NULL,'{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E01.1080p.mkv","fileId":1,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":1,"title":"Chapter 1"}]}',NULL,NULL,NULL);
INSERT INTO sync_jobs VALUES(3,'episode','/srv/media/source/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv','/srv/media/destination/TV Shows/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv','Harbour Lights - S01E02 - Chapter 2','WEBDL-1080p',10000000,'success',0,NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 2,\n      "episodeNumber": 2,\n      "seasonNumber": 1,\n      "title": "Chapter 2",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 2,\n    "relativePath": "Season 01/Harbour.Lights.S01E02.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.7967858Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479833,1795319482635,1795319483657,1,10001263,11,'tv','sonarr:1','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv','Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv',0,10,NULL,'10000000:1795319479786933630','new','size',9793690,10,'Harbour Lights',NULL,NULL,NULL,NULL,NULL,'{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E02.1080p.mkv","fileId":2,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":2,"title":"Chapter 2"}]}',NULL,NULL,NULL);
INSERT INTO sync_jobs VALUES(4,'episode','/srv/media/source/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv','/srv/media/destination/TV Shows/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv','Harbour Lights - S01E03 - Chapter 3','WEBDL-1080p',10000000,'success',0,NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 3,\n      "episodeNumber": 3,\n      "seasonNumber": 1,\n      "title": "Chapter 3",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 3,\n    "relativePath": "Season 01/Harbour.Lights.S01E03.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.8384883Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479853,1795319483662,1795319484665,1,10001263,14,'tv','sonarr:1','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv','Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv',0,10,NULL,'10000000:1795319479805204480','new','size',9985458,10,'Harbour Lights',NULL,NULL,NULL,NULL,NULL,'{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E03.1080p.mkv","fileId":3,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":3,"title":"Chapter 3"}]}',NULL,NULL,NULL);
INSERT INTO sync_jobs VALUES(5,'episode','/srv/media/source/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv','/srv/media/destination/TV Shows/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv','Harbour Lights - S01E04 - Chapter 4','WEBDL-1080p',10000000,'success',0,NULL,replace('{\n  "series": {\n    "id": 1,\n    "title": "Harbour Lights",\n    "titleSlug": "tide-and-timber",\n    "path": "/tv/Harbour Lights (2024)",\n    "tvdbId": 400001,\n    "tvMazeId": 61122,\n    "tmdbId": 900001,\n    "imdbId": "tt18273645",\n    "type": "standard",\n    "year": 2024,\n    "genres": [\n      "Crime",\n      "Drama"\n    ],\n    "images": [\n      {\n        "coverType": "banner",\n        "url": "/MediaCover/37/banner.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/banner.jpg"\n      },\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/37/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://artworks.example.net/series/418273/poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/37/fanart.jpg",\n        "remoteUrl": "https://artworks.example.net/series/418273/fanart.jpg"\n      }\n    ],\n    "tags": [\n      "kids",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "episodes": [\n    {\n      "id": 4,\n      "episodeNumber": 4,\n      "seasonNumber": 1,\n      "title": "Chapter 4",\n      "overview": "Low Water — a short synopsis.",\n      "airDate": "2024-02-04",\n      "airDateUtc": "2024-02-04T01:00:00Z",\n      "seriesId": 1,\n      "tvdbId": 10200301\n    }\n  ],\n  "episodeFile": {\n    "id": 4,\n    "relativePath": "Season 01/Harbour.Lights.S01E04.1080p.mkv",\n    "path": "/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv",\n    "quality": "WEBDL-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "OAKEN",\n    "sceneName": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "size": 10000000,\n    "dateAdded": "2026-11-22T03:51:19.8834727Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "EAC3",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/usenet/complete/tv/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN/Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv"\n  },\n  "isUpgrade": false,\n  "downloadClient": "SABnzbd",\n  "downloadClientType": "SABnzbd",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "Tide.and.Timber.S02E01.1080p.WEB-DL.DDP5.1.H.264-OAKEN",\n    "indexer": "NZBHarbor (Prowlarr)",\n    "size": 2415919104,\n    "releaseType": "singleEpisode"\n  },\n  "eventType": "Download",\n  "instanceName": "Sonarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319479907,1795319484672,1795319485694,1,10001263,17,'tv','sonarr:1','/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv','Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv',0,10,NULL,'10000000:1795319479849573520','new','size',9799247,10,'Harbour Lights',NULL,NULL,NULL,NULL,NULL,'{"path":"/tv/Harbour Lights (2024)/Season 01/Harbour.Lights.S01E04.1080p.mkv","fileId":4,"size":10000000,"quality":"WEBDL-1080p","episodes":[{"season":1,"number":4,"title":"Chapter 4"}]}',NULL,NULL,NULL);
INSERT INTO sync_jobs VALUES(6,'movie','/srv/media/source/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv','/srv/media/destination/Movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv','The Glass Ferry (2021)','Bluray-1080p',60000000,'success',0,NULL,replace('{\n  "movie": {\n    "id": 1,\n    "title": "The Glass Ferry",\n    "year": 2021,\n    "releaseDate": "2021-11-02",\n    "folderPath": "/movies/The Glass Ferry (2021)",\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "overview": "A ferry pilot finds a crossing that is on no map.",\n    "genres": [\n      "Mystery",\n      "Thriller"\n    ],\n    "images": [\n      {\n        "coverType": "poster",\n        "url": "/MediaCover/212/poster.jpg?lastWrite=638712345678901234",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-poster.jpg"\n      },\n      {\n        "coverType": "fanart",\n        "url": "/MediaCover/212/fanart.jpg",\n        "remoteUrl": "https://image.example.net/t/p/original/gf-fanart.jpg"\n      }\n    ],\n    "tags": [\n      "4k",\n      "remote-sync"\n    ],\n    "originalLanguage": {\n      "id": 1,\n      "name": "English"\n    }\n  },\n  "remoteMovie": {\n    "tmdbId": 900001,\n    "imdbId": "tt13572468",\n    "title": "The Glass Ferry",\n    "year": 2021\n  },\n  "movieFile": {\n    "id": 2,\n    "relativePath": "The.Glass.Ferry.2021.1080p.mkv",\n    "path": "/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv",\n    "quality": "Bluray-1080p",\n    "qualityVersion": 1,\n    "releaseGroup": "QUAYSIDE",\n    "sceneName": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexerFlags": "G_Freeleech",\n    "size": 60000000,\n    "dateAdded": "2026-11-22T03:51:26.1651679Z",\n    "languages": [\n      {\n        "id": 1,\n        "name": "English"\n      }\n    ],\n    "mediaInfo": {\n      "audioChannels": 5.1,\n      "audioCodec": "DTS",\n      "audioLanguages": [\n        "eng"\n      ],\n      "height": 1080,\n      "width": 1920,\n      "subtitles": [\n        "eng",\n        "deu"\n      ],\n      "videoCodec": "x264",\n      "videoDynamicRange": "",\n      "videoDynamicRangeType": ""\n    },\n    "sourcePath": "/data/torrents/movies/The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE/the.glass.ferry.2021.1080p.bluray.dts.x264-quayside.mkv"\n  },\n  "isUpgrade": true,\n  "downloadClient": "qBittorrent",\n  "downloadClientType": "qBittorrent",\n  "downloadId": "SABnzbd_nzo_306zuntc",\n  "customFormatInfo": {\n    "customFormats": [\n      {\n        "id": 4,\n        "name": "Repack/Proper"\n      },\n      {\n        "id": 11,\n        "name": "WEB Tier 02"\n      }\n    ],\n    "customFormatScore": 1655\n  },\n  "release": {\n    "releaseTitle": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n    "indexer": "TorrentQuay (Prowlarr)",\n    "size": 11827937280,\n    "indexerFlags": [\n      "G_Freeleech"\n    ]\n  },\n  "deletedFiles": [\n    {\n      "id": 1,\n      "relativePath": "The.Glass.Ferry.2021.1080p.mkv",\n      "path": "/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv",\n      "quality": "WEBDL-1080p",\n      "qualityVersion": 1,\n      "releaseGroup": "QUAYSIDE",\n      "sceneName": "The.Glass.Ferry.2021.1080p.BluRay.DTS.x264-QUAYSIDE",\n      "indexerFlags": "G_Freeleech",\n      "size": 40000000,\n      "dateAdded": "2026-11-22T03:51:19.5341676Z",\n      "languages": [\n        {\n          "id": 1,\n          "name": "English"\n        }\n      ],\n      "mediaInfo": {\n        "audioChannels": 5.1,\n        "audioCodec": "DTS",\n        "audioLanguages": [\n          "eng"\n        ],\n        "height": 1080,\n        "width": 1920,\n        "subtitles": [\n          "eng",\n          "deu"\n        ],\n        "videoCodec": "x264",\n        "videoDynamicRange": "",\n        "videoDynamicRangeType": ""\n      }\n    }\n  ],\n  "eventType": "Download",\n  "instanceName": "Radarr",\n  "applicationUrl": ""\n}','\n',char(10)),1795319486186,1795319487567,1795319493417,6,60007367,21,'movies','radarr:1','/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv','The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv',0,22,NULL,'60000000:1795319486069590869','replaced','size',10263959,22,'The Glass Ferry',NULL,NULL,NULL,NULL,NULL,'{"path":"/movies/The Glass Ferry (2021)/The.Glass.Ferry.2021.1080p.mkv","fileId":2,"size":60000000,"quality":"Bluray-1080p","episodes":[]}',NULL,NULL,NULL);
CREATE TABLE sync_stats (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    date              TEXT    NOT NULL UNIQUE,
    movies_synced     INTEGER NOT NULL DEFAULT 0,
    episodes_synced   INTEGER NOT NULL DEFAULT 0,
    bytes_transferred INTEGER NOT NULL DEFAULT 0,
    failures          INTEGER NOT NULL DEFAULT 0,
    retries           INTEGER NOT NULL DEFAULT 0
, files_synced INTEGER NOT NULL DEFAULT 0);
INSERT INTO sync_stats VALUES(1,'2026-11-22',2,4,140017342,0,0,6);
CREATE TABLE sync_home (id TEXT PRIMARY KEY);
INSERT INTO sync_home VALUES('94b790bdd96448819063d3e64b70ea3c');
CREATE TABLE sync_renames (
    mapping  TEXT    NOT NULL,
    within   TEXT    NOT NULL,                      -- the old path below both roots
    instance TEXT    NOT NULL,
    to_path  TEXT    NOT NULL,                      -- the new one, as the app sees it
    heard_at INTEGER NOT NULL,
    PRIMARY KEY (mapping, within)
);
INSERT INTO sync_renames VALUES('mapping of before','within of before','instance of before','to_path of before',1);
CREATE TABLE extra_removals (
    job_id     INTEGER NOT NULL,
    mapping    TEXT    NOT NULL,
    within     TEXT    NOT NULL,
    removed_at INTEGER NOT NULL,
    PRIMARY KEY (job_id, mapping, within)
);
INSERT INTO extra_removals VALUES(1,'mapping of before','within of before',1);
CREATE TABLE player_files (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    told_by    INTEGER NOT NULL,               -- the job that brought it
    player     TEXT    NOT NULL,               -- the name of a member, or group:name
    kind       TEXT    NOT NULL,
    work_key   TEXT    NOT NULL,
    work       TEXT    NOT NULL,               -- JSON
    folder     TEXT    NOT NULL,               -- of the movie or the show, as we see it
    path       TEXT    NOT NULL,               -- as we see it
    change     TEXT    NOT NULL CHECK (change IN ('added', 'replaced', 'removed')),
    is_media   INTEGER NOT NULL,               -- 0: subtitles, pictures and texts, which never become an item
    state      TEXT    NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'asked', 'done', 'visible', 'absent', 'refused', 'skipped')),
    asks       INTEGER NOT NULL DEFAULT 0,
    alerted    INTEGER NOT NULL DEFAULT 0,
    told_at    INTEGER NOT NULL,               -- when we heard of the import
    arrived_at INTEGER NOT NULL,
    asked_at   INTEGER,
    asked_by   INTEGER,                        -- the job that asked
    look_at    INTEGER,                        -- when to look next whether it is visible
    ended_at   INTEGER,
    note       TEXT
);
INSERT INTO player_files VALUES(1,1,'player of before','kind of before','work_key of before','work of before','folder of before','path of before','added',1,'waiting',1,1,1,1,1,1,1,1,'note of before');
CREATE TABLE broken_players (
    player    TEXT    PRIMARY KEY,             -- the name of a member, or group:name
    broken_at INTEGER NOT NULL,
    why       TEXT    NOT NULL,
    by_gate   INTEGER NOT NULL                 -- it did not answer for long; else it refuses us
);
INSERT INTO broken_players VALUES('player of before',1,'why of before',1);
CREATE TABLE notices (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    notice     TEXT    NOT NULL,                    -- the same for all channels that are told the same
    channel    TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    event      TEXT    NOT NULL,
    severity   TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    work       TEXT,                                -- the title's key, as its timeline has it
    content    TEXT    NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'skipped', 'failed')),
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,                    -- the end of quiet hours
    tries      INTEGER NOT NULL DEFAULT 0,          -- sends that began and were not taken back
    message    TEXT,                                -- what it was sent in: alone, or with others
    sent_at    INTEGER,
    note       TEXT,
    job_id     INTEGER
);
INSERT INTO notices VALUES(1,'notice of before','channel of before','kind of before','event of before','severity of before','title of before','work of before','content of before','waiting',1,1,1,'message of before',1,'note of before',1);
CREATE TABLE receivers (
    channel    TEXT    PRIMARY KEY,
    broken_at  INTEGER,                             -- empty: it only wants to rest
    why        TEXT,
    member     TEXT    NOT NULL,                    -- the state of its member then: whoever changes that is looked at anew
    rest_until INTEGER NOT NULL,
    by_gate    INTEGER NOT NULL DEFAULT 0
, is_named INTEGER NOT NULL DEFAULT 0);
INSERT INTO receivers VALUES('channel of before',1,'why of before','member of before',1,1,1);
CREATE TABLE error_kinds (
    day      TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    sentence TEXT    NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (day, kind)
);
INSERT INTO error_kinds VALUES('day of before','kind of before','sentence of before',1);
CREATE TABLE moved_chats (
    chat   TEXT PRIMARY KEY,                        -- as the channel has it
    now_at TEXT NOT NULL
);
INSERT INTO moved_chats VALUES('chat of before','now_at of before');
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
INSERT INTO shows VALUES(1,1,'imdb_id of before','title of before','language of before','country of before','type of before','status of before','premiered of before','ended of before','network of before','web_channel of before','[]',1,1,1,1,'summary of before','image of before','page of before',1,1,1,1,1,'verdict of before','decided_by of before','filter_reason of before',1,'pending',1,'note of before','sonarr_instance of before',1,1,1,1,1,'error_message of before',1,1);
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
INSERT INTO discovery_state VALUES(1,1,1,1,1,'last_filter_hash of before','judged_on of before',1,1,1,1,'last_run_results of before');
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
INSERT INTO additions VALUES('source of before',1,'title of before','review','instance of before',1,1,1,1,1,1,'root_folder of before',1);
CREATE TABLE adding_consent (
    id           integer PRIMARY KEY CHECK (id = 1),
    confirmed_at bigint NOT NULL
);
INSERT INTO adding_consent VALUES(1,1);
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
INSERT INTO found_movies VALUES(1,'imdb_id of before','title of before',1,'[]','poster of before',1,'found_by of before',1,'pending',1,'note of before','error_message of before','radarr_instance of before',1,1,1,1);
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
INSERT INTO movies VALUES(1,'library of before','folder of before','stem of before','video of before',1,'work of before','instance of before',1,'app_folder of before',1,'imdb_id of before','id_source of before','title of before',1,'found','note of before','[]',1,1,1,1,1,1,1,1);
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
INSERT INTO movie_files VALUES(1,'name of before','role of before',1,1,1,'streams of before');
CREATE TABLE movie_matches (
    movie_id bigint  NOT NULL,
    tmdb_id  integer NOT NULL,
    place    integer NOT NULL,
    title    text    NOT NULL,
    year     integer,
    poster   text,
    PRIMARY KEY (movie_id, tmdb_id)
);
INSERT INTO movie_matches VALUES(1,1,1,'title of before',1,'poster of before');
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
INSERT INTO movie_candidates VALUES(1,1,'type of before','provider of before','path of before','url of before','language of before',1,1,1,1,1,'why of before','hash of before');
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
INSERT INTO movie_artwork VALUES(1,'type of before',1,'hash of before','extension of before','source of before',1);
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
INSERT INTO movie_published VALUES(1,'folder of before','name of before','type of before','hash of before',1,1,1);
CREATE TABLE movie_locks (
    movie_id bigint NOT NULL,
    what     text   NOT NULL,                   -- a field, or artwork:poster
    PRIMARY KEY (movie_id, what)
);
INSERT INTO movie_locks VALUES(1,'what of before');
CREATE TABLE images (
    hash      text    PRIMARY KEY,              -- sha256
    extension text    NOT NULL,
    width     integer NOT NULL,
    height    integer NOT NULL,
    size      bigint  NOT NULL,
    look      bigint,                           -- the perceptual hash
    added_at  bigint  NOT NULL
);
INSERT INTO images VALUES('hash of before','extension of before',1,1,1,1,1);
CREATE TABLE provider_states (
    provider text NOT NULL,
    name     text NOT NULL,
    value    text NOT NULL,
    PRIMARY KEY (provider, name)
);
INSERT INTO provider_states VALUES('provider of before','name of before','value of before');
CREATE TABLE reconcile_runs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id     INTEGER NOT NULL UNIQUE,
    occasion   TEXT    NOT NULL CHECK (occasion IN ('nightly', 'weekly', 'asked')),
    tick       INTEGER,                              -- the moment that it is for, however late it ran
    only       TEXT,                                 -- one library alone
    is_dry     INTEGER NOT NULL DEFAULT 0,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,                              -- empty while it runs
    queued     INTEGER NOT NULL DEFAULT 0            -- missing files that are carried for it
);
INSERT INTO reconcile_runs VALUES(1,1,'nightly',1,'only of before',1,1,1,1);
CREATE TABLE reconcile_libraries (
    run     INTEGER NOT NULL,
    library TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    why     TEXT,                                    -- why nothing can be said; empty when it was compared
    counts  TEXT    NOT NULL DEFAULT '{}',           -- files by what they are, as JSON
    titles  INTEGER NOT NULL DEFAULT 0,
    notes   TEXT    NOT NULL DEFAULT '[]',           -- what a reader should know, as JSON
    listed  INTEGER NOT NULL DEFAULT 0,              -- how many of its differences stand in reconcile_files
    mounts  TEXT    NOT NULL DEFAULT '{}',           -- what was mounted below its folders, as JSON
    PRIMARY KEY (run, library)
);
INSERT INTO reconcile_libraries VALUES(1,'library of before',1,'why of before','counts of before',1,'notes of before',1,'mounts of before');
CREATE TABLE reconcile_titles (
    run     INTEGER NOT NULL,
    library TEXT    NOT NULL,
    key     TEXT    NOT NULL,                        -- the work's key, or its folder when no app knows it
    title   TEXT    NOT NULL,
    counts  TEXT    NOT NULL,
    differs INTEGER NOT NULL,
    PRIMARY KEY (run, library, key)
);
INSERT INTO reconcile_titles VALUES(1,'library of before','key of before','title of before','counts of before',1);
CREATE TABLE reconcile_files (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    run             INTEGER NOT NULL,
    library         TEXT    NOT NULL,
    key             TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    within          TEXT    NOT NULL,                -- the path below both roots
    standing        TEXT    NOT NULL,
    why             TEXT,
    work            TEXT,                            -- the work as JSON; empty when no app knows it
    file_id         INTEGER,                         -- the app's own number of the file
    app_size        INTEGER,
    quality         TEXT,
    source_size     INTEGER,
    source_modified INTEGER,
    there           TEXT,                            -- its path at the destination, when that is another one
    there_size      INTEGER,
    there_modified  INTEGER
);
INSERT INTO reconcile_files VALUES(1,1,'library of before','key of before','title of before','within of before','standing of before','why of before','work of before',1,1,'quality of before',1,1,'there of before',1,1);
CREATE TABLE reconcile_tries (
    library TEXT    NOT NULL,
    within  TEXT    NOT NULL,
    version TEXT    NOT NULL,
    tries   INTEGER NOT NULL,
    run     INTEGER NOT NULL,                        -- the last one that did
    PRIMARY KEY (library, within)
);
INSERT INTO reconcile_tries VALUES('library of before','within of before','version of before',1,1);
CREATE TABLE reconcile_plans (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    run     INTEGER NOT NULL,
    made_at INTEGER NOT NULL
);
INSERT INTO reconcile_plans VALUES(1,1,1);
CREATE TABLE reconcile_lines (
    plan        INTEGER NOT NULL,
    line        INTEGER NOT NULL,
    action      TEXT    NOT NULL CHECK (action IN ('add', 'replace', 'remove')),
    file        INTEGER NOT NULL,                    -- of reconcile_files
    approved_at INTEGER,
    taken_by    INTEGER,                             -- the job that saw to it
    outcome     TEXT CHECK (outcome IN ('queued', 'refused')),
    why         TEXT,
    PRIMARY KEY (plan, line)
);
INSERT INTO reconcile_lines VALUES(1,1,'add',1,1,1,'queued','why of before');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('notification_config',2);
INSERT INTO sqlite_sequence VALUES('schedule_ticks',15);
INSERT INTO sqlite_sequence VALUES('job_queue',23);
INSERT INTO sqlite_sequence VALUES('webhook_inbox',10);
INSERT INTO sqlite_sequence VALUES('audit_trail',2);
INSERT INTO sqlite_sequence VALUES('sync_jobs',6);
INSERT INTO sqlite_sequence VALUES('sync_stats',6);
INSERT INTO sqlite_sequence VALUES('admin_sessions',1);
INSERT INTO sqlite_sequence VALUES('player_files',1);
INSERT INTO sqlite_sequence VALUES('notices',1);
INSERT INTO sqlite_sequence VALUES('movies',1);
INSERT INTO sqlite_sequence VALUES('movie_candidates',1);
INSERT INTO sqlite_sequence VALUES('reconcile_runs',1);
INSERT INTO sqlite_sequence VALUES('reconcile_files',1);
INSERT INTO sqlite_sequence VALUES('reconcile_plans',1);
CREATE INDEX job_queue_ready ON job_queue (lane, rank, id) WHERE state = 'waiting';
CREATE INDEX job_queue_due ON job_queue (run_at) WHERE state IN ('scheduled', 'failed');
CREATE INDEX job_queue_blocked ON job_queue (blocked_by, lane, rank) WHERE state = 'blocked';
CREATE INDEX job_queue_running ON job_queue (owner) WHERE state = 'running';
CREATE INDEX job_queue_probe ON job_queue (gate) WHERE is_probe = 1;
CREATE INDEX job_queue_root ON job_queue (root_id) WHERE root_id IS NOT NULL;
CREATE UNIQUE INDEX job_queue_unique ON job_queue (unique_key) WHERE unique_key IS NOT NULL AND state <> 'running';
CREATE INDEX job_history_completed ON job_history (completed_at);
CREATE INDEX job_history_state ON job_history (state, id) WHERE state <> 'succeeded';
CREATE INDEX job_history_root ON job_history (root_id) WHERE root_id IS NOT NULL;
CREATE INDEX job_attempts_job ON job_attempts (job_id);
CREATE INDEX webhook_inbox_undispatched ON webhook_inbox (id) WHERE job_id IS NULL AND outcome = 'accepted';
CREATE INDEX webhook_inbox_received ON webhook_inbox (received_at);
CREATE INDEX webhook_inbox_works ON webhook_inbox (work_key, title, received_at) WHERE work_key IS NOT NULL;
CREATE INDEX history_imports_moment ON history_imports (instance, imported_at);
CREATE INDEX sync_jobs_status ON sync_jobs (status);
CREATE INDEX sync_jobs_created ON sync_jobs (created_at);
CREATE INDEX sync_jobs_work ON sync_jobs (work, mapping, status);
CREATE UNIQUE INDEX sync_jobs_once ON sync_jobs (batch, app_path);
CREATE INDEX sync_jobs_job ON sync_jobs (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX sync_jobs_completed ON sync_jobs (completed_at, status) WHERE completed_at IS NOT NULL;
CREATE INDEX sync_jobs_titles ON sync_jobs (work, work_title, created_at);
CREATE INDEX sync_jobs_place ON sync_jobs (mapping, within, id);
CREATE INDEX sync_jobs_removed ON sync_jobs (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX sync_jobs_refused ON sync_jobs (refused_at) WHERE refused_at IS NOT NULL;
CREATE INDEX sync_jobs_rehearsed ON sync_jobs (mapping, work) WHERE rehearsed_at IS NOT NULL;
CREATE INDEX sync_jobs_app_path ON sync_jobs (app_path, id);
CREATE INDEX sync_jobs_upstream ON sync_jobs (upstream_path) WHERE upstream_path IS NOT NULL;
CREATE INDEX extra_removals_moment ON extra_removals (removed_at);
CREATE UNIQUE INDEX player_files_once ON player_files (told_by, player, path, change);
CREATE INDEX player_files_open ON player_files (player, state) WHERE state IN ('waiting', 'asked');
CREATE INDEX player_files_work ON player_files (work_key, id);
CREATE INDEX player_files_old ON player_files (arrived_at);
CREATE UNIQUE INDEX notices_once ON notices (channel, notice);
CREATE INDEX notices_open ON notices (channel, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX notices_sent ON notices (channel, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX notices_work ON notices (work, id) WHERE work IS NOT NULL;
CREATE INDEX notices_created ON notices (created_at);
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
CREATE INDEX idx_additions_told ON additions (told_by, state);
CREATE INDEX idx_additions_planned ON additions (planned_at);
CREATE INDEX idx_found_movies_status ON found_movies (processing_status, tmdb_id);
CREATE UNIQUE INDEX idx_movies_place ON movies (library, folder, stem);
CREATE INDEX idx_movies_work ON movies (work);
CREATE INDEX idx_movies_tmdb ON movies (tmdb_id);
CREATE INDEX idx_movies_fetched ON movies (fetched_at);
CREATE INDEX idx_movie_candidates_hash ON movie_candidates (hash);
CREATE INDEX idx_movie_artwork_hash ON movie_artwork (hash);
CREATE INDEX reconcile_libraries_latest ON reconcile_libraries (library, run);
CREATE INDEX reconcile_files_run ON reconcile_files (run, library, standing, id);
COMMIT;
