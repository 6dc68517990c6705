namespace Couriarr.Storage.Sqlite;

/// <summary>Where the database rests, and how patient it is.</summary>
internal sealed record SqliteOptions(string Folder)
{
    public string File => Path.Combine(Folder, "couriarr.db");
    public string Backups => Path.Combine(Folder, "backups");

    /// <summary>How long a call waits before it is told that the database cannot take it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>More waiting writes than this are refused at once.</summary>
    public int MostWaiting { get; init; } = 20_000;

    /// <summary>A look that takes longer is given up: behind it the write-ahead log cannot be emptied.</summary>
    public TimeSpan LongestRead { get; init; } = TimeSpan.FromSeconds(30);

    public long BallastBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Above this, emptying the write-ahead log is worth a short wait for those who read.</summary>
    public long LogLimitBytes { get; init; } = 32 * 1024 * 1024;

    public TimeSpan MayEmptyLogEvery { get; init; } = TimeSpan.FromSeconds(2);

    public int KeptBackups { get; init; } = 10;

    /// <summary>Only when the owner asked for it: a damaged database is kept under another name, and a new one is begun.</summary>
    public bool SetDamagedAside { get; init; }

    public int Readers { get; init; } = 4;
}
