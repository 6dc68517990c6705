using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Points what waits to be carried to the names that its files have by now, and remembers them for what comes later: the news of an
/// import may be seen to after that of the renaming. Names at the destination are another matter (<see cref="MirrorMedia"/>).
/// </summary>
public sealed record FollowRename(Work Work, IReadOnlyList<Renaming> Files) : IJob<FollowRename>
{
    public static JobKind Kind { get; } =
        new("follow-rename")
        {
            Lane = "critical",
            Priority = JobPriority.Critical,
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5)),
            Timeout = TimeSpan.FromMinutes(1),
        };
}

/// <summary>Every renaming is followed, whatever sync.mirror says.</summary>
internal sealed class FollowRenames : IReaction<MediaRenamed>
{
    public Task<IEnumerable<IJob>> JobsForAsync(MediaRenamed happened, CancellationToken ct) =>
        Task.FromResult<IEnumerable<IJob>>([new FollowRename(happened.Work, happened.Files)]);
}

internal sealed class FollowRenameHandler(PathMap map, SyncJobs rows, CouriarrOptions options, TimeProvider clock)
    : IJobHandler<FollowRename>
{
    public async Task<JobResult> RunAsync(FollowRename job, JobContext context, CancellationToken ct)
    {
        var known =
            from change in job.Files
            where change.From != change.To
            let place = map.Place(change.From, job.Work.Instance, job.Work) as Placement.Found
            where place is not null
            select new Rename(place, change.From, change.To, map.Place(change.To, job.Work.Instance, job.Work) as Placement.Found);
        var moved = await rows.FollowAsync(context.Id.Value, job.Work.Instance, [.. known], ct);
        foreach (var (route, work) in moved.Distinct())
            context.FollowUp(new TransferMedia(route, WorkOf(work, job)), new EnqueueOptions(clock.GetUtcNow() + options.Sync.Settle));
        return moved.Count > 0 ? JobResult.Done : JobResult.Skip("None of it waited to be carried.");
    }

    // What was carried by hand may stand under a name of its own.
    private static Work WorkOf(WorkName owner, FollowRename job) =>
        owner.Key == job.Work.Key ? job.Work : Titles.WorkOf(owner.Key, owner.Title, job.Work.Type, job.Work.Folder);
}

/// <summary>A file whose name changed upstream.</summary>
/// <param name="To">Null when no mapping leads there.</param>
internal sealed record Rename(Placement.Found From, string FromPath, string ToPath, Placement.Found? To);
