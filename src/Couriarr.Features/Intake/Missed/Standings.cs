using Couriarr.Features.Media;

namespace Couriarr.Features.Intake.Missed;

/// <summary>
/// What those who carry say of imports. An import that was told at an address which several instances have may be carried in the name of
/// another than the one in whose history it stands.
/// </summary>
internal sealed class Standings(IEnumerable<IArrivals> carriers, InboxTable inbox)
{
    /// <returns>Of every import, that of each of its paths; null while nobody carries anything.</returns>
    public async Task<IReadOnlyDictionary<KnownImport, IReadOnlyList<Standing>>?> OfAsync(
        string instance,
        IReadOnlyCollection<KnownImport> imports,
        CancellationToken ct
    )
    {
        if (carriers.FirstOrDefault() is not { } carrier)
            return null;
        var told = await inbox.InstancesAsync(imports.Select(import => import.InboxId).OfType<long>(), ct);
        var all = imports.ToDictionary(import => import, _ => (IReadOnlyList<Standing>)[]);
        foreach (
            var group in imports.SelectMany(import => Names(instance, import, told), (import, name) => (import, name)).GroupBy(p => p.name)
        )
        {
            var standing = await carrier.StandingAsync(group.Key, [.. group.SelectMany(p => p.import.Paths).Distinct()], ct);
            foreach (var (import, _) in group)
                all[import] = [.. all[import], .. import.Paths.Select(path => standing[path])];
        }
        return all;
    }

    private static IEnumerable<string> Names(string instance, KnownImport import, IReadOnlyDictionary<long, string> told) =>
        import.InboxId is { } id && told.TryGetValue(id, out var name) && name != instance ? [instance, name] : [instance];
}
