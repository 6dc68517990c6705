using System.Collections.Concurrent;

namespace Couriarr.CrashRig;

/// <summary>What the clients asked for, and what they were promised.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<long, DemoOrder> _asked = [];
    private readonly ConcurrentDictionary<long, long> _promised = [];

    public IReadOnlyDictionary<long, DemoOrder> Asked => _asked;

    /// <summary>The job that each acknowledged order became.</summary>
    public IReadOnlyDictionary<long, long> Promised => _promised;

    public int Refused => _asked.Count - _promised.Count;

    public async Task PostAsync(DemoClient client, DemoOrder order, CancellationToken ct)
    {
        _asked[order.N] = order;
        var answer = await client.PostAsync(order, ct);
        if (answer.JobId is { } id)
            _promised[order.N] = id;
    }
}
