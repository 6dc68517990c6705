using System.Collections.Concurrent;
using System.Text;

namespace Couriarr.Logging;

/// <summary>Where lines end up. Called from one thread only.</summary>
internal interface ILogTarget
{
    /// <summary>Whole lines. Never throws because of the world outside.</summary>
    void Write(ReadOnlySpan<byte> batch, int lines);
}

/// <summary>
/// Takes lines from everybody without ever making anybody wait, and writes them on a thread of its own: a log disk that hangs
/// holds up nothing but itself. What finds no room in the queue is counted and told.
/// </summary>
internal sealed class Outlet : IDisposable
{
    private const int MostWaiting = 10_000;
    private const int BatchBytes = 64 * 1024;

    private readonly BlockingCollection<Entry> _waiting = new(MostWaiting);
    private readonly MemoryStream _batch = new();
    private readonly ILogTarget _target;
    private readonly Func<LogLine, string> _layout;
    private readonly Thread _thread;
    private readonly Seldom _seldom;
    private readonly Action<LogLevel, string> _tell;
    private long _lost;

    public Outlet(string name, ILogTarget target, Func<LogLine, string> layout, TimeProvider clock, Action<LogLevel, string> tell)
    {
        (Name, _target, _layout, _seldom, _tell) = (name, target, layout, new Seldom(clock), tell);
        _thread = new Thread(Pump) { IsBackground = true, Name = $"log {name}" };
        _thread.Start();
    }

    public string Name { get; }

    public void Post(LogLine line)
    {
        if (TryAdd(new Entry(_layout(line), null)))
            return;
        var lost = Interlocked.Increment(ref _lost);
        if (_seldom.IsTime())
            _tell(LogLevel.Warning, $"The log {Name} hangs, or more is logged than can be written; {lost} lines of it are lost so far.");
    }

    /// <summary>What was posted before has been written, or its target would not take it, or time is up.</summary>
    public async Task FlushAsync(TimeSpan patience)
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (TryAdd(new Entry(null, flushed)))
            await flushed.Task.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _waiting.CompleteAdding();

    // After the end nobody listens; that is no reason to fall.
    private bool TryAdd(Entry entry)
    {
        try
        {
            return _waiting.TryAdd(entry);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Pump()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            var flushes = new List<TaskCompletionSource>();
            var lines = 0;
            var entry = first;
            do
            {
                lines += Add(entry, flushes);
            } while (_batch.Length < BatchBytes && _waiting.TryTake(out entry!));
            if (lines > 0)
                _target.Write(_batch.GetBuffer().AsSpan(0, (int)_batch.Length), lines);
            _batch.SetLength(0);
            flushes.ForEach(flush => flush.TrySetResult());
        }
    }

    private int Add(Entry entry, List<TaskCompletionSource> flushes)
    {
        if (entry.Flushed is { } flushed)
            flushes.Add(flushed);
        if (entry.Line is not { } line)
            return 0;
        _batch.Write(Encoding.UTF8.GetBytes(line));
        _batch.WriteByte((byte)'\n');
        return 1;
    }

    private sealed record Entry(string? Line, TaskCompletionSource? Flushed);
}
