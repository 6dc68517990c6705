using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;

namespace Couriarr.Features.Intake.Missed;

/// <summary>
/// What those who carry say of imports. An import that was told at an address which several instances have may be carried in the name of
/// their kind; what was carried for another instance is that one's, and no proof.
/// </summary>
internal sealed class Standings(IEnumerable<IArrivals> carriers, InboxTable inbox, MemberBook members)
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
        var others = await OthersAsync(instance, ct);
        var all = imports.ToDictionary(import => import, _ => (IReadOnlyList<Standing>)[]);
        foreach (
            var group in imports
                .SelectMany(import => Names(instance, import, told, others), (import, name) => (import, name))
                .GroupBy(one => one.name, one => one.import)
        )
        foreach (var (import, standing) in await OfNameAsync(carrier, group.Key, [.. group], ct))
            all[import] = [.. all[import], .. standing];
        return all;
    }

    // Of what has the name of something newer, the path tells nothing any more: its version does.
    private static async Task<List<(KnownImport, IEnumerable<Standing>)>> OfNameAsync(
        IArrivals carrier,
        string name,
        List<KnownImport> imports,
        CancellationToken ct
    )
    {
        var standing = await carrier.StandingAsync(name, [.. imports.SelectMany(import => import.Paths).Distinct()], ct);
        var byName = imports
            .SelectMany(import => import.Paths.Distinct(), (import, path) => (import, path))
            .ToLookup(p => p.path, p => p.import);
        var replaced = imports.Where(import => byName[import.FilePath].Any(import.IsReplacedBy)).ToHashSet();
        var open = imports.Where(import => replaced.Contains(import) || !import.Paths.Any(path => standing[path] is Standing.Arrived));
        var arrived = await carrier.ArrivedAsync(name, [.. open.SelectMany(import => import.Paths).Distinct()], ct);
        return
        [
            .. imports.Select(import =>
                (
                    import,
                    import.Paths.Any(path => arrived.Contains((path, import.FileId ?? 0))) ? [Standing.Arrived]
                    : replaced.Contains(import) ? [Standing.Replaced]
                    : import.Paths.Select(path => standing[path])
                )
            ),
        ];
    }

    /// <returns>Whose entries say nothing of this instance.</returns>
    public async Task<IReadOnlySet<string>> OthersAsync(string instance, CancellationToken ct) =>
        (await members.AllAsync<InstanceTerms>(ct)).Select(member => member.Name).Where(name => name != instance).ToHashSet();

    private static IEnumerable<string> Names(
        string instance,
        KnownImport import,
        IReadOnlyDictionary<long, string> told,
        IReadOnlySet<string> others
    ) =>
        import.InboxId is { } id && told.TryGetValue(id, out var name) && name != instance && !others.Contains(name)
            ? [instance, name]
            : [instance];
}
