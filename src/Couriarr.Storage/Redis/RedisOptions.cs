namespace Couriarr.Storage.Redis;

/// <summary>Which Redis the queue rests in, and what is asked of it.</summary>
internal sealed record RedisOptions(RedisAddress Address)
{
    /// <summary>The owner accepts in writing that it forgets jobs.</summary>
    public bool MayLose { get; init; }

    /// <summary>Whoever opens our database is alone with it: every other owner of a running job is gone.</summary>
    public bool IsAlone { get; init; } = true;

    /// <summary>How long a call waits before it is told that Redis cannot take it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
