using Couriarr.Features.Arr.Api;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>What one app keeps, and what it must not get. Asked once for a whole run.</summary>
/// <param name="Kept">Its own number of each, by that of the world.</param>
internal sealed record Stock(IReadOnlyDictionary<int, long> Kept, IReadOnlySet<int> Excluded)
{
    /// <summary>Whether it is there, also under another number of the world than it was added by.</summary>
    public bool Has(Wish wish) => (wish.Number is { } number && Kept.ContainsKey(number)) || (wish.KeptAs is { } id && Ids.Contains(id));

    private HashSet<long> Ids { get; } = [.. Kept.Values];

    public static async Task<Stock> ReadAsync(ArrApi api, CancellationToken ct)
    {
        var adding = new ArrAdding(api);
        var kept = new Dictionary<int, long>();
        await foreach (var work in api.WorksAsync(ct))
            if (adding.NumberOf(work) is { } number)
                kept[number] = work.Id;
        return new(kept, await adding.ExclusionsAsync(ct));
    }
}
