using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Looks again, some time after a delivery, for subtitles, texts and artwork that came for its files since.</summary>
/// <param name="After">Which of the later looks it is; each has its own.</param>
public sealed record FetchSidecars(string Mapping, Work Work, TimeSpan After) : IJob<FetchSidecars>
{
    /// <summary>The transfer that brought the files. Each has looks of its own: what came later has later ones.</summary>
    public long? Delivery { get; init; }

    /// <summary>What is known to have come, below both roots. None when it is to be found out.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public static JobKind Kind { get; } =
        new("transfer-sidecars")
        {
            Lane = Route.Lane,
            Priority = JobPriority.Low,
            Timeout = TimeSpan.FromMinutes(10),
        };

    string? IJob.Gate => $"route:{Mapping}";

    string? IJob.UniqueKey =>
        FormattableString.Invariant($"sidecars:{Mapping}:{Work.Key}:{After.TotalSeconds}:{Delivery}:{string.Join('|', Files)}");
}

internal sealed class FetchSidecarsHandler(PathMap map, Mounts mounts, SyncJobs rows, CouriarrOptions options, TimeProvider clock)
    : IJobHandler<FetchSidecars>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Since = TimeSpan.FromDays(2);

    public async Task<JobResult> RunAsync(FetchSidecars job, JobContext context, CancellationToken ct)
    {
        if (map.Find(job.Mapping) is not { } route)
            return JobResult.Skip($"There is no mapping '{job.Mapping}' any more.");
        await mounts.EnsureUpAsync(route, ct);
        if (job.Files.Count > 0 && (await rows.BusyAsync(job.Work.Key, ct)).Contains(route.Name))
            return JobResult.Snooze(Later, "The movie itself is still on its way.");
        var candidates = await CandidatesAsync(job, route, ct);
        var found = await Aside.RunAsync(
            () => candidates().Where(within => IsNew(route, within)).ToList(),
            route.Source,
            Patience,
            clock,
            ct
        );
        if (found.Count == 0)
            return JobResult.Skip("Nothing came since.");
        var files = found.Select(within =>
            (new ImportedFile(route.AppPathOf(within), null, null, null), (Placement)new Placement.Found(route, within))
        );
        await rows.AddAsync(new Batch(context.Id.Value, job.Work), files, ct);
        context.FollowUp(new TransferMedia(route.Name, job.Work));
        return JobResult.Done;
    }

    private async Task<Func<IEnumerable<string>>> CandidatesAsync(FetchSidecars job, Route route, CancellationToken ct)
    {
        if (job.Files.Count > 0)
            return () =>
                job.Files.Where(within =>
                    route.Remote is not null || HasVideo(Path.GetDirectoryName(Path.Join(route.Destination, within))!)
                );
        var delivered = await rows.DeliveredAsync(route.Name, job.Work.Key, job.Delivery, clock.GetUtcNow() - Since, ct);
        var beside = new Beside(route, OwnFolder(job.Work, route), options.Sync.Excludes);
        return () => beside.Of(delivered);
    }

    // Artwork of a movie that was never brought would lie there alone.
    private static bool HasVideo(string folder) =>
        Directory.Exists(folder)
        && Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Any(name => !Sidecar.Is(name) && !name.StartsWith('.'));

    // None when the work lies in the library itself, with others.
    private string? OwnFolder(Work work, Route route) =>
        map.Place(work.Folder, work.Instance, work) is Placement.Found { Within.Length: > 0 } own && own.Route == route ? own.Within : null;

    // What somebody changed at the destination later stays. On another machine only the transfer itself sees what lies there.
    private static bool IsNew(Route route, string within) =>
        SourceFile.Look(route.Source, within) is { } original
        && (
            route.Remote is not null
            || Linux.LookAt(Path.Join(route.Destination, within)) is not { } there
            || (!there.IsSameVersion(original.Facts) && original.Facts.Modified > there.Modified)
        );
}
