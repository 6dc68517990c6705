using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;

namespace Couriarr.Storage.Redis;

/// <summary>What people ask about jobs in Redis, page by page, so that nobody's question holds up the others for long.</summary>
internal sealed class RedisJobReader(RedisQueue queue) : IJobReader
{
    private static readonly JobState[] Live = [.. Enum.GetValues<JobState>().Where(state => !state.IsEnded())];

    public async Task<JobRecord?> FindAsync(JobId id, CancellationToken ct) =>
        (await queue.DoAsync<StoredJob?>(Verbs.Find, new { Id = id.ToKey() }, ct))?.ToRecord();

    public async Task<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken ct)
    {
        var jobs = new List<JobRecord>();
        foreach (var source in Sources(query))
            jobs.AddRange(await ListAsync(source, query, ct));
        return [.. jobs.OrderBy(job => query.OldestFirst ? job.Id.Value : -job.Id.Value).DistinctBy(job => job.Id).Take(query.Limit)];
    }

    public async Task<long> CountTreeAsync(JobId root, CancellationToken ct) =>
        (await queue.DoAsync<StoredTree[]>(Verbs.Trees, new[] { root.ToKey() }, ct))[0].Jobs;

    public Task<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken ct) => CountAsync(new { }, ct);

    public Task<IReadOnlyDictionary<JobState, long>> CountEndedAsync(DateTimeOffset since, CancellationToken ct) =>
        CountAsync(new { Since = since.ToMs() }, ct);

    public async Task<IReadOnlyList<JobCount>> CensusAsync(CancellationToken ct)
    {
        var counts = new List<JobCount>();
        foreach (var state in Live)
            for (var from = "-inf"; from is not null; )
            {
                var page = await queue.DoAsync<CensusPage>(Verbs.Census, new { State = state.Word(), From = from }, ct);
                counts.AddRange(page.Counts.Select(c => new JobCount(c.Kind, c.Lane, JobRow.State(c.State), c.Count, c.Oldest.ToTime())));
                from = page.Next;
            }
        return
        [
            .. from count in counts
            group count by (count.Kind, count.Lane, count.State) into g
            select new JobCount(g.Key.Kind, g.Key.Lane, g.Key.State, g.Sum(c => c.Count), g.Min(c => c.OldestRunAt)),
        ];
    }

    public async Task<IReadOnlyList<JobAttempt>> AttemptsAsync(JobId id, CancellationToken ct) =>
        [
            .. (await queue.DoAsync<StoredAttempt[]>(Verbs.Attempts, new { Id = id.ToKey() }, ct))
                .Select(attempt => attempt.ToAttempt())
                .OrderBy(attempt => attempt.StartedAt)
                .ThenBy(attempt => attempt.EndedAt),
        ];

    public async Task<IReadOnlyList<Gate>> GatesAsync(CancellationToken ct) =>
        [
            .. (await queue.DoAsync<StoredGate[]>(Verbs.Gates, new { }, ct))
                .Select(gate => new Gate(gate.Name, gate.Reason, gate.ClosedAt.ToTime(), gate.ProbeAt?.ToTime()))
                .OrderBy(gate => gate.Name, StringComparer.Ordinal),
        ];

    public Task<IReadOnlyList<Tick>> TicksAsync(CancellationToken ct) => TicksAsync("last", ct);

    public Task<IReadOnlyList<Tick>> FiredAsync(CancellationToken ct) => TicksAsync("fired", ct);

    public async Task<IReadOnlyList<string>> LanesAsync(CancellationToken ct) => await queue.DoAsync<string[]>(Verbs.Lanes, new { }, ct);

    private async Task<IReadOnlyList<Tick>> TicksAsync(string which, CancellationToken ct) =>
        [.. (await queue.DoAsync<StoredTick[]>(Verbs.Ticks, new { Which = which }, ct)).Select(tick => tick.ToTick())];

    private async Task<IReadOnlyDictionary<JobState, long>> CountAsync(object asked, CancellationToken ct) =>
        (await queue.DoAsync<Dictionary<string, long>>(Verbs.Count, asked, ct))
            .Where(count => count.Value > 0)
            .ToDictionary(count => JobRow.State(count.Key), count => count.Value);

    // The smallest index that has all that may fit. What a paused lane holds waits, and reads as blocked.
    private static IEnumerable<string> Sources(JobQuery query)
    {
        if (query.RootId is { } root)
            return [$"tree:{root.ToKey()}"];
        if (query.States is null or [])
            return ["ids"];
        var states = query.States.Contains(JobState.Blocked) ? query.States.Append(JobState.Waiting) : query.States;
        return states.Distinct().Select(state => $"state:{state.Word()}");
    }

    private async Task<List<JobRecord>> ListAsync(string source, JobQuery query, CancellationToken ct)
    {
        var jobs = new List<JobRecord>();
        var (low, high) = (query.After is { } after ? $"({after.Value}" : "-inf", query.Before is { } before ? $"({before.Value}" : "+inf");
        for (var from = query.OldestFirst ? low : high; from is not null && jobs.Count < query.Limit; )
        {
            var page = await queue.DoAsync<JobPage>(
                Verbs.List,
                new
                {
                    Source = source,
                    From = from,
                    To = query.OldestFirst ? high : low,
                    OldestFirst = query.OldestFirst ? "1" : null,
                    Limit = query.Limit - jobs.Count,
                    query.Kind,
                    query.Lane,
                    EndedSince = query.EndedSince?.ToMs(),
                    States = query.States is null or [] ? null : query.States.Distinct().ToDictionary(state => state.Word(), _ => true),
                    Spellings = query.Spellings is [] ? null : query.Spellings.Select(InSmallLetters),
                },
                ct
            );
            jobs.AddRange(page.Jobs.Select(job => job.ToRecord()));
            from = page.Next;
        }
        return jobs;
    }

    // As Lua does it: A to Z alone.
    private static string InSmallLetters(string text) =>
        string.Create(
            text.Length,
            text,
            (small, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                    small[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | ' ') : from[i];
            }
        );

    private sealed record JobPage(StoredJob[] Jobs, string? Next);

    private sealed record CensusCount(string Kind, string Lane, string State, long Count, long Oldest);

    private sealed record CensusPage(CensusCount[] Counts, string? Next);
}
