using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Does at the destination what was done upstream: removes what is gone there, renames what was renamed. Off until switched on.
/// An event only says where to look: what is removed is what we brought ourselves, and what upstream really is gone.
/// </summary>
public sealed record MirrorMedia(Work Work, IReadOnlyList<string> Removals, IReadOnlyList<Renaming> Renamings) : IJob<MirrorMedia>
{
    /// <summary>Removes only when something newer of the work was delivered.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>All that we brought of the work.</summary>
    public bool Everything { get; init; }

    public static JobKind Kind { get; } =
        new("mirror-media")
        {
            Lane = "mirror",
            Priority = JobPriority.Low,
            Timeout = TimeSpan.FromMinutes(30),
        };
}

/// <summary>What is mirrored, by the switches. What an upgrade replaced comes with its transfer.</summary>
internal sealed class MirrorChanges(CouriarrOptions options)
    : IReaction<MediaRenamed>,
        IReaction<MediaFilesDeleted>,
        IReaction<MediaDeleted>
{
    private MirrorOptions Mirror => options.Sync.Mirror;

    public Task<IEnumerable<IJob>> JobsForAsync(MediaRenamed happened, CancellationToken ct) =>
        When(Mirror.Renames, new MirrorMedia(happened.Work, [], happened.Files));

    public Task<IEnumerable<IJob>> JobsForAsync(MediaFilesDeleted happened, CancellationToken ct) =>
        When(
            happened.ForUpgrade ? Mirror.Upgrades : Mirror.Deletes,
            new MirrorMedia(happened.Work, happened.Paths, []) { IsUpgrade = happened.ForUpgrade }
        );

    public Task<IEnumerable<IJob>> JobsForAsync(MediaDeleted happened, CancellationToken ct) =>
        When(Mirror.Deletes && happened.WithFiles, new MirrorMedia(happened.Work, [], []) { Everything = true });

    private static Task<IEnumerable<IJob>> When(bool isOn, IJob job) => Task.FromResult<IEnumerable<IJob>>(isOn ? [job] : []);
}

internal sealed class MirrorMediaHandler(PathMap map, Mounts mounts, SyncJobs rows, Mirror mirror, Recycle recycle, CouriarrOptions options)
    : IJobHandler<MirrorMedia>
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    public async Task<JobResult> RunAsync(MirrorMedia job, JobContext context, CancellationToken ct)
    {
        if (recycle.IsPaused)
            return JobResult.Snooze(Later, $"Removing and renaming is paused by the file {options.Sync.Mirror.PauseFile}.");
        foreach (var route in map.Routes)
        {
            await mounts.EnsureUpAsync(route, ct);
            // Only what has come to rest can be compared.
            if ((await rows.OpenAsync(route.Name, job.Work.Key, context.Id.Value, givenUpToo: false, ct)).Count > 0)
                return JobResult.Snooze(Later, "Files of it are still on their way.");
        }
        var ours = await rows.BroughtAsync(job.Work.Key, ct);
        var removed = await mirror.RemoveAsync(job, ours, ct);
        var renamed = await mirror.RenameAsync(job, ours, ct);
        return removed + renamed > 0 ? JobResult.Done : JobResult.Skip("Nothing of it is at the destination that would have to change.");
    }
}
