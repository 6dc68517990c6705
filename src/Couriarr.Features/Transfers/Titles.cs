using System.Globalization;
using System.Text.RegularExpressions;
using Couriarr.Features.Media;

namespace Couriarr.Features.Transfers;

/// <summary>What people call works and files, and what names of files and folders say of them.</summary>
internal static partial class Titles
{
    public static string Of(Work work, ImportedFile file) =>
        file.Episodes is [var first, ..] ? $"{work.Title} - {Numbers(file.Episodes)}{(first.Title is { } title ? $" - {title}" : "")}"
        : work.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{work.Title} ({year})")
        : work.Title;

    /// <summary>The word of sync_jobs.job_type.</summary>
    public static string TypeOf(Work work) =>
        work.Type switch
        {
            MediaType.Movie => "movie",
            MediaType.Tv => "episode",
            MediaType.Music => "music",
            _ => "book",
        };

    /// <summary>Dune (2021) {tmdb-438631} is Dune of 2021.</summary>
    public static (string Title, int? Year) Read(string folder) =>
        Named().Match(folder) is { Success: true, Groups: var part }
            ? (part["title"].Value, int.Parse(part["year"].Value, CultureInfo.InvariantCulture))
            : (folder, null);

    /// <summary>Which episodes a file holds by its name.</summary>
    public static IReadOnlyList<Episode> EpisodesIn(Work work, string within)
    {
        if (work.Type is not MediaType.Tv || Numbered().Match(Path.GetFileName(within)) is not { Success: true, Groups: var part })
            return [];
        var season = int.Parse(part["season"].Value, CultureInfo.InvariantCulture);
        return
        [
            .. part["episode"].Captures.Select(c => new Episode(season, int.Parse(c.Value, CultureInfo.InvariantCulture), Title: null)),
        ];
    }

    /// <summary>All that a file's name may mean: S01E01-03 is three episodes.</summary>
    public static IEnumerable<Episode> SpanIn(string name)
    {
        if (Spanned().Match(name) is not { Success: true, Groups: var part })
            return [];
        var season = int.Parse(part["season"].Value, CultureInfo.InvariantCulture);
        var numbers = part["episode"].Captures.Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(numbers.Min(), numbers.Max() - numbers.Min() + 1).Select(n => new Episode(season, n, Title: null));
    }

    /// <summary>The work that a key stands for.</summary>
    public static Work WorkOf(string key, string title, MediaType type, string folder)
    {
        var (instance, name) = (key[..key.IndexOf(':', StringComparison.Ordinal)], key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return long.TryParse(name, CultureInfo.InvariantCulture, out var id)
            ? new Work(instance, type, id, title, folder)
            : new Work(instance, type, 0, title, name);
    }

    private static string Numbers(IReadOnlyList<Episode> episodes) =>
        string.Create(CultureInfo.InvariantCulture, $"S{episodes[0].Season:00}")
        + string.Concat(episodes.Select(e => string.Create(CultureInfo.InvariantCulture, $"E{e.Number:00}")));

    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(?<title>.+) \((?<year>[12][0-9]{3})\)", Plain)]
    private static partial Regex Named();

    [GeneratedRegex(@"\bS(?<season>[0-9]{1,4})(-?E(?<episode>[0-9]{1,4}))+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Numbered();

    // What another letter follows is no number of an episode: S01E01-720p.
    [GeneratedRegex(
        @"\bS(?<season>[0-9]{1,4})E(?<episode>[0-9]{1,4})([-E]+(?<episode>[0-9]{1,4})(?![0-9A-DF-Z]))*",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Spanned();
}
