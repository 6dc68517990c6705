namespace Couriarr.Storage.Sqlite;

/// <summary>Keeps a little of the disk free for the end of what is stored already. Looks at most once a second.</summary>
internal sealed class DiskSpace(string folder, TimeProvider clock)
{
    private const long MiB = 1024 * 1024;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private DiskRoom? seen;
    private long seenAt;

    /// <summary>Bytes of ballast that went overboard. What they freed is not for new work, and the log is kept very short meanwhile.</summary>
    public long Overboard { get; set; }

    /// <summary>Why nothing new may be stored now; null when it may.</summary>
    public string? Objection
    {
        get
        {
            if (Glance() is not { } room)
                return null;
            if (room is { TotalFiles: > 0, FreeFiles: 0 })
                return $"data disk full: no free inodes in {folder}. Delete files there, many small ones above all; Couriarr goes on by itself.";
            var kept = Reserve(room) + Overboard;
            return room.FreeBytes >= kept
                ? null
                : $"data disk full: {Size(room.FreeBytes)} free in {folder}, {Size(kept)} are kept for jobs under way. "
                    + "Make room there; Couriarr goes on by itself.";
        }
    }

    /// <summary>Enough that taking a tenth of it cannot make it scarce again.</summary>
    public bool IsPlenty => Glance() is { } room && room.FreeBytes >= (2 * Reserve(room)) + Overboard;

    public bool IsScarce => Native.RoomIn(folder) is { } room && room.FreeBytes < Reserve(room);

    public long FreeBytes => Native.RoomIn(folder)?.FreeBytes ?? 0;

    /// <summary>Room that may be used without touching the reserve.</summary>
    public long SpareBytes => Native.RoomIn(folder) is { } room ? Math.Max(0, room.FreeBytes - Reserve(room)) : 0;

    public static string Size(long bytes) => bytes < MiB ? $"{bytes / 1024} KB" : $"{bytes / MiB} MB";

    /// <summary>What was seen is not true any more.</summary>
    public void Forget()
    {
        lock (gate)
            seen = null;
    }

    private static long Reserve(DiskRoom room) => Math.Min(8 * MiB, room.TotalBytes / 20);

    private DiskRoom? Glance()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (seen is null || clock.GetElapsedTime(seenAt, now) >= Freshness)
                (seen, seenAt) = (Native.RoomIn(folder), now);
            return seen;
        }
    }
}
