namespace Couriarr.Features.Intake.Missed;

/// <summary>How far the history of an instance was read, and how that went last.</summary>
/// <param name="SeenAt">The date of the newest import that was read, by the app's clock; null before the first.</param>
/// <param name="ReadAt">When it was last read to its end, by ours; null when it never was.</param>
/// <param name="Words">What came of the last try.</param>
public sealed record Watermark(string Instance, DateTimeOffset? SeenAt, long? SeenId, DateTimeOffset? ReadAt)
{
    // The apps drop webhooks for up to an hour when we were away.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    public static readonly TimeSpan FirstReach = TimeSpan.FromHours(48);

    public DateTimeOffset TriedAt { get; init; }
    public bool Succeeded { get; init; }
    public string Words { get; init; } = "";

    /// <summary>
    /// From when on to read. Neither clock is trusted alone: the app's may have been ahead when it wrote its newest row, and ours knows
    /// nothing of how far behind it is.
    /// </summary>
    public DateTimeOffset Since(DateTimeOffset now) =>
        ReadAt is not { } read ? now - FirstReach
        : SeenAt is { } seen && seen < read ? seen - Overlap
        : read - Overlap;

    /// <summary>Whether these rows tell of a database that was put back: rows newer than all that was seen, with numbers that were given before.</summary>
    public bool IsRestoredIn(IEnumerable<FoundImport> found) =>
        SeenAt is { } at && SeenId is { } id && found.Any(import => import.Date > at && import.RowId <= id);

    public Watermark After(IReadOnlyList<FoundImport> found, bool isRestored, DateTimeOffset now) =>
        this with
        {
            SeenAt =
                found.Count == 0 ? SeenAt
                : isRestored ? found.Max(f => f.Date)
                : Later(SeenAt, found.Max(f => f.Date)),
            SeenId =
                found.Count == 0 ? SeenId
                : isRestored ? found.Max(f => f.RowId)
                : Math.Max(SeenId ?? 0, found.Max(f => f.RowId)),
            ReadAt = now,
        };

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
