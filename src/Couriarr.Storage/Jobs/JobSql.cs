using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>What the queue says differently where others write at the same time. With SQLite there is one writer, and nothing to say.</summary>
internal class JobSql
{
    public virtual string NextToken => "UPDATE job_fence SET token = token + 1 RETURNING token";

    /// <summary>Behind a look at gates: nobody may open one before the end of the transaction that relies on its being closed.</summary>
    public virtual string KeepThere => "";

    /// <summary>The rows that are chosen, less those that somebody else has his hands on.</summary>
    public virtual string OfFree(string choice) => $"IN ({choice})";

    /// <summary>The running jobs whose worker is gone.</summary>
    public virtual string Orphaned(string owner) => $"state = 'running' AND owner <> {owner}";

    /// <summary>When a lease ends, out of what the other one of this name gives.</summary>
    public virtual string LeaseEnd(string value) => value;

    public virtual long LeaseEnd(Claim claim) => claim.Until.ToMs();

    /// <summary>False when the lease was lost. From here on nobody else can change that.</summary>
    public virtual ValueTask<bool> HoldAsync(Session session, Lease lease) => ValueTask.FromResult(true);

    /// <summary>From here on nobody else changes this job.</summary>
    public virtual ValueTask HoldAsync(Session session, JobId id) => ValueTask.CompletedTask;

    /// <summary>Whether a probe is due, and ours to choose.</summary>
    public virtual ValueTask<bool> TakeProbeAsync(Session session, string gate, long now) => ValueTask.FromResult(true);
}
