using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Lists;

/// <summary>What is wanted as a list that Sonarr and Radarr fetch themselves, by the same rules and decisions.</summary>
internal sealed class ListDesk(WishBook book, Targets targets)
{
    private const int AtOnce = 1000;

    // What was added stays on it: an app may be told to clean up what is on no list any more.
    private static readonly ShowStatus[] Listed = [ShowStatus.Wanted, ShowStatus.Added, ShowStatus.Exists];

    public IReadOnlyList<string> Names => [.. All.Select(target => target.Name)];

    private IEnumerable<Target> All =>
        book.All.Select(wishes => new Target(wishes.Kind, Instance: null)).Concat(targets.All).DistinctBy(target => target.Name);

    /// <returns>Null when there is no such list.</returns>
    public async Task<(string Kind, IReadOnlyList<Wish> Items)?> FindAsync(string name, CancellationToken ct)
    {
        if (All.FirstOrDefault(target => target.Name == name) is not { } target)
            return null;
        var items = new List<Wish>();
        foreach (var status in Listed)
            items.AddRange(await OfAsync(book.Of(target.Kind), target, status, ct));
        return (target.Kind, [.. items.DistinctBy(item => item.Number).OrderBy(item => item.Id)]);
    }

    private static async Task<List<Wish>> OfAsync(IWishes wishes, Target target, ShowStatus status, CancellationToken ct)
    {
        var (items, last) = (new List<Wish>(), 0L);
        while (await wishes.ListAsync(status, last, AtOnce, ct) is { Count: > 0 } some)
        {
            items.AddRange(some.Where(item => item.Number is not null && item.Routing.Instance == target.Instance));
            last = some[^1].Id;
        }
        return items;
    }
}
