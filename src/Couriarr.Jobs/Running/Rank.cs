namespace Couriarr.Jobs.Running;

/// <summary>
/// The order within a lane, as one number: lowest first. A step of priority is worth <c>step</c> of waiting, so nothing starves and
/// ageing costs no writes; priorities 1 and 2 stand before all others, and a rushed job before them. See docs/decisions/002.
/// </summary>
internal static class Rank
{
    // Larger than any time in milliseconds, and three of them are still exact as a double, which Redis needs.
    private const long Tier = 100_000_000_000_000;
    private const int FirstThatAges = 3;

    /// <summary>Before it stand critical and rushed jobs, and nothing else.</summary>
    public const long EndOfCritical = FirstThatAges * Tier;

    public static bool IsCritical(int priority) => priority < FirstThatAges;

    public static long Of(int priority, DateTimeOffset runAt, TimeSpan step) =>
        Math.Min(priority, FirstThatAges) * Tier
        + runAt.ToUnixTimeMilliseconds()
        + (priority < FirstThatAges ? 0 : priority * (long)step.TotalMilliseconds);

    public static long Front(DateTimeOffset now) => now.ToUnixTimeMilliseconds();
}
