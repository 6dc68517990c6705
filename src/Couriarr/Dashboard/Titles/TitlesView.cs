using Couriarr.Doors.Timelines;

namespace Couriarr.Dashboard.Titles;

/// <param name="Asked">What was searched for; null for the latest.</param>
/// <param name="Trouble">Why it was not searched for.</param>
internal sealed record TitlesView(string? Asked, IReadOnlyList<TitleView> Titles, bool IsMore, string? Trouble = null);

/// <summary>What happened to one title, the newest day first.</summary>
internal sealed record TitleTimeline(string Key, string Title, IReadOnlyList<TitleDay> Days)
{
    /// <summary>False when more is known than could be looked through.</summary>
    public required bool IsComplete { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }

    public string Instance => Key.LastIndexOf(':') is > 0 and var at ? Key[..at] : Key;
}

/// <param name="Day">Where the owner lives.</param>
internal sealed record TitleDay(DateOnly Day, IReadOnlyList<Moment> Moments);
