using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors.Parity;

internal sealed record ReconcileAnswer(JobId JobId)
{
    public static ReconcileAnswer Example { get; } = new(new JobId(1234));
}

/// <param name="Last">The newest comparison, be it still under way.</param>
internal sealed record ReconcileState(RunView? Last, IReadOnlyList<LibraryState> Libraries)
{
    public static ReconcileState Example { get; } = new(RunView.Example, [new LibraryState("movies", LibraryView.Example, Doubt: null)]);
}

/// <param name="Compared">The last comparison that could say something; null when there is none.</param>
/// <param name="Doubt">Why the last one could say nothing; null when it could.</param>
internal sealed record LibraryState(string Library, LibraryView? Compared, string? Doubt)
{
    public static LibraryState Of(LibraryOutcome last, LibraryOutcome? said) =>
        new(last.Library, said is null ? null : LibraryView.Of(said), last.Why);
}

/// <param name="EndedAt">Null while it runs.</param>
/// <param name="Queued">How many missing files are carried for it; on a dry run, how many would be.</param>
internal sealed record RunView(
    long Id,
    Occasion Occasion,
    long JobId,
    DateTimeOffset? Tick,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool DryRun,
    int Queued,
    IReadOnlyList<LibraryView> Libraries
)
{
    public static RunView Example { get; } =
        new(
            12,
            Occasion.Nightly,
            1234,
            LibraryView.Night,
            LibraryView.Night,
            LibraryView.Night.AddMinutes(4),
            DryRun: false,
            3,
            [LibraryView.Example]
        );

    public static RunView Of(Run run) =>
        new(
            run.Id,
            run.Occasion,
            run.JobId,
            run.Tick,
            run.StartedAt,
            run.EndedAt,
            run.IsDry,
            run.Queued,
            [.. run.Libraries.Select(LibraryView.Of)]
        );
}

/// <param name="Why">Why nothing can be said of it; null when it was compared.</param>
/// <param name="Files">Files by how they stand; what there is none of is left out.</param>
/// <param name="Titles">How many its apps keep.</param>
/// <param name="Listed">How many of its differences are listed; of very many, not all.</param>
internal sealed record LibraryView(
    string Library,
    long Report,
    DateTimeOffset At,
    string? Why,
    IReadOnlyDictionary<string, int> Files,
    int Titles,
    int Listed,
    IReadOnlyList<string> Notes
)
{
    public static DateTimeOffset Night { get; } = new(2026, 1, 1, 3, 0, 0, TimeSpan.Zero);

    public static LibraryView Example { get; } =
        new("movies", 12, Night.AddMinutes(2), Why: null, new Dictionary<string, int> { ["in_sync"] = 5012, ["missing"] = 3 }, 1604, 3, []);

    public static LibraryView Of(LibraryOutcome library) =>
        new(library.Library, library.Run, library.At, library.Why, library.Counts, library.Titles, library.Listed, library.Notes);
}

internal sealed record TitleView(string Key, string Title, IReadOnlyDictionary<string, int> Files, IReadOnlyDictionary<string, int>? Before)
{
    public static TitleView Example { get; } =
        new("radarr-hd:12", "Dune (2021)", new Dictionary<string, int> { ["in_sync"] = 3, ["missing"] = 1 }, Before: null);

    public static TitleView Of(TitleLine line) => new(line.Key, line.Title, line.Files, line.Before);
}

internal sealed record TitlePage(IReadOnlyList<TitleView> Titles, string? Next)
{
    public static TitlePage Example { get; } = new([TitleView.Example], Next: null);
}

/// <param name="Path">Below both roots.</param>
/// <param name="Destination">What lies there; its `path` when that is another one.</param>
internal sealed record FileView(
    long Id,
    string Library,
    string Key,
    string Title,
    string Path,
    string Standing,
    string? Why,
    long? AppFileId,
    long? AppSize,
    SightView? Source,
    SightView? Destination
)
{
    public static FileView Example { get; } =
        new(
            77,
            "movies",
            "radarr-hd:12",
            "Dune (2021)",
            "Dune (2021)/Dune (2021).mkv",
            "missing",
            Why: null,
            212,
            15_000_000_000,
            new SightView(null, 15_000_000_000, LibraryView.Night),
            Destination: null
        );

    public static FileView Of(Finding f) =>
        new(
            f.Id,
            f.Library,
            f.Key,
            f.Title,
            f.Within,
            f.Standing,
            f.Why,
            f.FileId,
            f.AppSize,
            SightView.Of(f.Source, null),
            SightView.Of(f.There, f.ThereWithin)
        );
}

internal sealed record SightView(string? Path, long Size, DateTimeOffset Modified)
{
    public static SightView? Of(Sight? sight, string? path) =>
        sight is null ? null : new SightView(path, sight.Size, DateTimeOffset.FromUnixTimeMilliseconds(sight.Modified));
}

internal sealed record FilePage(IReadOnlyList<FileView> Files, string? Next)
{
    public static FilePage Example { get; } = new([FileView.Example], Next: null);
}
