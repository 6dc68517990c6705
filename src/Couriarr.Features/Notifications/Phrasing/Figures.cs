using System.Globalization;

namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>Numbers as messages show them.</summary>
internal static class Figures
{
    private const int MostRanges = 8;
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    public static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
            size /= 1024;
        return unit == 0 ? Text($"{bytes} B") : Text($"{size:0.0} {Units[unit]}");
    }

    public static string Time(TimeSpan span) =>
        span.TotalMinutes < 1 ? Text($"{Math.Max(0, span.TotalSeconds):0.0}s")
        : span.TotalHours < 1 ? Text($"{(int)span.TotalMinutes}m {span.Seconds}s")
        : span.TotalDays < 1 ? Text($"{(int)span.TotalHours}h {span.Minutes}m")
        : Text($"{(int)span.TotalDays}d {span.Hours}h");

    public static string Count(int count, string one, string more) => Text($"{count} {(count == 1 ? one : more)}");

    public static string Episode((int Season, int Number) episode) => Text($"S{episode.Season:00}E{episode.Number:00}");

    /// <summary>Season 2, 8 episodes: S02E01-E08. Of a long list the first ranges.</summary>
    public static string Episodes(IEnumerable<(int Season, int Number)> episodes)
    {
        var all = episodes.Distinct().Order().ToList();
        var seasons = all.Select(e => e.Season).Distinct().ToList();
        var ranges = seasons.SelectMany(season => Ranges([.. all.Where(e => e.Season == season)])).ToList();
        var more = ranges.Count > MostRanges ? Text($" and {ranges.Count - MostRanges} more") : "";
        var which = seasons.Count == 1 ? Text($"Season {seasons[0]}") : Text($"Seasons {string.Join(", ", seasons)}");
        return $"{which}, {Count(all.Count, "episode", "episodes")}: {string.Join(", ", ranges.Take(MostRanges))}{more}";
    }

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Of one season, in order: S02E01-E08, E10.
    private static IEnumerable<string> Ranges(List<(int Season, int Number)> episodes)
    {
        for (var from = 0; from < episodes.Count; )
        {
            var to = from;
            while (to + 1 < episodes.Count && episodes[to + 1].Number == episodes[to].Number + 1)
                to++;
            var first = from == 0 ? Episode(episodes[from]) : Text($"E{episodes[from].Number:00}");
            yield return to == from ? first : Text($"{first}-E{episodes[to].Number:00}");
            from = to + 1;
        }
    }
}
