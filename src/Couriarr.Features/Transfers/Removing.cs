using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Removes at the destination what is gone upstream: only what we brought there ourselves, and within limits.</summary>
internal sealed class Removing(
    Mounts mounts,
    RemovalLimit limit,
    Recycle recycle,
    Reactions reactions,
    TimeProvider clock,
    ILogger<History> history
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="PermanentException">More than may be removed: none was.</exception>
    public async Task<Mirrored> RunAsync(MirrorMedia job, JobContext context, IReadOnlyList<Brought> ours, CancellationToken ct)
    {
        var (gone, unseen) = (new List<Brought>(), 0);
        foreach (var file in job.RemovedOf(ours))
            if (await AsideAsync(() => IsThere(file), file.Route, ct))
                unseen++;
            else if (await IsGoneAsync(file, job, ours, ct))
                gone.Add(file);
        if (gone.Count > 0)
            await RemoveAsync(gone, job, context, ct);
        return new(gone.Count, unseen);
    }

    private async Task RemoveAsync(List<Brought> gone, MirrorMedia job, JobContext context, CancellationToken ct)
    {
        using var roots = new Roots();
        foreach (var route in gone.SelectMany(file => file.Routes).Distinct())
            if (route.Remote is null)
                roots.Add(route, await mounts.PinAsync(route, ct));
            else
                await mounts.EnsureUpAsync(route, ct);
        await limit.ReserveAsync(job, context.Id.Value, gone, ct);
        var left = new Queue<Brought>(gone);
        try
        {
            while (left.TryDequeue(out var file))
                await RemoveAsync(roots.Of(file.Route), file, left, ct);
        }
        finally
        {
            if (left.Count > 0)
                await limit.GiveBackAsync(context.Id.Value, [.. left], CancellationToken.None);
        }
        context.FollowUp(await reactions.ToAsync(new MediaWithdrawn(job.Work, [.. gone.Select(file => file.Destination)]), ct));
    }

    // One whose removal hangs stays written down as removed: it may be done yet when the mount wakes, and the next run takes it up again.
    private async Task RemoveAsync(PinnedFolder root, Brought file, Queue<Brought> left, CancellationToken ct)
    {
        try
        {
            await AsideAsync(() => Remove(root, file), file.Route, ct);
        }
        catch (Exception e) when (e is IOException or PermanentException or UnauthorizedAccessException)
        {
            left.Enqueue(file);
            throw;
        }
        history.LogInformation("{File} of {Route} was removed at the destination, as it was upstream", file.Within, file.Route.Name);
    }

    private bool Remove(PinnedFolder root, Brought file)
    {
        using var folder = root.Inner(file.Folders, create: false);
        recycle.Remove(folder, root, file.Folders, file.Name);
        return true;
    }

    // What upstream still has is kept, whatever an event says; and an upgrade removes nothing before all that was in it is there anew.
    private async Task<bool> IsGoneAsync(Brought file, MirrorMedia job, IReadOnlyList<Brought> ours, CancellationToken ct)
    {
        if (!await AsideAsync(() => IsGone(file), file.Route, ct))
            return false;
        if (!job.IsUpgrade)
            return true;
        var successors = new List<Brought>();
        foreach (var other in ours.Where(other => file.IsSucceededBy(other, job.Work.Type)))
            if (await AsideAsync(() => IsWhole(other), other.Route, ct))
                successors.Add(other);
        return file.IsWholeIn(successors, job.Work.Type);
    }

    private static bool IsThere(Brought file) => SourceFile.Look(file.Route.Source, file.Within) is not null;

    private static bool IsGone(Brought file) =>
        !IsThere(file) && Linux.LookAt(file.Destination) is { Kind: FileKind.File } copy && !IsElsewhere(file.Upstream, copy);

    // Under the name that it was given upstream; where nobody can look, it may be there.
    private static bool IsElsewhere(Placement? upstream, FileFacts copy) =>
        upstream switch
        {
            null => false,
            Placement.Found other => SourceFile.Look(other.Route.Source, other.Within) is { } original
                && copy.IsSameVersion(original.Facts),
            _ => true,
        };

    private static bool IsWhole(Brought file) =>
        SourceFile.Look(file.Route.Source, file.Within) is { } original
        && Linux.LookAt(file.Destination) is { Kind: FileKind.File } copy
        && copy.IsSameVersion(original.Facts);

    private Task<T> AsideAsync<T>(Func<T> work, Route route, CancellationToken ct) =>
        Aside.RunAsync(work, route.Destination, Patience, clock, ct);

    /// <summary>The destinations, held open.</summary>
    private sealed class Roots : IDisposable
    {
        private readonly Dictionary<Route, PinnedFolder> _all = [];

        public void Add(Route route, PinnedFolder root) => _all.Add(route, root);

        public PinnedFolder Of(Route route) => _all[route];

        public void Dispose()
        {
            foreach (var root in _all.Values)
                root.Dispose();
        }
    }
}
