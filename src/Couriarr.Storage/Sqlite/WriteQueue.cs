using Couriarr.Jobs;

namespace Couriarr.Storage.Sqlite;

/// <summary>
/// What waits for the writer, in order. A request is either in here or with the writer, never both: one that is abandoned
/// after its time has certainly not run and never will.
/// </summary>
internal sealed class WriteQueue(TimeSpan patience, int most)
{
    private readonly object gate = new();
    private readonly LinkedList<WriteRequest> waiting = [];
    private bool closed;

    public int Count
    {
        get
        {
            lock (gate)
                return waiting.Count;
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
                waiting.AddFirst(requests[i]);
        }
    }

    /// <returns>False when nothing waits and nothing will come any more.</returns>
    public bool WaitForWork()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !closed)
                Monitor.Wait(gate);
            return waiting.Count > 0;
        }
    }

    /// <param name="isFirst">Whether it would have the commit for itself so far.</param>
    public WriteRequest? Take(bool isFirst)
    {
        lock (gate)
        {
            if (waiting.First is not { } first || (first.Value.Alone && !isFirst))
                return null;
            waiting.RemoveFirst();
            return first.Value;
        }
    }

    public List<WriteRequest> TakeAll() => TakeWhile(_ => true);

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
            if (waiting.Count >= most)
                return $"{most} changes wait for the database already; this one was not stored.";
            waiting.AddLast(request);
            Monitor.Pulse(gate);
            return null;
        }
    }

    private List<WriteRequest> TakeWhile(Func<WriteRequest, bool> fits)
    {
        var taken = new List<WriteRequest>();
        lock (gate)
        {
            while (waiting.First is { } first && fits(first.Value))
            {
                waiting.RemoveFirst();
                taken.Add(first.Value);
            }
        }
        return taken;
    }
}
