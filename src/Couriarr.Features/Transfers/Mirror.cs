using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Removes and renames at the destination, within limits, and only what we brought there ourselves.</summary>
internal sealed class Mirror(
    PathMap map,
    SyncJobs rows,
    Recycle recycle,
    CouriarrOptions options,
    TimeProvider clock,
    ILogger<History> history
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>How many it removed.</returns>
    /// <exception cref="PermanentException">More than may be removed at once: none was.</exception>
    public async Task<int> RemoveAsync(MirrorMedia job, IReadOnlyList<Brought> ours, CancellationToken ct)
    {
        var wanted = job.Everything ? ours : [.. ours.Where(file => job.Removals.Contains(file.AppPath, StringComparer.Ordinal))];
        var gone = new List<(Route, Brought)>();
        foreach (var file in wanted)
            if (map.Find(file.Mapping) is { } route && await AsideAsync(() => IsGone(route, file, job, ours), route, ct))
                gone.Add((route, file));
        if (gone.Count > options.Sync.Mirror.MaxDeletes)
            throw new PermanentException(
                $"{gone.Count} files of {job.Work.Title} would be removed, more than the {options.Sync.Mirror.MaxDeletes} of sync.mirror.max_deletes. "
                    + "None was. If that is right, raise it and retry."
            );
        foreach (var (route, file) in gone)
            await RemoveAsync(route, file, ct);
        return gone.Count;
    }

    private async Task RemoveAsync(Route route, Brought file, CancellationToken ct)
    {
        await AsideAsync(() => Remove(route, file), route, ct);
        await rows.ForgetBroughtAsync(file, "Removed at the destination, as it was upstream.", ct);
        history.LogInformation("{File} of {Route} was removed at the destination, as it was upstream", file.Within, route.Name);
    }

    // What upstream still has is kept, whatever an event says; and an upgrade removes nothing before the better one is there.
    private static bool IsGone(Route route, Brought file, MirrorMedia job, IReadOnlyList<Brought> ours) =>
        SourceFile.Look(route.Source, file.Within) is null
        && Linux.LookAt(Path.Join(route.Destination, file.Within)) is { Kind: FileKind.File }
        && (!job.IsUpgrade || ours.Any(other => other.Id > file.Id && IsThere(route, other)));

    private static bool IsThere(Route route, Brought file) =>
        SourceFile.Look(route.Source, file.Within) is { } original
        && Linux.LookAt(Path.Join(route.Destination, file.Within)) is { } copy
        && copy.IsSameVersion(original.Facts);

    private bool Remove(Route route, Brought file)
    {
        var (folders, name) = Split(file.Within);
        using var folder = PinnedFolder.Open(route.Destination, folders, create: false);
        recycle.Remove(folder, route, folders, name);
        return true;
    }

    /// <returns>How many it renamed.</returns>
    public async Task<int> RenameAsync(MirrorMedia job, IReadOnlyList<Brought> ours, CancellationToken ct)
    {
        var renamed = 0;
        foreach (var change in job.Renamings)
            if (
                ours.LastOrDefault(file => file.AppPath == change.From) is { } file
                && map.Place(change.To, job.Work.Instance, job.Work) is Placement.Found to
                && to.Route.Name == file.Mapping
                && await AsideAsync(() => Rename(to, file), to.Route, ct)
            )
            {
                renamed++;
                await rows.RenameBroughtAsync(file, change.To, to, ct);
                history.LogInformation(
                    "{From} of {Route} was renamed to {To} at the destination, as it was upstream",
                    file.Within,
                    file.Mapping,
                    to.Within
                );
            }
        return renamed;
    }

    // Only when upstream it is that very file, and nothing lies under the new name.
    private static bool Rename(Placement.Found to, Brought file)
    {
        if (
            SourceFile.Look(to.Route.Source, to.Within) is not { } original
            || SourceFile.Look(to.Route.Source, file.Within) is not null
            || Linux.LookAt(Path.Join(to.Route.Destination, file.Within)) is not { } copy
            || !copy.IsSameVersion(original.Facts)
        )
            return false;
        var ((oldFolders, oldName), (newFolders, newName)) = (Split(file.Within), Split(to.Within));
        using var from = PinnedFolder.Open(to.Route.Destination, oldFolders, create: false);
        using var into = PinnedFolder.Open(to.Route.Destination, newFolders, create: true);
        if (into.Look(newName) is not null)
            return false;
        from.Move(oldName, into, newName);
        into.Sync();
        return true;
    }

    private static (string[] Folders, string Name) Split(string within) =>
        within.Split('/') is var parts ? (parts[..^1], parts[^1]) : default;

    private Task<T> AsideAsync<T>(Func<T> work, Route route, CancellationToken ct) =>
        Aside.RunAsync(work, route.Destination, Patience, clock, ct);
}

/// <summary>A file that we brought to the destination.</summary>
internal sealed record Brought(long Id, string Mapping, string Within, string AppPath);
