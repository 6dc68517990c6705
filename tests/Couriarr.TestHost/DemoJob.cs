using Couriarr.Jobs;

namespace Couriarr.TestHost;

/// <summary>A job that does what it is told to, for tests.</summary>
/// <param name="N">The client's own number for it; its children carry it too.</param>
internal sealed record DemoJob(long N, DemoConduct Conduct = DemoConduct.Succeed) : IJob<DemoJob>
{
    public const int Slots = 8;

    public static JobKind Kind { get; } = new("demo-job") { Lane = "demo", Retry = RetryPolicy.Flat(5, TimeSpan.FromMilliseconds(20)) };

    /// <summary>How many follow-ups it has when it succeeds.</summary>
    public int Children { get; init; }

    /// <summary>Its place among the follow-ups of its parent; null for what a client asked for.</summary>
    public int? Child { get; init; }

    /// <summary>How many attempts fail, with <see cref="DemoConduct.Fail"/>.</summary>
    public int Failures { get; init; }

    /// <summary>How long a run takes.</summary>
    public int Milliseconds { get; init; }

    public string? Key { get; init; }

    string? IJob.UniqueKey => Key;
}

internal enum DemoConduct
{
    Succeed,

    /// <summary>Fails a few times, then succeeds.</summary>
    Fail,

    /// <summary>Runs until it is released or told to stop.</summary>
    Hold,

    /// <summary>Runs until it is released, whatever it is told.</summary>
    Ignore,

    /// <summary>Takes the whole process with it.</summary>
    Kill,
}
