using System.Collections.Concurrent;
using Couriarr.Jobs;

namespace Couriarr.Tests.Jobs;

internal interface INamed : IJob
{
    string Name { get; }
}

/// <summary>The job most tests use: what it does stands in the playbook under its name.</summary>
internal sealed record Chore(string Name, string? Key = null, string? Door = null) : IJob<Chore>, INamed
{
    public static JobKind Kind { get; } = new("chore") { Timeout = TimeSpan.FromMinutes(10) };
    string? IJob.Gate => Door;
    string? IJob.UniqueKey => Key;
}

/// <summary>The same in a lane of its own.</summary>
internal sealed record Errand(string Name) : IJob<Errand>, INamed
{
    public static JobKind Kind { get; } = new("errand") { Lane = "errands" };
}

/// <summary>Of a lane that keeps a slot for what is urgent.</summary>
internal sealed record Freight(string Name) : IJob<Freight>, INamed
{
    public static JobKind Kind { get; } = new("freight") { Lane = "freight", KeepsASlot = true };
}

/// <summary>A kind that only newer programs know.</summary>
internal sealed record Novelty(string Name) : IJob<Novelty>, INamed
{
    public static JobKind Kind { get; } = new("novelty") { Lane = "novelties", Version = 2 };
}

internal delegate Task<JobResult> Play(JobContext context, CancellationToken ct);

/// <summary>What jobs do when they run, and who ran, in order. One that is not named here is simply done.</summary>
internal sealed class Playbook
{
    private readonly ConcurrentDictionary<string, Play> _plays = [];
    private readonly ConcurrentBag<Hold> _holds = [];

    public ConcurrentQueue<string> Runs { get; } = [];

    public void On(string name, Play play) => _plays[name] = play;

    public void On(string name, Func<JobResult> end) => On(name, (_, _) => Task.FromResult(end()));

    /// <summary>One error for each run, then it is done.</summary>
    public void Fails(string name, params IEnumerable<Exception> errors)
    {
        var left = new ConcurrentQueue<Exception>(errors);
        On(name, () => left.TryDequeue(out var error) ? throw error : JobResult.Done);
    }

    /// <param name="isStubborn">Whether it goes on when it is told to stop.</param>
    public Hold Holds(string name, bool isStubborn = false)
    {
        var hold = new Hold(isStubborn);
        _holds.Add(hold);
        On(name, hold.RunAsync);
        return hold;
    }

    public void LetAllGo()
    {
        foreach (var hold in _holds)
            hold.LetGo();
    }

    public Task<JobResult> RunAsync(string name, JobContext context, CancellationToken ct)
    {
        Runs.Enqueue(name);
        return _plays.TryGetValue(name, out var play) ? play(context, ct) : Task.FromResult(JobResult.Done);
    }
}

/// <summary>A run that lasts until the test lets it go.</summary>
internal sealed class Hold(bool isStubborn)
{
    private readonly TaskCompletionSource<JobContext> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first run has begun.</summary>
    public Task<JobContext> Started => _started.Task.WaitAsync(EngineRig.Limit);

    public void LetGo() => _released.TrySetResult();

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken ct)
    {
        _started.TrySetResult(context);
        await _released.Task.WaitAsync(isStubborn ? CancellationToken.None : ct);
        return JobResult.Done;
    }
}

internal sealed class PlayHandler<TJob>(Playbook book) : IJobHandler<TJob>
    where TJob : INamed
{
    public Task<JobResult> RunAsync(TJob job, JobContext context, CancellationToken ct) => book.RunAsync(job.Name, context, ct);
}
