using System.Globalization;

namespace Couriarr.Storage.Sqlite;

/// <summary>A database is one file with companions. They are moved together, and never deleted.</summary>
internal static class DatabaseFiles
{
    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal"];

    public static string Stamp(TimeProvider clock) => clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

    /// <returns>The new name.</returns>
    public static string SetAside(string file, string why, string stamp)
    {
        var aside = $"{file}.{why}-{stamp}";
        foreach (var companion in Companions.Where(c => File.Exists(file + c)))
            File.Move(file + companion, aside + companion, overwrite: false);
        return aside;
    }

    /// <summary>After this the content outlives a power cut; the name does when its folder is synced.</summary>
    public static void Sync(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
