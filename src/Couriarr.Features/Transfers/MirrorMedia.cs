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
    /// <summary>Removes a file only when all that was in it has arrived in newer ones.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>Names that an upgrade kept: what lies here under another one is no less replaced, for it was renamed upstream alone.</summary>
    public IReadOnlyList<string> Renewed { get; init; } = [];

    /// <summary>All that we brought of the work.</summary>
    public bool Everything { get; init; }

    /// <summary>How often it was looked at before.</summary>
    public int Looks { get; init; }

    public static JobKind Kind { get; } =
        new("mirror-media")
        {
            Lane = "mirror",
            Priority = JobPriority.Low,
            Timeout = TimeSpan.FromMinutes(30),
        };

    internal string Why => IsUpgrade ? "A better one replaced it." : "It was deleted upstream.";

    internal IReadOnlyList<Brought> RemovedOf(IReadOnlyList<Brought> ours) =>
        Everything ? ours
        : IsUpgrade ? [.. ours.Where(file => file.IsReplaced)]
        : [.. ours.Where(file => Removals.Contains(file.UpstreamPath, StringComparer.Ordinal))];

    /// <summary>Those that were renamed, and the names that they have upstream by now: more renamings may have been heard of since.</summary>
    internal IEnumerable<(Brought File, string Name)> RenamedOf(IReadOnlyList<Brought> ours) =>
        from file in ours
        let change = Renamings.LastOrDefault(change => change.From == file.AppPath || change.To == file.UpstreamPath)
        where change is not null
        let name = file.UpstreamPath == file.AppPath ? change.To : file.UpstreamPath
        where name != file.AppPath
        select (file, name);

    /// <summary>Those that its files lie on, and what may have replaced them; the others may be away.</summary>
    internal IReadOnlyList<Route> RoutesIn(IReadOnlyList<Brought> ours)
    {
        var removed = RemovedOf(ours);
        var successors = IsUpgrade ? ours.Where(other => removed.Any(file => file.IsSucceededBy(other, Work.Type))) : [];
        return
        [
            .. removed
                .Concat(successors)
                .Concat(RenamedOf(ours).Select(renamed => renamed.File))
                .SelectMany(file => file.Routes)
                .Distinct(),
        ];
    }
}

/// <summary>
/// What is mirrored, by the switches. That a file was deleted for an upgrade removes nothing: it is told before the better one is
/// there, and may never be. What an upgrade replaced comes with the import that replaced it.
/// </summary>
internal sealed class MirrorChanges(CouriarrOptions options)
    : IReaction<MediaRenamed>,
        IReaction<MediaFilesDeleted>,
        IReaction<MediaDeleted>
{
    // A series may be renamed as a whole: no job shall take longer than its time for it.
    private const int RenamedAtOnce = 500;

    private MirrorOptions Mirror => options.Sync.Mirror;

    public Task<IEnumerable<IJob>> JobsForAsync(MediaRenamed happened, CancellationToken ct) =>
        When(Mirror.Renames, [.. happened.Files.Chunk(RenamedAtOnce).Select(files => new MirrorMedia(happened.Work, [], files))]);

    public Task<IEnumerable<IJob>> JobsForAsync(MediaFilesDeleted happened, CancellationToken ct) =>
        When(Mirror.Deletes && !happened.ForUpgrade, new MirrorMedia(happened.Work, happened.Paths, []));

    public Task<IEnumerable<IJob>> JobsForAsync(MediaDeleted happened, CancellationToken ct) =>
        When(Mirror.Deletes && happened.WithFiles, new MirrorMedia(happened.Work, [], []) { Everything = true });

    private static Task<IEnumerable<IJob>> When(bool isOn, params IEnumerable<IJob> jobs) => Task.FromResult(isOn ? jobs : []);
}

internal sealed class MirrorMediaHandler(
    PathMap map,
    Mounts mounts,
    SyncJobs rows,
    Removing removing,
    Renamer renamer,
    Recycle recycle,
    TimeProvider clock
) : IJobHandler<MirrorMedia>
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    // A mount may show names as they were: NFS for a minute, rclone for five.
    private static readonly TimeSpan[] Again = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    public async Task<JobResult> RunAsync(MirrorMedia job, JobContext context, CancellationToken ct)
    {
        if (recycle.Halt is { } halt)
            return JobResult.Snooze(Later, halt);
        // In this order: what is queued from now on finds written down what was replaced, and looks again itself when it has come.
        if (job.IsUpgrade)
            await rows.ReplaceAsync(job, ct);
        var busy = await rows.BusyAsync(job.Work.Key, ct);
        var ours = await rows.BroughtAsync(job.Work.Key, map, context.Id.Value, ct);
        var routes = job.RoutesIn(ours);
        // Only what has come to rest can be compared; and what replaces a file may come by any route.
        if (job.IsUpgrade ? busy.Count > 0 : routes.Any(route => busy.Contains(route.Name)))
            return JobResult.Snooze(Later, "Files of it are still on their way.");
        foreach (var route in routes)
            await mounts.EnsureUpAsync(route, ct);
        var (removed, renamed) = (await removing.RunAsync(job, context, ours, ct), await renamer.RunAsync(job, context, ours, ct));
        var isAgain = removed.Unseen + renamed.Unseen > 0 && job.Looks < Again.Length;
        if (isAgain)
            context.FollowUp(job with { Looks = job.Looks + 1 }, new EnqueueOptions(clock.GetUtcNow() + Again[job.Looks]));
        return removed.Changed + renamed.Changed > 0 ? JobResult.Done : JobResult.Skip(isAgain ? Unseen : Nothing);
    }

    private const string Nothing =
        "Nothing was changed at the destination: we brought nothing of it there, upstream still has it, or what replaced it has not arrived.";
    private const string Unseen =
        "Nothing was changed at the destination: the source does not show yet what the app told. It is looked at again in some minutes.";
}

/// <summary>What a run changed at the destination.</summary>
/// <param name="Unseen">Files of which the source does not show what the app told of them.</param>
internal sealed record Mirrored(int Changed, int Unseen);
