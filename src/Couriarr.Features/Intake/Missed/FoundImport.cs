using Couriarr.Features.Arr.Api;

namespace Couriarr.Features.Intake.Missed;

/// <summary>One file whose import the history tells of.</summary>
/// <param name="Date">By the app's clock, to the second.</param>
/// <param name="Path">Where the file was then.</param>
/// <param name="RowId">The highest number of its rows.</param>
public sealed record FoundImport(DateTimeOffset Date, string Path, long RowId)
{
    public long? FileId { get; init; }
    public long? Size { get; init; }
    public string? Quality { get; init; }
    public string? Download { get; init; }
    public ArrWork? Work { get; init; }
    public IReadOnlyList<ArrEpisode> Episodes { get; init; } = [];

    /// <summary>When the app took the file in, as it says of the file itself.</summary>
    public DateTimeOffset? Added { get; init; }

    /// <summary>The paths of the files that it replaced.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    internal (string, DateTimeOffset) Key => (Path, Date);

    /// <summary>A file of two episodes has two rows; it is one file.</summary>
    public static FoundImport Of(IReadOnlyCollection<ArrImport> rows)
    {
        var row = rows.First();
        return new(row.Date, row.Path, rows.Max(r => r.Id))
        {
            FileId = row.FileId,
            Size = row.Size,
            Quality = row.Quality,
            Download = row.Download,
            Work = row.Work,
            Episodes = [.. rows.Select(r => r.Episode).OfType<ArrEpisode>().OrderBy(e => (e.Season, e.Number))],
        };
    }

    /// <summary>The history names the files that went for a better one apart, a little before that one.</summary>
    public FoundImport Replacing(IEnumerable<ArrDeletion> deletions, TimeSpan within) =>
        this with
        {
            Replaced =
            [
                .. deletions
                    .Where(gone => gone.WorkId == Work?.Id && gone.Date <= Date && gone.Date >= Date - within && IsOfThese(gone))
                    .Select(gone => gone.Path)
                    .Distinct(StringComparer.Ordinal),
            ],
        };

    private bool IsOfThese(ArrDeletion gone) => gone.EpisodeId is not { } id || Episodes.Any(episode => episode.Id == id);

    /// <summary>With what the app says of the file now, where that is the same file.</summary>
    public FoundImport With(ArrFile file) =>
        this with
        {
            FileId = file.Id,
            Size = Size ?? file.Size,
            Quality = Quality ?? file.Quality,
            Added = file.Added,
        };
}
