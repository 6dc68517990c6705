using Couriarr.Jobs;

namespace Couriarr.Storage.Sqlite;

/// <summary>
/// What waits for the writer. New work goes first, because somebody outside waits for its answer; what is under way waits a few
/// milliseconds for it at most. A request is either in here or with the writer, never both: one that is abandoned after its time has
/// certainly not run and never will.
/// </summary>
internal sealed class WriteQueue(TimeSpan patience, int most)
{
    private const int Turn = 5;
    private readonly object gate = new();
    private readonly LinkedList<WriteRequest> growth = [];
    private readonly LinkedList<WriteRequest> upkeep = [];
    private readonly Rush rush = new();
    private bool closed;

    public int Count
    {
        get
        {
            lock (gate)
                return growth.Count + upkeep.Count;
        }
    }

    public bool IsEmpty => Count == 0;

    public void Add(WriteRequest request)
    {
        var refusal = TryAdd(request);
        if (refusal is not null)
            request.Fail(new StoreUnavailableException(refusal));
    }

    /// <summary>Back to the front, when a transaction was undone that deserves another go.</summary>
    public void Return(IReadOnlyList<WriteRequest> requests)
    {
        lock (gate)
        {
            for (var i = requests.Count - 1; i >= 0; i--)
                Line(requests[i]).AddFirst(requests[i]);
        }
    }

    /// <returns>False when nothing waits and nothing will come any more.</returns>
    public bool WaitForWork()
    {
        lock (gate)
        {
            while (!closed && growth.Count == 0 && (upkeep.Count == 0 || MayWait))
                Monitor.Wait(gate, upkeep.Count == 0 ? Timeout.Infinite : 1);
            return growth.Count + upkeep.Count > 0;
        }
    }

    /// <param name="isFirst">Whether it would have the commit for itself so far.</param>
    /// <param name="carriesGrowth">Whether the commit carries new work, whose senders should not wait for more than each other.</param>
    public WriteRequest? Take(bool isFirst, bool carriesGrowth)
    {
        lock (gate)
        {
            var line = growth.Count > 0 && !IsDue ? growth : upkeep;
            if (line.First is not { } first || (first.Value.Alone && !isFirst) || (carriesGrowth && line == upkeep && !IsDue))
                return null;
            line.RemoveFirst();
            return first.Value;
        }
    }

    public List<WriteRequest> TakeAll() => TakeWhile(_ => true);

    private bool IsDue => upkeep.First is { } first && Environment.TickCount64 - first.Value.Since >= Turn;

    private bool MayWait => rush.IsOn && !IsDue;

    private LinkedList<WriteRequest> Line(WriteRequest request) => request.IsGrowth ? growth : upkeep;

    public void AbandonOverdue()
    {
        var oldest = Environment.TickCount64 - (long)patience.TotalMilliseconds;
        foreach (var request in TakeWhile(r => r.Since <= oldest))
            request.Fail(
                new StoreUnavailableException(
                    $"The database took no writes for {patience.TotalSeconds:0.#} s: another process holds it locked, or the disk is too slow. "
                        + "This change was not stored."
                )
            );
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }

    private string? TryAdd(WriteRequest request)
    {
        lock (gate)
        {
            if (closed)
                return "Couriarr is shutting down; this change was not stored.";
            if (growth.Count + upkeep.Count >= most)
                return $"{most} changes wait for the database already; this one was not stored.";
            Line(request).AddLast(request);
            if (request.IsGrowth)
                rush.Count();
            Monitor.Pulse(gate);
            return null;
        }
    }

    private List<WriteRequest> TakeWhile(Func<WriteRequest, bool> fits)
    {
        var taken = new List<WriteRequest>();
        lock (gate)
        {
            foreach (var line in new[] { growth, upkeep })
                while (line.First is { } first && fits(first.Value))
                {
                    line.RemoveFirst();
                    taken.Add(first.Value);
                }
        }
        return taken;
    }
}
