using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Couriarr.Jobs;

/// <summary>Keeps background loops alive: one that throws is started again after a pause, and says so until it has run a while.</summary>
public sealed class Loops(TimeProvider clock, ILogger<Loops> log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Loop> _loops = [];

    /// <summary>The loops that fell lately, with their last error.</summary>
    public IReadOnlyList<FallenLoop> Fallen =>
        [
            .. from loop in _loops
            let state = loop.Value
            where state.Error is not null && (state.IsDown || clock.GetElapsedTime(state.Fell) < Recovered)
            select new FallenLoop(loop.Key, state.Error!, state.Falls, state.FellAt),
        ];

    /// <summary>How often each fell since the start.</summary>
    public IReadOnlyDictionary<string, long> FallsOfEach => _loops.ToDictionary(loop => loop.Key, loop => loop.Value.AllFalls);

    public async Task KeepAsync(string name, Func<CancellationToken, Task> body, CancellationToken stopping)
    {
        var loop = _loops.GetOrAdd(name, _ => new Loop());
        while (!stopping.IsCancellationRequested)
        {
            loop.IsDown = false;
            try
            {
                await body(stopping);
                return;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                loop.Fall(e.Message, clock);
                log.LogError(e, "The loop '{Loop}' fell ({Falls} in a row) and starts again in {Pause}", name, loop.Falls, loop.Pause);
                await Task.Delay(loop.Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed class Loop
    {
        public bool IsDown { get; set; }
        public string? Error { get; private set; }
        public int Falls { get; private set; }
        public long AllFalls { get; private set; }
        public DateTimeOffset FellAt { get; private set; }

        /// <summary>By the monotonic clock: a wall clock that jumps must not make a loop look ill for years.</summary>
        public long Fell { get; private set; }
        public TimeSpan Pause => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Falls - 1) / 4, LongestPause.TotalSeconds));

        public void Fall(string error, TimeProvider clock)
        {
            AllFalls++;
            Falls = clock.GetElapsedTime(Fell) > Recovered + LongestPause ? 1 : Falls + 1;
            (Error, FellAt, Fell, IsDown) = (error, clock.GetUtcNow(), clock.GetTimestamp(), true);
        }
    }
}

public sealed record FallenLoop(string Name, string Error, int Falls, DateTimeOffset FellAt);
