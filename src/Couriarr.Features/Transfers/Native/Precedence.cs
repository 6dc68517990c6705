using System.Collections.Concurrent;

namespace Couriarr.Features.Transfers.Native;

/// <summary>While an import is copied on a route, what is only caught up there stands still.</summary>
internal sealed class Precedence
{
    private readonly ConcurrentDictionary<string, Road> _roads = new(StringComparer.Ordinal);

    public Road On(string route) => _roads.GetOrAdd(route, _ => new Road());
}

/// <summary>One route, as the copies on it see it.</summary>
internal sealed class Road
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _taken;
    private int _imports;

    public bool IsFree => Volatile.Read(ref _taken) is null;

    /// <summary>An import is under way until this is disposed of.</summary>
    public IDisposable Take()
    {
        lock (_gate)
            if (_imports++ == 0)
                _taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Passing(this);
    }

    public void WaitUntilFree(CancellationToken ct) => Volatile.Read(ref _taken)?.Task.Wait(ct);

    private void Leave()
    {
        lock (_gate)
            if (--_imports == 0)
            {
                _taken!.SetResult();
                _taken = null;
            }
    }

    private sealed class Passing(Road road) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                road.Leave();
        }
    }
}
