using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Writes the files of an event down as parcels, and makes sure that a transfer takes them. Those of one work that come close together become one.</summary>
public sealed record QueueTransfer(Work Work, IReadOnlyList<ImportedFile> Files) : IJob<QueueTransfer>
{
    public bool IsUpgrade { get; init; }
    public bool OnlyMissing { get; init; }

    /// <summary>Whatever else is to be carried goes first.</summary>
    public bool Unhurried { get; init; }

    /// <summary>What the new files replaced, as the instance saw it.</summary>
    public IReadOnlyList<string> Superseded { get; init; } = [];

    /// <summary>The entry of the inbox that told of them.</summary>
    public long? Webhook { get; init; }

    public static JobKind Kind { get; } =
        new("queue-transfer")
        {
            Lane = "critical",
            Priority = JobPriority.Critical,
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5)),
            Timeout = TimeSpan.FromMinutes(1),
        };
}

/// <summary>An import is carried.</summary>
internal sealed class CarryImports : IReaction<MediaImported>
{
    public Task<IEnumerable<IJob>> JobsForAsync(MediaImported happened, CancellationToken ct) =>
        Task.FromResult<IEnumerable<IJob>>(
            happened.Files.Count == 0
                ? []
                :
                [
                    new QueueTransfer(happened.Work, happened.Unhurried ? Named(happened) : happened.Files)
                    {
                        IsUpgrade = happened.IsUpgrade,
                        OnlyMissing = happened.OnlyMissing,
                        Unhurried = happened.Unhurried,
                        Superseded = happened.Superseded,
                        Webhook = happened.Webhook,
                    },
                ]
        );

    // Of what a comparison found, only names tell which episodes it holds.
    private static IReadOnlyList<ImportedFile> Named(MediaImported happened) =>
        [.. happened.Files.Select(file => file with { Episodes = Titles.EpisodesIn(happened.Work, file.Path) })];
}

internal sealed class QueueTransferHandler(
    PathMap map,
    SyncJobs rows,
    DayBook days,
    Alarm alarm,
    CouriarrOptions options,
    TimeProvider clock
) : IJobHandler<QueueTransfer>
{
    // A new import goes before an upgrade, and both before what is only caught up.
    private const int NewImport = 2,
        CatchUp = 3,
        Upgrade = 4;

    public async Task<JobResult> RunAsync(QueueTransfer job, JobContext context, CancellationToken ct)
    {
        var placed = job.Files.Select(file => (File: file, Where: map.Place(file.Path, job.Work.Instance, job.Work))).ToList();
        var found = placed.Where(p => p.Where is Placement.Found).ToList();
        var lost = placed.Except(found).ToList();
        if (found.Count == 0 && lost.Count > 0)
            await GiveUpAsync(job, lost, context, ct);
        await rows.AddAsync(BatchOf(job, context), found, ct);
        var wish = new EnqueueOptions(
            clock.GetUtcNow() + options.Sync.Settle,
            job.Unhurried ? JobPriority.Low
                : job.OnlyMissing ? CatchUp
                : job.IsUpgrade ? Upgrade
                : NewImport
        );
        foreach (var route in found.Select(p => ((Placement.Found)p.Where).Route).Distinct())
            context.FollowUp(new TransferMedia(route.Name, job.Work), wish);
        await MirrorAsync(job, context, wish, ct);
        // Those without a way end in a job of their own, so that the others go theirs and a retry finds just these.
        if (lost.Count > 0)
            context.FollowUp(job with { Files = [.. lost.Select(p => p.File)], Superseded = [] });
        return JobResult.Done;
    }

    private static Batch BatchOf(QueueTransfer job, JobContext context) =>
        new(context.Id.Value, job.Work)
        {
            OnlyMissing = job.OnlyMissing,
            Superseded = job.Superseded,
            Webhook = job.Webhook,
        };

    // Not beside the transfer but behind it: what is better must have arrived.
    // Also what was replaced long ago may wait for just these files: a double episode for the second of its single ones.
    private async Task MirrorAsync(QueueTransfer job, JobContext context, EnqueueOptions wish, CancellationToken ct)
    {
        if (!options.Sync.Mirror.Upgrades)
            return;
        var replaced = job.IsUpgrade ? job.Superseded : [];
        var renewed = replaced.Intersect(job.Files.Select(file => file.Path), StringComparer.Ordinal).ToList();
        var gone = replaced.Except(renewed, StringComparer.Ordinal).ToList();
        if (gone.Count > 0 || renewed.Count > 0 && await rows.HasRenamedAsync(job.Work.Key, ct) || await MayCompleteAsync(job, ct))
            context.FollowUp(new MirrorMedia(job.Work, gone, []) { IsUpgrade = true, Renewed = renewed }, wish with { Priority = null });
    }

    // Only of episodes it can be said what is in a file, and only the app's word for it counts.
    private async Task<bool> MayCompleteAsync(QueueTransfer job, CancellationToken ct) =>
        job is { Work.Type: MediaType.Tv, Webhook: not null } && await rows.HasReplacedAsync(job.Work.Key, ct);

    private async Task GiveUpAsync(
        QueueTransfer job,
        List<(ImportedFile File, Placement Where)> lost,
        JobContext context,
        CancellationToken ct
    )
    {
        await rows.LoseAsync(BatchOf(job, context), lost, days.GivenUp(), ct);
        var why = lost[0].Where switch
        {
            Placement.Unknown unknown => unknown.Sentence,
            Placement.Refused refused => refused.Sentence,
            _ => "",
        };
        await alarm.RaiseAsync(job.Work, lost[0].File, why, willRetry: false, ct);
        throw new PermanentException(why);
    }
}
