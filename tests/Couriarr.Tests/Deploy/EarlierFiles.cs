using Couriarr.Storage.Sqlite;

namespace Couriarr.Tests.Deploy;

/// <summary>Databases as the older services' documents have them.</summary>
internal static class EarlierFiles
{
    private const string Transfers = """
        CREATE TABLE sync_jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, job_type TEXT NOT NULL, source_path TEXT NOT NULL, dest_path TEXT NOT NULL, title TEXT,
            quality TEXT, file_size INTEGER, status TEXT DEFAULT 'pending', retry_count INTEGER DEFAULT 0, error_message TEXT, webhook_payload TEXT,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, started_at TIMESTAMP, completed_at TIMESTAMP, duration_seconds REAL, bytes_transferred INTEGER);
        CREATE TABLE sync_stats (id INTEGER PRIMARY KEY AUTOINCREMENT, date TEXT NOT NULL, movies_synced INTEGER DEFAULT 0, episodes_synced INTEGER DEFAULT 0,
            bytes_transferred INTEGER DEFAULT 0, failures INTEGER DEFAULT 0, retries INTEGER DEFAULT 0);
        INSERT INTO sync_jobs (job_type, source_path, dest_path, title, quality, file_size, status, retry_count, error_message, created_at, completed_at,
            duration_seconds, bytes_transferred) VALUES
            ('movie', '/mnt/near/movies/Dune (2021)/Dune.mkv', '/mnt/far/movies/Dune (2021)/Dune.mkv', 'Dune', 'Bluray-1080p', 8000000, 'success', 1, NULL,
             '2025-01-15 10:30:00', '2025-01-15T10:31:30.250000', 4.0, 8000000),
            ('episode', '/mnt/near/tv/Show/Season 01/S01E01.mkv', '/mnt/far/tv/Show/Season 01/S01E01.mkv', 'Show', NULL, NULL, 'failed_permanent', 5,
             'rsync error 23', '2025-01-16 10:30:00', NULL, NULL, NULL),
            ('movie', '/elsewhere/Heat (1995)/Heat.mkv', '/gone/Heat (1995)/Heat.mkv', 'Heat', NULL, 5, 'failed', 2, 'timeout', '2025-01-17 10:30:00', NULL, NULL, NULL),
            ('movie', '/mnt/near/movies/Up (2009)', '/mnt/far/movies/Up (2009)', 'Up', NULL, NULL, 'pending', 0, NULL, '2025-01-18 10:30:00', NULL, NULL, NULL);
        INSERT INTO sync_stats (date, movies_synced, episodes_synced, bytes_transferred, failures, retries) VALUES
            ('2025-01-15', 1, 2, 100, 0, 1), ('2025-01-15', 1, 0, 50, 1, 0), ('2025-01-16', 0, 3, 7, 0, 0);
        """;

    private const string Shows = """
        CREATE TABLE shows (tvmaze_id INTEGER PRIMARY KEY, tvdb_id INTEGER, imdb_id TEXT, title TEXT NOT NULL, language TEXT, country TEXT, type TEXT, status TEXT,
            premiered DATE, ended DATE, network TEXT, web_channel TEXT, genres TEXT, runtime INTEGER, processing_status TEXT NOT NULL DEFAULT 'pending',
            filter_reason TEXT, sonarr_series_id INTEGER, added_to_sonarr_at DATETIME, last_checked DATETIME NOT NULL, tvmaze_updated_at INTEGER,
            retry_after DATETIME, retry_count INTEGER DEFAULT 0, error_message TEXT, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
            updated_at DATETIME DEFAULT CURRENT_TIMESTAMP);
        INSERT INTO shows (tvmaze_id, tvdb_id, title, language, premiered, genres, processing_status, filter_reason, sonarr_series_id, added_to_sonarr_at,
            last_checked, tvmaze_updated_at, retry_count, error_message) VALUES
            (1, 264492, 'Under the Dome', 'English', '2013-06-24', '["Drama","Science-Fiction"]', 'added', NULL, 17, '2025-01-15 10:30:00', '2025-01-15 10:30:00', 1704794065, 0, NULL),
            (2, 81189, 'Person of Interest', 'English', '2011-09-22', 'not json', 'skipped', NULL, NULL, NULL, '2025-01-15 10:30:00', 1704794065, 0, NULL),
            (3, NULL, 'Bitten', 'English', NULL, NULL, 'pending_tvdb', NULL, NULL, NULL, '2025-01-15 10:30:00', 1704794065, 3, NULL),
            (4, 5, 'Game Time', 'Korean', '2020-01-01', '[]', 'filtered', 'language', NULL, NULL, '2025-01-15 10:30:00', 1704794065, 0, NULL),
            (5, 6, 'Refused', 'English', '2020-01-01', '[]', 'failed', NULL, NULL, NULL, '2025-01-15 10:30:00', 1704794065, 0, 'No root folder');
        """;

    public static string PutTransfers(string folder) => Put(Path.Combine(folder, "sync_jobs.db"), Transfers);

    public static string PutShows(string folder) => Put(Path.Combine(folder, "shows.db"), Shows);

    private static string Put(string file, string sql)
    {
        using var link = SqliteLink.ForWriting(file);
        link.Execute($"{sql} PRAGMA journal_mode = DELETE", []);
        return file;
    }
}
