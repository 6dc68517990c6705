using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Couriarr.Jobs.Running;

/// <summary>Wakes the idle lanes of this process early. Polling remains the truth; this only saves the wait.</summary>
public sealed class WorkSignal
{
    private readonly ConcurrentDictionary<string, Bell> _bells = [];

    public void Raise(string lane) => BellOf(lane).Ring();

    public void RaiseAll()
    {
        foreach (var bell in _bells.Values)
            bell.Ring();
    }

    internal Bell BellOf(string lane) => _bells.GetOrAdd(lane, _ => new Bell());

    /// <summary>Remembers one ring until somebody waits.</summary>
    internal sealed class Bell
    {
        private readonly Channel<byte> _rung = Channel.CreateBounded<byte>(1);

        public void Ring() => _rung.Writer.TryWrite(0);

        public async Task WaitAsync(CancellationToken ct)
        {
            await _rung.Reader.WaitToReadAsync(ct);
            _rung.Reader.TryRead(out _);
        }
    }
}
