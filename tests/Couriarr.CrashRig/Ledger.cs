using System.Collections.Concurrent;

namespace Couriarr.CrashRig;

/// <summary>What the clients asked for, and what they were promised.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<long, DemoOrder> _asked = [];
    private readonly ConcurrentDictionary<long, long> _promised = [];
    private readonly ConcurrentDictionary<int, int> _answers = [];

    public IReadOnlyDictionary<long, DemoOrder> Asked => _asked;

    /// <summary>The job that each acknowledged order became.</summary>
    public IReadOnlyDictionary<long, long> Promised => _promised;

    /// <summary>Every status that was answered, with 0 for none, and how often.</summary>
    public IReadOnlyDictionary<int, int> Answers => _answers;

    public int Refused => _asked.Count - _promised.Count;

    /// <returns>Whether it was accepted.</returns>
    public async Task<bool> PostAsync(DemoClient client, DemoOrder order, CancellationToken ct)
    {
        _asked[order.N] = order;
        var answer = await client.PostAsync(order, ct);
        _answers.AddOrUpdate(answer.Status, 1, (_, times) => times + 1);
        if (answer.JobId is { } id)
            Note(order, id);
        return answer.JobId is not null;
    }

    public void Note(DemoOrder order, long promisedJob) => (_asked[order.N], _promised[order.N]) = (order, promisedJob);
}
