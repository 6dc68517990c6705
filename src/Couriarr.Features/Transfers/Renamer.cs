using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Renames at the destination what was renamed upstream, and only what we brought there ourselves.</summary>
internal sealed class Renamer(PathMap map, Mounts mounts, SyncJobs rows, Reactions reactions, TimeProvider clock, ILogger<History> history)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>How many it renamed.</returns>
    public async Task<int> RunAsync(MirrorMedia job, JobContext context, IReadOnlyList<Brought> ours, CancellationToken ct)
    {
        var (gone, instead) = (new List<string>(), new List<string>());
        foreach (var change in job.Renamings)
            if (
                ours.LastOrDefault(file => file.AppPath == change.From) is { } file
                && map.Place(change.To, job.Work.Instance, job.Work) is Placement.Found to
                && to.Route == file.Route
                && await RenameAsync(to, file, ct)
            )
            {
                gone.Add(file.Destination);
                instead.Add(to.Destination);
                await rows.RenameBroughtAsync(file, change.To, to, ct);
                history.LogInformation(
                    "{From} of {Route} was renamed to {To} at the destination, as it was upstream",
                    file.Within,
                    file.Route.Name,
                    to.Within
                );
            }
        if (gone.Count > 0)
            context.FollowUp(await reactions.ToAsync(new MediaWithdrawn(job.Work, gone) { Instead = instead }, ct));
        return gone.Count;
    }

    private async Task<bool> RenameAsync(Placement.Found to, Brought file, CancellationToken ct)
    {
        using var root = await mounts.PinAsync(to.Route, ct);
        return await Aside.RunAsync(() => Rename(root, to, file), to.Route.Destination, Patience, clock, ct);
    }

    // Only when upstream it is that very file, and nothing lies under the new name.
    private static bool Rename(PinnedFolder root, Placement.Found to, Brought file)
    {
        if (
            SourceFile.Look(to.Route.Source, to.Within) is not { } original
            || SourceFile.Look(to.Route.Source, file.Within) is not null
            || Linux.LookAt(file.Destination) is not { } copy
            || !copy.IsSameVersion(original.Facts)
        )
            return false;
        var names = to.Within.Split('/');
        using var from = root.Inner(file.Folders, create: false);
        using var into = root.Inner(names[..^1], create: true);
        if (into.Look(names[^1]) is not null)
            return false;
        from.Move(file.Name, into, names[^1]);
        into.Sync();
        return true;
    }
}
