using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Renames at the destination what was renamed upstream, and only what we brought there ourselves.</summary>
internal sealed class Renamer(PathMap map, Mounts mounts, SyncJobs rows, Reactions reactions, TimeProvider clock, ILogger<History> history)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<Mirrored> RunAsync(MirrorMedia job, JobContext context, IReadOnlyList<Brought> ours, CancellationToken ct)
    {
        var (gone, instead, unseen) = (new List<string>(), new List<string>(), 0);
        foreach (var (file, name) in job.RenamedOf(ours))
        {
            if (map.Place(name, job.Work.Instance, job.Work) is not Placement.Found to || to.Route != file.Route)
                continue;
            var outcome = await RenameAsync(to, file, ct);
            unseen += outcome is Outcome.Unseen ? 1 : 0;
            if (outcome is not Outcome.Renamed)
                continue;
            gone.Add(file.Destination);
            instead.Add(to.Destination);
            await rows.RenameBroughtAsync(file, name, to, ct);
            Tell(file, to);
        }
        if (gone.Count > 0)
            context.FollowUp(await reactions.ToAsync(new MediaWithdrawn(job.Work, gone) { Instead = instead }, ct));
        return new(gone.Count, unseen);
    }

    private void Tell(Brought file, Placement.Found to) =>
        history.LogInformation(
            "{From} of {Route} was renamed to {To} at the destination, as it was upstream",
            file.Within,
            file.Route.Name,
            to.Within
        );

    private async Task<Outcome> RenameAsync(Placement.Found to, Brought file, CancellationToken ct)
    {
        using var root = await mounts.PinAsync(to.Route, ct);
        return await Aside.RunAsync(() => Rename(root, to, file), to.Route.Destination, Patience, clock, ct);
    }

    // Only when upstream it is that very file, and nothing lies under the new name.
    private static Outcome Rename(PinnedFolder root, Placement.Found to, Brought file)
    {
        if (SourceFile.Look(to.Route.Source, to.Within) is not { } original || SourceFile.Look(to.Route.Source, file.Within) is not null)
            return Outcome.Unseen;
        if (Linux.LookAt(file.Destination) is not { } copy || !copy.IsSameVersion(original.Facts))
            return Outcome.Kept;
        var names = to.Within.Split('/');
        using var from = root.Inner(file.Folders, create: false);
        using var into = root.Inner(names[..^1], create: true);
        if (into.Look(names[^1]) is not null)
            return Outcome.Kept;
        from.Move(file.Name, into, names[^1]);
        into.Sync();
        return Outcome.Renamed;
    }

    private enum Outcome
    {
        Renamed,

        /// <summary>The source does not show that it was renamed.</summary>
        Unseen,
        Kept,
    }
}
