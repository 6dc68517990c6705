namespace Couriarr.Jobs;

/// <summary>The name under which a job is stored, and how it is treated. Renaming one parks its stored jobs.</summary>
public sealed record JobKind(string Name)
{
    /// <summary>Lanes have their own slots: long work in one never holds up another.</summary>
    public string Lane { get; init; } = "default";

    /// <summary>1 to 10, 1 runs first.</summary>
    public int Priority { get; init; } = JobPriority.Normal;

    /// <summary>
    /// One slot of its lane, where there are several, takes nothing but critical jobs: what is done in bulk never holds up all of them.
    /// </summary>
    public bool KeepsASlot { get; init; }

    public RetryPolicy Retry { get; init; } = RetryPolicy.Standard;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Raise it when a stored payload of the older form can still be read but not the other way round.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>The documented bands: 1-2 critical, 3-4 high, 5-7 normal, 8-10 low.</summary>
public static class JobPriority
{
    public const int Critical = 1;
    public const int High = 3;
    public const int Normal = 5;
    public const int Low = 8;
    public const int Lowest = 10;
}
