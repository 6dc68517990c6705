using Couriarr.Jobs.Live;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs;

/// <summary>What a person may do with jobs and lanes.</summary>
public sealed class JobDesk
{
    private const int RetriedAtOnce = 500;
    private const int CancelledAtOnce = 100;
    private readonly IJobStore _store;
    private readonly IJobReader _reader;
    private readonly Workers _workers;
    private readonly Heart _heart;
    private readonly WorkSignal _signal;
    private readonly LiveFeed _live;
    private readonly TimeProvider _clock;
    private readonly JobsOptions _options;

    internal JobDesk(
        IJobStore store,
        IJobReader reader,
        Workers workers,
        Heart heart,
        WorkSignal signal,
        LiveFeed live,
        TimeProvider clock,
        IOptions<JobsOptions> options
    ) =>
        (_store, _reader, _workers, _heart, _signal, _live, _clock, _options) = (
            store,
            reader,
            workers,
            heart,
            signal,
            live,
            clock,
            options.Value
        );

    /// <summary>All lanes, as they are on this node.</summary>
    public IReadOnlyList<LaneState> Lanes =>
        [
            .. from name in _workers.Names
            let lane = _workers.Lanes.FirstOrDefault(lane => lane.Name == name)
            select lane is null ? new LaneState(name, 0, 0, 0) : new LaneState(name, lane.Slots, lane.Running, lane.Stuck),
        ];

    public async Task<Reply> CancelAsync(JobId id, CancellationToken ct)
    {
        if (!await _store.CancelAsync(id, _clock.GetUtcNow(), ct))
            return await RefuseAsync(id, "cancelled", ct);
        _heart.Nudge();
        var job = await _reader.FindAsync(id, ct);
        if (job is { State: JobState.Cancelled })
            _live.Publish(LiveEvent.Settled(job, job.State, job.Note));
        return new Reply.Done(job!);
    }

    /// <summary>Cancels what has not ended and is in one of these states (any, when none is named), of this kind and in this lane.</summary>
    /// <returns>How many were cancelled or told to stop.</returns>
    public async Task<int> CancelAllAsync(IReadOnlyList<JobState> states, string? kind, string? lane, CancellationToken ct)
    {
        var cancelled = 0;
        IEnumerable<JobState> wanted = states.Count > 0 ? states : Enum.GetValues<JobState>();
        var query = new JobQuery([.. wanted.Where(state => !state.IsEnded())], kind, lane, Limit: CancelledAtOnce);
        await foreach (var page in PagesAsync(query, ct))
        {
            // Together they share a commit.
            var replies = await Task.WhenAll(page.Select(job => CancelAsync(job.Id, ct)));
            cancelled += replies.Count(reply => reply is Reply.Done);
        }
        return cancelled;
    }

    public async Task<Reply> RetryAsync(JobId id, CancellationToken ct)
    {
        var job = await _reader.FindAsync(id, ct);
        if (job is null)
            return new Reply.NotFound(id);
        var now = _clock.GetUtcNow();
        var revived = await _store.ReviveAsync([new Revival(id, now, RankOf(job, now))], ct);
        return revived.Count > 0 ? await DoneAsync(id, ct) : await RefuseAsync(id, "retried", ct);
    }

    public async Task<Reply> RushAsync(JobId id, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        return await _store.RushAsync(id, Rank.Front(now), now, ct) ? await DoneAsync(id, ct) : await RefuseAsync(id, "rushed", ct);
    }

    /// <summary>Brings back what was given up since then and what waits for its next try, spread out so that no receiver is flooded.</summary>
    public async Task<int> RetryFailedAsync(DateTimeOffset since, CancellationToken ct)
    {
        var retried = 0;
        var start = _clock.GetUtcNow();
        await foreach (var page in PagesAsync(new([JobState.Dead, JobState.Failed], EndedSince: since, Limit: RetriedAtOnce), ct))
        {
            var revivals = page.Select((job, i) => RevivalOf(job, SlotOf(start, retried + i))).ToList();
            retried += (await _store.ReviveAsync(revivals, ct)).Count;
        }
        _signal.RaiseAll();
        return retried;
    }

    /// <returns>False when there is no such lane.</returns>
    public async Task<bool> PauseAsync(string lane, string reason, CancellationToken ct)
    {
        if (!HasLane(lane))
            return false;
        await _store.CloseAsync(new Gate(Gate.OfLane(lane), reason, _clock.GetUtcNow(), ProbeAt: null), ct);
        return true;
    }

    /// <returns>False when there is no such lane.</returns>
    public async Task<bool> ResumeAsync(string lane, CancellationToken ct)
    {
        if (!HasLane(lane))
            return false;
        await _store.OpenAsync(Gate.OfLane(lane), byPerson: true, ct);
        _signal.Raise(lane);
        return true;
    }

    /// <summary>For whoever knows that the trouble behind a gate is over: all it blocked waits again, unless a person closed it.</summary>
    public async Task ReopenAsync(string gate, CancellationToken ct)
    {
        if (await _store.OpenAsync(gate, byPerson: false, ct))
            _signal.RaiseAll();
    }

    private bool HasLane(string name) => _workers.Names.Contains(name);

    private async IAsyncEnumerable<IReadOnlyList<JobRecord>> PagesAsync(
        JobQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        JobId? before = null;
        while (true)
        {
            var page = await _reader.ListAsync(query with { Before = before }, ct);
            if (page.Count > 0)
                yield return page;
            if (page.Count < query.Limit)
                yield break;
            before = page[^1].Id;
        }
    }

    // Evenly spread, each somewhere within its own share of a second.
    private DateTimeOffset SlotOf(DateTimeOffset start, int place) =>
        start + TimeSpan.FromSeconds((place + Random.Shared.NextDouble()) / _options.RetryAllPerSecond);

    private Revival RevivalOf(JobRecord job, DateTimeOffset runAt) => new(job.Id, runAt, RankOf(job, runAt));

    private long RankOf(JobRecord job, DateTimeOffset runAt) => Rank.Of(job.Priority, runAt, _options.AgeingStep);

    private async Task<Reply> DoneAsync(JobId id, CancellationToken ct)
    {
        var job = (await _reader.FindAsync(id, ct))!;
        _signal.Raise(job.Lane);
        return new Reply.Done(job);
    }

    private async Task<Reply> RefuseAsync(JobId id, string what, CancellationToken ct) =>
        await _reader.FindAsync(id, ct) switch
        {
            null => new Reply.NotFound(id),
            { State: JobState.Running } => new Reply.Refused($"Job {id} is running, so it cannot be {what}."),
            { State: JobState.Blocked, Note: var why } => new Reply.Refused($"Job {id} is blocked, so it cannot be {what}: {why}"),
            { State: JobState.Waiting } => new Reply.Refused($"Job {id} is waiting for its turn already, so it cannot be {what}."),
            { State: var state } when state.IsEnded() && what == "retried" => new Reply.Refused(
                $"Job {id} cannot be retried: another job for the same thing waits or runs already. Try again when that has ended."
            ),
            { State: var state } => new Reply.Refused($"Job {id} is {state.ToString().ToLowerInvariant()}, so it cannot be {what}."),
        };
}

/// <param name="Slots">None where the lane is left to other nodes.</param>
/// <param name="Stuck">Handlers that were told to stop and would not.</param>
public sealed record LaneState(string Name, int Slots, int Running, int Stuck);

/// <summary>What came of a person's wish.</summary>
public abstract record Reply
{
    private Reply() { }

    public sealed record Done(JobRecord Job) : Reply;

    public sealed record NotFound(JobId Id) : Reply;

    public sealed record Refused(string Why) : Reply;
}
