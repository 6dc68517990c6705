namespace Couriarr.Jobs;

/// <summary>How often, and after what pause, a failed job is tried again.</summary>
/// <param name="Retries">After that many retries the next failure is the end.</param>
/// <param name="First">The base that doubles; for a flat policy, the pause.</param>
/// <param name="Longest">No pause is longer.</param>
public sealed record RetryPolicy(int Retries, TimeSpan First, TimeSpan Longest)
{
    private bool IsFlat { get; init; }

    public static RetryPolicy Never { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);
    public static RetryPolicy Standard { get; } = new(3, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15));

    public static RetryPolicy Flat(int retries, TimeSpan pause) => new(retries, pause, pause) { IsFlat = true };

    /// <summary>
    /// Full jitter: anywhere between nothing and the doubled pause, so that jobs which failed together do not return together.
    /// </summary>
    /// <param name="failures">How often it has failed, this time included.</param>
    /// <param name="chance">In 0..1.</param>
    public TimeSpan PauseAfter(int failures, double chance)
    {
        if (IsFlat)
            return First;
        var doubled = First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30));
        return TimeSpan.FromSeconds(Math.Min(doubled, Longest.TotalSeconds) * chance);
    }
}
