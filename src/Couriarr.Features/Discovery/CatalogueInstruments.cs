using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Discovery;

/// <summary>Gives the metrics of the catalogue their values when somebody looks.</summary>
internal sealed class CatalogueInstruments : IInstruments
{
    private readonly DiscoveryInstruments _metrics;
    private readonly DiscoveryDesk _desk;
    private readonly ShowsTable _shows;
    private readonly AdditionTable _additions;
    private readonly Bookmark _bookmark;
    private readonly Glance<Seen> _glance;

    public CatalogueInstruments(
        DiscoveryInstruments metrics,
        DiscoveryDesk desk,
        ShowsTable shows,
        AdditionTable additions,
        Bookmark bookmark,
        TimeProvider clock
    )
    {
        (_metrics, _desk, _shows, _additions, _bookmark) = (metrics, desk, shows, additions, bookmark);
        _glance = new(SeeAsync, clock);
    }

    public async Task LookAsync(CancellationToken ct)
    {
        var seen = await _glance.AskAsync(ct);
        ShowCounts(seen.Counts);
        ShowRuns(seen.Progress, seen.Newest);
        ShowResults(seen.Progress, seen.Ended);
    }

    private async Task<Seen> SeeAsync(CancellationToken ct)
    {
        var progress = await _bookmark.LookAsync(ct);
        var ended = progress.LastRun is { } last ? await _additions.EndedSinceAsync(last.At, ct) : [];
        return new(await _shows.CountAsync(ct), progress, await _desk.NewestAsync(ct), ended);
    }

    private void ShowCounts(ShowCounts counts)
    {
        foreach (var status in Enum.GetValues<ShowStatus>())
            _metrics.Shows.Record(counts.Of(status), new KeyValuePair<string, object?>("status", status.Word()));
        foreach (var reason in DiscoveryInstruments.Reasons)
            _metrics.Filtered.Record(counts.FilteredBy.GetValueOrDefault(reason), new KeyValuePair<string, object?>("reason", reason));
        _metrics.PendingRetry.Record(counts.Of(ShowStatus.PendingTvdb), new KeyValuePair<string, object?>("reason", "pending_tvdb"));
        _metrics.PendingRetry.Record(counts.FailedToRetry, new KeyValuePair<string, object?>("reason", "failed"));
    }

    private void ShowRuns(Progress progress, JobRecord? newest)
    {
        _metrics.HighestId.Record(progress.Sync.HighestId ?? 0);
        _metrics.InitialComplete.Record(progress.Sync.LastFullSync is null ? 0 : 1);
        _metrics.NextRun.Record(_desk.NextRun(progress)?.ToUnixTimeMilliseconds() / 1000.0 ?? 0);
        _metrics.LastRun.Record(progress.LastRun?.At.ToUnixTimeMilliseconds() / 1000.0 ?? 0);
        _metrics.LastRunDuration.Record(progress.LastRun?.Took.TotalSeconds ?? 0);
        _metrics.Healthy.Record(progress.LastRun is not null && IsWell(newest) ? 1 : 0);
    }

    // The run has judged them; what was then added, or was not, comes to pass behind it.
    private void ShowResults(Progress progress, Dictionary<string, long> ended)
    {
        foreach (var status in ShowStatuses.All)
            _metrics.ProcessedLast.Record(
                (progress.LastRun?.Results.GetValueOrDefault(status) ?? 0) + ended.GetValueOrDefault(status),
                new KeyValuePair<string, object?>("result", status)
            );
    }

    // One that failed and waits for its next try is not well; one that has not failed yet may be.
    private static bool IsWell(JobRecord? newest) =>
        newest is null
        || newest.State is JobState.Succeeded or JobState.Skipped
        || (!newest.State.IsEnded() && newest.State is not JobState.Blocked && newest.RetryCount == 0);

    /// <param name="Ended">What came of adding since the last run.</param>
    private sealed record Seen(ShowCounts Counts, Progress Progress, JobRecord? Newest, Dictionary<string, long> Ended);
}
