using Couriarr.Jobs;

namespace Couriarr.Features.Places;

/// <summary>
/// Runs what may block for ever on a thread of its own. A hung mount does not hear cancellation, so whoever asked is let go
/// after a while and the thread is left behind; the program can end nevertheless.
/// </summary>
internal static class Aside
{
    /// <exception cref="BlockedException">It did not come back in time.</exception>
    public static async Task<T> RunAsync<T>(Func<T> work, string where, TimeSpan patience, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            return await Run(work).WaitAsync(patience, clock, ct);
        }
        catch (TimeoutException e)
        {
            throw new BlockedException(
                $"{where} has not answered for {patience.TotalSeconds:0} seconds: the server behind it is away or its connection hangs.",
                e
            );
        }
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
