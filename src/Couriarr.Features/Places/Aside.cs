using Couriarr.Jobs;

namespace Couriarr.Features.Places;

/// <summary>
/// Runs what may block for ever on a thread of its own. A hung mount does not hear cancellation, so whoever asked is let go
/// after a while and the thread is left behind; the program can end nevertheless.
/// </summary>
internal static class Aside
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    /// <exception cref="BlockedException">It did not come back in time.</exception>
    public static Task<T> RunAsync<T>(Func<T> work, string where, TimeSpan patience, TimeProvider clock, CancellationToken ct) =>
        RunAsync(_ => work(), where, patience, clock, ct);

    /// <summary>The same for what takes as long as it takes and tells meanwhile that it gets on.</summary>
    /// <exception cref="BlockedException">It was silent for too long.</exception>
    public static async Task<T> RunAsync<T>(Func<Pulse, T> work, string where, TimeSpan patience, TimeProvider clock, CancellationToken ct)
    {
        var pulse = new Pulse(clock);
        var running = Run(() => work(pulse));
        try
        {
            while (!running.IsCompleted)
                await WaitAsync(running, patience - pulse.Silence, where, patience, clock, ct);
            return await running;
        }
        finally
        {
            pulse.Leave();
        }
    }

    private static async Task WaitAsync(
        Task running,
        TimeSpan rest,
        string where,
        TimeSpan patience,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (rest <= TimeSpan.Zero)
            throw new BlockedException(
                $"{where} has not answered for {patience.TotalSeconds:0} seconds: the server behind it is away or its connection hangs."
            );
        ct.ThrowIfCancellationRequested();
        await running
            .WaitAsync(rest > ShortestWait ? rest : ShortestWait, clock, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public static Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "aside",
        };
        thread.Start();
        return done.Task;
    }
}
