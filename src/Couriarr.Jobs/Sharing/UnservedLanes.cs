using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Sharing;

/// <summary>Lanes in which jobs wait and that no live node opens. The queue is asked only where some lane is open nowhere.</summary>
public sealed class UnservedLanes(Nodes nodes, JobCatalog catalog, IJobReader reader)
{
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken ct)
    {
        var open = nodes.All.Where(node => node.IsLive).SelectMany(node => node.Lanes).ToHashSet(StringComparer.Ordinal);
        if (nodes.All.Count == 0 || catalog.Lanes.All(open.Contains))
            return [];
        return [.. (await reader.LanesAsync(ct)).Where(lane => !open.Contains(lane)).Order(StringComparer.Ordinal)];
    }
}
