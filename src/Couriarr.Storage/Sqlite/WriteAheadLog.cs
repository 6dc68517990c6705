namespace Couriarr.Storage.Sqlite;

/// <summary>
/// SQLite itself empties its log now and then, but never while somebody reads. When readers take turns without a gap the log would
/// grow for ever: above a limit the writer waits for them a moment.
/// </summary>
internal sealed class WriteAheadLog(SqliteOptions options, DiskSpace space)
{
    private const long ShortBytes = 64 * 1024;
    private readonly FileInfo file = new(options.File + "-wal");
    private long nextTry;

    public void KeepShort(SqliteLink writer)
    {
        file.Refresh();
        // On a full disk the log must never grow so far that there is no room left to empty it into.
        var tooLong =
            file.Exists
            && (space.Overboard > 0 ? file.Length > ShortBytes : file.Length > options.LogLimitBytes && Environment.TickCount64 >= nextTry);
        if (!tooLong)
            return;
        Empty(writer);
        nextTry = Environment.TickCount64 + (long)options.MayEmptyLogEvery.TotalMilliseconds;
    }

    /// <summary>Moves it into the database, as far as those who read allow, and gives its room back to the disk.</summary>
    public static void Empty(SqliteLink writer)
    {
        _ = writer.TryDo("PRAGMA busy_timeout=200");
        _ = writer.TryDo("PRAGMA wal_checkpoint(TRUNCATE)");
        _ = writer.TryDo("PRAGMA busy_timeout=50");
    }
}
