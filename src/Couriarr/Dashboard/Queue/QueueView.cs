using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Dashboard.Queue;

/// <summary>The queue or the history, filtered, with the ways on.</summary>
internal sealed record QueueView(JobFilter Filter, IReadOnlyList<JobLine> Jobs, string? First, string? Next)
{
    /// <summary>The oldest job that was looked at, when there are older ones.</summary>
    public long? LookedBackTo { get; init; }

    /// <summary>Only beside the queue.</summary>
    public IReadOnlyList<LaneLine> Lanes { get; init; } = [];
    public IReadOnlyList<string> LaneNames { get; init; } = [];
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public IReadOnlyList<JobState> States => Filter.IsOfHistory ? JobFilter.Ended : JobFilter.Live;
}

internal sealed record LaneLine(LaneState Lane, bool IsPaused, string? Reason);

/// <summary>What a person wants to see of the jobs, as the address of the page says it.</summary>
internal sealed record JobFilter(bool IsOfHistory, JobState? State, string? Lane, string? Kind, string? Text, long? Before)
{
    private const int PageSize = 50;
    public static readonly JobState[] Live = [.. Enum.GetValues<JobState>().Where(state => !state.IsEnded())];
    public static readonly JobState[] Ended = [.. Enum.GetValues<JobState>().Where(state => state.IsEnded())];

    public string Path => IsOfHistory ? "/ui/history" : "/ui/queue";
    public bool IsEmpty => this is { State: null, Lane: null, Kind: null, Text: null };

    public static JobFilter Of(HttpRequest request, bool ofHistory) =>
        new(
            ofHistory,
            Enum.TryParse<JobState>(Given(request, "state"), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            Given(request, "lane"),
            Given(request, "kind"),
            Given(request, "q"),
            long.TryParse(Given(request, "before"), out var before) ? before : null
        );

    /// <summary>One more than a page, to know whether there is another.</summary>
    public JobQuery Query =>
        new(
            State is { } one ? [one]
                : IsOfHistory ? Ended
                : Live,
            Kind,
            Lane,
            Before: Before is { } id ? new JobId(id) : null,
            Text: Text,
            Limit: PageSize + 1
        );

    /// <summary>Whether no index leads to what is wanted.</summary>
    public bool IsSearch => this is not { Lane: null, Kind: null, Text: null };

    /// <param name="floor">How far back was looked; null for all the way.</param>
    public QueueView With(IReadOnlyList<JobLine> found, long? floor) =>
        new(this, [.. found.Take(PageSize)], Before is null ? null : AddressOf(before: null), NextAfter(found, floor))
        {
            LookedBackTo = found.Count <= PageSize && floor > 0 ? floor + 1 : null,
        };

    private string? NextAfter(IReadOnlyList<JobLine> found, long? floor) =>
        found.Count > PageSize ? AddressOf(found[PageSize - 1].Id)
        : floor > 0 ? AddressOf(floor + 1)
        : null;

    private string AddressOf(long? before) =>
        Path
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["state"] = State?.Word(),
                ["lane"] = Lane,
                ["kind"] = Kind,
                ["q"] = Text,
                ["before"] = before?.ToString(null, null),
            }.Where(pair => pair.Value is not null)
        );

    private static string? Given(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString().Trim();
        return text.Length is 0 or > 200 ? null : text;
    }
}
