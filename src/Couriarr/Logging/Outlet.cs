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
internal sealed class Outlet : IAsyncDisposable
{
    private const int MostWaiting = 10_000;
    private const int BatchBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<Entry> _waiting = new(MostWaiting);
    private readonly MemoryStream _batch = new();
    private readonly ILogTarget _target;
    private readonly Func<LogLine, string> _layout;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Seldom _seldom;
    private readonly Action<LogLevel, string> _tell;
    private long _lost;

    public Outlet(string name, ILogTarget target, Func<LogLine, string> layout, TimeProvider clock, Action<LogLevel, string> tell)
    {
        (Name, _target, _layout, _seldom, _tell) = (name, target, layout, new Seldom(clock), tell);
        new Thread(Pump) { IsBackground = true, Name = $"log {name}" }.Start();
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
    public async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (await Task.Run(() => TryAdd(new Entry(null, flushed), Patience)))
            await flushed.Task.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Takes nothing more, and writes what it has as long as there is time.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await _ended.Task.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // After the end nobody listens; that is no reason to fall.
    private bool TryAdd(Entry entry, TimeSpan patience = default)
    {
        try
        {
            return _waiting.TryAdd(entry, patience);
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
        _ended.TrySetResult();
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
