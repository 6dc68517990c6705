using System.Text.Json;

namespace Couriarr.Jobs.Store;

/// <summary>
/// Where jobs rest. A store moves rows and decides nothing: the engine says what becomes of a job.
/// Every method is atomic and durable when it returns. Every store passes JobStoreContract.
/// </summary>
public interface IJobStore
{
    /// <summary>
    /// Whether a lease ends by the clock. A store that only one process can open at a time needs none: whoever opens it
    /// knows that every other owner is gone.
    /// </summary>
    bool LeasesExpire { get; }

    /// <summary>Creates or upgrades the tables. Called before anything else.</summary>
    Task PrepareAsync(CancellationToken ct);

    /// <summary>
    /// Adds all or none. A job whose unique key waits already is merged into that one: newest payload and gate, most
    /// urgent order, earliest time, all the newest's retries; its id is returned. One that is parked, or blocked by what is not
    /// the gate any more, waits again.
    /// </summary>
    Task<IReadOnlyList<JobId>> AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken ct);

    /// <summary>
    /// Takes ready jobs of a lane, by rank. No job is ever given to two claims, and none while another one of its unique key runs.
    /// On the way, jobs whose time has come become waiting, and those behind a closed gate become blocked, save one probe where one is due.
    /// </summary>
    Task<IReadOnlyList<Lease>> ClaimAsync(Claim claim, CancellationToken ct);

    /// <summary>Keeps leases alive, and learns what happened to them meanwhile, in the order of the leases.</summary>
    Task<IReadOnlyList<LeaseStatus>> ExtendAsync(IReadOnlyList<Lease> leases, DateTimeOffset until, CancellationToken ct);

    /// <summary>
    /// Ends a lease and adds the follow-ups. Null, and nothing changes, when the lease was lost. A job that would go back
    /// ends as cancelled when that was asked for. When a twin waits it takes that in, as if it were added only now: what was done in the
    /// name of a job that ran, the same job must find again.
    /// </summary>
    Task<Settled?> SettleAsync(Lease lease, Settlement settlement, CancellationToken ct);

    /// <summary>Takes over running jobs whose worker is gone, of any lane.</summary>
    Task<IReadOnlyList<Lease>> AdoptAsync(Claim claim, CancellationToken ct);

    /// <summary>
    /// Brings back what a wrong clock put too far ahead: failed jobs due after the latest possible retry become due then,
    /// waiting jobs ranked after it are ranked as of now, and gates that would be probed after it are probed now.
    /// </summary>
    Task<int> StraightenAsync(DateTimeOffset now, DateTimeOffset latest, CancellationToken ct);

    /// <summary>Lets parked jobs wait again: this program may know what an older one did not.</summary>
    Task<int> UnparkAsync(CancellationToken ct);

    /// <summary>Cancels a job that waits at once, and a running one at its next heartbeat. False when it is neither.</summary>
    Task<bool> CancelAsync(JobId id, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Lets ended, failed and scheduled jobs run at the given times, ended ones with all their retries back. Passes over
    /// those that run or wait, or whose unique key waits or runs already. Returns the ids of those it revived.
    /// </summary>
    Task<IReadOnlyList<JobId>> ReviveAsync(IReadOnlyList<Revival> revivals, CancellationToken ct);

    /// <summary>Puts a job that waits or will wait at the given rank, now. False when it is not one.</summary>
    Task<bool> RushAsync(JobId id, long rank, DateTimeOffset now, CancellationToken ct);

    /// <summary>Closes a gate, or gives a closed one a new reason and probe time. What a person closed only a person changes.</summary>
    /// <returns>False when it was closed already.</returns>
    Task<bool> CloseAsync(Gate gate, CancellationToken ct);

    /// <summary>
    /// Opens a gate and lets all it blocked wait again. False when it was open, or when a person closed it and nobody but
    /// the engine wants it open.
    /// </summary>
    Task<bool> OpenAsync(string gate, bool byPerson, CancellationToken ct);

    /// <summary>Writes down a tick and adds its job, once: null when that tick is written already.</summary>
    Task<Tick?> FireAsync(string schedule, string line, DateTimeOffset at, NewJob? job, CancellationToken ct);

    /// <summary>Forgets a bounded number of ended jobs, with their attempts. Never the last job of a schedule.</summary>
    Task<int> PruneAsync(Pruning pruning, CancellationToken ct);
}

/// <summary>What people ask. Apart from <see cref="IJobStore"/> so that the engine cannot lean on it.</summary>
public interface IJobReader
{
    Task<JobRecord?> FindAsync(JobId id, CancellationToken ct);

    /// <summary>Newest first unless asked otherwise, live and ended alike.</summary>
    Task<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken ct);

    /// <summary>How many jobs of this tree are still known.</summary>
    Task<long> CountTreeAsync(JobId root, CancellationToken ct);

    Task<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken ct);

    /// <summary>The jobs that have not ended, counted. Reads them all: see that it is not asked too often.</summary>
    Task<IReadOnlyList<JobCount>> CensusAsync(CancellationToken ct);

    /// <summary>How many ended how, then or later.</summary>
    Task<IReadOnlyDictionary<JobState, long>> CountEndedAsync(DateTimeOffset since, CancellationToken ct);

    Task<IReadOnlyList<JobAttempt>> AttemptsAsync(JobId id, CancellationToken ct);

    /// <summary>The closed ones.</summary>
    Task<IReadOnlyList<Gate>> GatesAsync(CancellationToken ct);

    /// <summary>The newest tick of every schedule that ever fired or was seen.</summary>
    Task<IReadOnlyList<Tick>> TicksAsync(CancellationToken ct);

    /// <summary>The newest tick of every schedule that fired a job.</summary>
    Task<IReadOnlyList<Tick>> FiredAsync(CancellationToken ct);

    /// <summary>The lanes that live jobs name.</summary>
    Task<IReadOnlyList<string>> LanesAsync(CancellationToken ct);
}

/// <summary>Jobs of one kind that are in one state.</summary>
/// <param name="OldestRunAt">Since when, or from when on, the most patient of them could run.</param>
public sealed record JobCount(string Kind, string Lane, JobState State, long Count, DateTimeOffset OldestRunAt);

/// <param name="States">All, when empty.</param>
/// <param name="Before">Only jobs older than this one: the next page.</param>
/// <param name="After">Only jobs newer than this one: how far back to look.</param>
/// <param name="EndedSince">Only jobs that ended then or later.</param>
/// <param name="Text">Only jobs with it in payload, note or kind; A to Z in either case.</param>
public sealed record JobQuery(
    IReadOnlyList<JobState>? States = null,
    string? Kind = null,
    string? Lane = null,
    JobId? RootId = null,
    JobId? Before = null,
    JobId? After = null,
    DateTimeOffset? EndedSince = null,
    string? Text = null,
    bool OldestFirst = false,
    int Limit = 50
)
{
    /// <summary>The text as people write it, and as a payload has it, where many letters are escaped.</summary>
    public IReadOnlyList<string> Spellings => Text is null or "" ? [] : [.. new[] { Text, JsonEncodedText.Encode(Text).Value }.Distinct()];
}
