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

    public int Readers { get; init; } = 4;
}
