using System.Diagnostics;

namespace Couriarr.CrashRig;

/// <summary>How to wait for another process: ask again and again, and not for ever.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <param name="pause">Between two looks, when a look is dear.</param>
    public static Task TrueAsync(Func<Task<bool>> isTrue, string what, CancellationToken ct, int seconds = 30, TimeSpan? pause = null) =>
        SomeAsync(async () => await isTrue() ? what : null, what, ct, seconds, pause);

    /// <returns>The first that is not null.</returns>
    public static async Task<T> SomeAsync<T>(
        Func<Task<T?>> look,
        string what,
        CancellationToken ct,
        int seconds = 30,
        TimeSpan? pause = null
    )
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(pause ?? Pause, ct);
        }
        throw new TimeoutException($"In {seconds} s it did not come true: {what}.");
    }
}
