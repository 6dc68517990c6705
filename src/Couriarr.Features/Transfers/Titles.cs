using System.Globalization;
using Couriarr.Features.Media;

namespace Couriarr.Features.Transfers;

/// <summary>What people call a file.</summary>
internal static class Titles
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

    private static string Numbers(IReadOnlyList<Episode> episodes) =>
        string.Create(CultureInfo.InvariantCulture, $"S{episodes[0].Season:00}")
        + string.Concat(episodes.Select(e => string.Create(CultureInfo.InvariantCulture, $"E{e.Number:00}")));
}
