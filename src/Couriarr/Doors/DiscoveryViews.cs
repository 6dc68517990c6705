using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <param name="JobId">The job that sees to it.</param>
internal sealed record Begun(JobId JobId)
{
    public static Begun Example { get; } = new(new JobId(1234));
}

/// <param name="LastTvmazePage">The last page that was stored whole, when the catalogue was read the first time.</param>
/// <param name="LastFilterHash">Of the filters and rules by which the shows were judged.</param>
internal sealed record CatalogueView(
    DateTimeOffset? LastFullSync,
    DateTimeOffset? LastIncrementalSync,
    int? LastTvmazePage,
    int? HighestTvmazeId,
    string? LastFilterHash,
    DateTimeOffset? LastUpdatesCheck
)
{
    /// <summary>Whether there is a Sonarr that shows could go to.</summary>
    public bool IsOn { get; init; }

    /// <summary>Of the filters and rules in force.</summary>
    public string Fingerprint { get; init; } = "";
    public DateTimeOffset? LastRun { get; init; }
    public double? LastRunSeconds { get; init; }
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>The job of a search that has not ended.</summary>
    public JobId? JobId { get; init; }

    /// <summary>How many shows stand where.</summary>
    public IReadOnlyDictionary<string, long> Shows { get; init; } = new Dictionary<string, long>();

    /// <summary>How many of the filtered ones each filter ruled out.</summary>
    public IReadOnlyDictionary<string, long> FilteredByReason { get; init; } = new Dictionary<string, long>();

    /// <summary>How many the catalogue has no more; they are counted above, too.</summary>
    public long Removed { get; init; }
    public string Attribution { get; init; } = ShowView.Source;

    public static CatalogueView Example { get; } =
        new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), null, 380, 95012, "a1b2c3d4e5f60718", null)
        {
            IsOn = true,
            Fingerprint = "a1b2c3d4e5f60718",
            Shows = new Dictionary<string, long> { ["filtered"] = 84_000, ["wanted"] = 12 },
            FilteredByReason = new Dictionary<string, long> { ["language"] = 31_000 },
        };

    public static CatalogueView Of(Progress progress, ShowCounts counts) =>
        new(
            progress.Sync.LastFullSync,
            progress.Sync.LastIncrementalSync,
            progress.Sync.LastPage,
            progress.Sync.HighestId,
            progress.Sync.FilterHash,
            progress.Sync.LastUpdatesCheck
        )
        {
            LastRun = progress.LastRun?.At,
            LastRunSeconds = progress.LastRun?.Took.TotalSeconds,
            Shows = Enum.GetValues<ShowStatus>().ToDictionary(status => status.Word(), counts.Of),
            FilteredByReason = counts.FilteredBy,
            Removed = counts.Removed,
        };
}

/// <param name="Rule">The rule that decides, or the filter by its path in the configuration.</param>
/// <param name="Reason">The filter in one word.</param>
internal sealed record VerdictView(Decision Decision, string Rule, string? Reason, Routing? Routing)
{
    public static VerdictView Of(Verdict verdict) =>
        new(verdict.Decision, verdict.By, verdict.Reason, verdict.Routing.IsLike(Routing.AsEver) ? null : verdict.Routing);
}

/// <param name="Samples">The most looked for.</param>
internal sealed record ShiftView(Fate Fate, VerdictView Before, VerdictView After, int Count, IReadOnlyList<SampledShow> Samples);

/// <param name="Added">Not wanted now, and wanted then.</param>
/// <param name="Lost">Wanted now, and not then. What was added already stays where it is.</param>
/// <param name="Moved">Wanted both times, but for review or with another routing.</param>
internal sealed record PreviewView(int Added, int Lost, int Moved, int Unchanged)
{
    public IReadOnlyList<ShiftView> Shifts { get; init; } = [];
    public IReadOnlyList<string> Warnings { get; init; } = [];
    public string Attribution { get; init; } = ShowView.Source;

    public static PreviewView Example { get; } =
        new(1, 0, 0, 94_999)
        {
            Shifts =
            [
                new ShiftView(
                    Fate.Added,
                    new VerdictView(Decision.Filtered, "filters.status.exclude_ended", "status", null),
                    new VerdictView(Decision.Add, "British crime, however old", null, null),
                    1,
                    [new SampledShow(335, "Sherlock")]
                ),
            ],
        };

    public static PreviewView Of(Difference difference) =>
        new(difference.Added, difference.Lost, difference.Moved, difference.Unchanged)
        {
            Shifts =
            [
                .. difference.Shifts.Select(shift => new ShiftView(
                    shift.Fate,
                    VerdictView.Of(shift.Before),
                    VerdictView.Of(shift.After),
                    shift.Count,
                    shift.Samples
                )),
            ],
        };
}
