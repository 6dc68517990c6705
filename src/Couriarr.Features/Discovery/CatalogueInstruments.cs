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
    private readonly Glance<(ShowCounts Counts, Progress Progress, JobRecord? Newest)> _glance;

    public CatalogueInstruments(DiscoveryInstruments metrics, DiscoveryDesk desk, ShowsTable shows, Bookmark bookmark, TimeProvider clock)
    {
        (_metrics, _desk) = (metrics, desk);
        _glance = new(async ct => (await shows.CountAsync(ct), await bookmark.LookAsync(ct), await desk.NewestAsync(ct)), clock);
    }

    public async Task LookAsync(CancellationToken ct)
    {
        var (counts, progress, newest) = await _glance.AskAsync(ct);
        ShowCounts(counts);
        ShowRuns(progress, newest);
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
        foreach (var status in ShowStatuses.All)
            _metrics.ProcessedLast.Record(
                progress.LastRun?.Results.GetValueOrDefault(status) ?? 0,
                new KeyValuePair<string, object?>("result", status)
            );
    }

    // One that failed and waits for its next try is not well; one that has not failed yet may be.
    private static bool IsWell(JobRecord? newest) =>
        newest is null
        || newest.State is JobState.Succeeded or JobState.Skipped
        || (!newest.State.IsEnded() && newest.State is not JobState.Blocked && newest.RetryCount == 0);
}
