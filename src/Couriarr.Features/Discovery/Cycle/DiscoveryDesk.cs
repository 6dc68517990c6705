using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>What a person, or the clock, may have done with the catalogue.</summary>
internal sealed class DiscoveryDesk(
    Bookmark bookmark,
    Verdicts verdicts,
    RuleSet rules,
    CouriarrOptions options,
    JobQueue queue,
    IJobReader jobs
)
{
    public const string IsOff = "The search for new shows is off: give sonarr.url and sonarr.api_key, or a rule with an instance.";
    private static readonly JobState[] Live = [.. Enum.GetValues<JobState>().Where(state => !state.IsEnded())];

    // A catalogue that refuses us is not asked every minute.
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    /// <summary>Whether there is a Sonarr that shows could go to.</summary>
    public bool IsOn { get; } =
        options.Sonarr.Url is not null || rules.AsOf(DateOnly.MinValue).Verdicts.Any(verdict => verdict.Routing.Instance is not null);

    public Task<JobId> TriggerAsync(CancellationToken ct) =>
        queue.EnqueueAsync(new Discover(), new EnqueueOptions(Priority: JobPriority.High), ct);

    public Task<JobId> RefilterAsync(CancellationToken ct) =>
        queue.EnqueueAsync(new Refilter(), new EnqueueOptions(Priority: JobPriority.High), ct);

    public DateTimeOffset? NextRun(Progress progress) => IsOn && progress.LastRun is { } last ? last.At + options.Sync.PollInterval : null;

    /// <summary>The job of a cycle that has not ended.</summary>
    public async Task<JobRecord?> UnderWayAsync(CancellationToken ct) =>
        First(await jobs.ListAsync(new JobQuery(Live, Discover.Kind.Name, Limit: 1), ct));

    public async Task<JobRecord?> NewestAsync(CancellationToken ct) =>
        First(await jobs.ListAsync(new JobQuery(Kind: Discover.Kind.Name, Limit: 1), ct));

    /// <summary>Starts what is due.</summary>
    public async Task KeepUpAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!IsOn)
            return;
        var progress = await bookmark.LookAsync(ct);
        if (progress.LastRun is not null && verdicts.AreStale(progress))
            await queue.EnqueueAsync(new Refilter(), ct: ct);
        if (!(NextRun(progress) > now) && await MayBeginAsync(now, ct))
            await queue.EnqueueAsync(new Discover(), ct: ct);
    }

    private async Task<bool> MayBeginAsync(DateTimeOffset now, CancellationToken ct) =>
        await UnderWayAsync(ct) is null
        && (
            await NewestAsync(ct) is not { State: not JobState.Succeeded, CompletedAt: { } ended }
            || ended + (options.Sync.PollInterval < LongestRest ? options.Sync.PollInterval : LongestRest) <= now
        );

    private static JobRecord? First(IReadOnlyList<JobRecord> some) => some.Count > 0 ? some[0] : null;
}
