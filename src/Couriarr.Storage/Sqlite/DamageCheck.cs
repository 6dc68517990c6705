using Couriarr.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Couriarr.Storage.Sqlite;

/// <summary>Looks at a database before anything is written to it. What it refuses stays as it was, byte for byte.</summary>
internal static class DamageCheck
{
    private const long LargestToReadThrough = 256L * 1024 * 1024;

    /// <returns>What is wrong with the file, or null.</returns>
    public static string? Find(SqliteOptions options)
    {
        var hasLog = new FileInfo(options.File + "-wal") is { Exists: true, Length: > 0 };
        if (!File.Exists(options.File))
            return hasLog ? "the file is gone, only its log (-wal) is left" : null;
        var length = new FileInfo(options.File).Length;
        if (length == 0)
            return hasLog || SqliteBackups.Newest(options) is not null ? "the file is empty" : null;
        if (!HasHeader(options.File))
            return "it does not begin as a database does";
        return IsUnfinished(options.File) ? null : Find(options.File, length <= LargestToReadThrough ? "quick_check(1)" : "schema_version");
    }

    /// <summary>Only reads; for a file of any kind, a backup as well.</summary>
    public static string? Find(string file, string pragma)
    {
        try
        {
            using var link = SqliteLink.ForLooking(file);
            using var session = new SqliteSession(link);
            var found = session.Run(s => s.FirstAsync($"PRAGMA {pragma}", row => row.GetString(0)));
            return pragma == "schema_version" || found == "ok" ? null : found;
        }
        catch (SqliteException e) when (SqliteTrouble.IsDamage(e))
        {
            return e.Message;
        }
    }

    /// <exception cref="StartupException">A newer program wrote it.</exception>
    public static void CheckVersions(SqliteOptions options, IReadOnlyList<MigrationLine> lines)
    {
        if (new FileInfo(options.File) is { Exists: true, Length: > 0 } && !IsUnfinished(options.File))
            CheckVersions(options.File, lines);
    }

    /// <exception cref="StartupException">A newer program wrote it.</exception>
    public static void CheckVersions(string file, IReadOnlyList<MigrationLine> lines)
    {
        using var link = SqliteLink.ForLooking(file);
        using var session = new SqliteSession(link);
        var tables = session.Run(s => s.QueryAsync("SELECT 1 FROM sqlite_master WHERE name = 'schema_versions'", row => row.GetInt32(0)));
        if (tables.Count > 0)
            _ = SchemaVersions.Missing(lines, session.Run(SchemaVersions.ReadAsync));
    }

    public static bool HasHeader(string file)
    {
        using var stream = File.OpenRead(file);
        var head = new byte[16];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.AsSpan().SequenceEqual("SQLite format 3\0"u8);
    }

    /// <summary>A rollback journal has to be played back by a writer before anybody can read.</summary>
    private static bool IsUnfinished(string file) => File.Exists(file + "-journal");
}
