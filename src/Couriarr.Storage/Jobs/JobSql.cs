using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Jobs;

/// <summary>What the queue says differently where others write at the same time. With SQLite there is one writer, and nothing to say.</summary>
internal class JobSql
{
    /// <summary>Within a statement: a token newer than all before, once one was drawn.</summary>
    public virtual string Token => "(SELECT token FROM job_fence)";

    /// <summary>Draws a token. Writes nothing, and answers false, when nothing is found that it is for.</summary>
    public virtual async ValueTask<bool> DrawTokenAsync(Session session, string whatFor, params object?[] values) =>
        await session.ExecuteAsync($"UPDATE job_fence SET token = token + 1 WHERE EXISTS ({whatFor})", values) > 0;

    /// <summary>Behind a look at gates: nobody may open one before the end of the transaction that relies on its being closed.</summary>
    public virtual string KeepThere => "";

    /// <summary>Behind a look at a row that is about to be changed by what it says.</summary>
    public virtual string HoldIt => "";

    /// <summary>The rows that are chosen, less those that somebody else has his hands on.</summary>
    public virtual string OfFree(string choice) => $"IN ({choice})";

    /// <summary>The running jobs whose worker is gone.</summary>
    public virtual string Orphaned(string owner) => $"state = 'running' AND owner <> {owner}";

    /// <summary>When a lease ends, out of what the other one of this name gives.</summary>
    public virtual string LeaseEnd(string value) => value;

    public virtual long LeaseEnd(Claim claim) => claim.Until.ToMs();

    /// <summary>One statement, and a look at what is so after it. The values are the statement's.</summary>
    public virtual async ValueTask<List<T>> ThenLookAsync<T>(
        Session session,
        string statement,
        string look,
        Func<Row, T> map,
        params object?[] values
    )
    {
        await session.ExecuteAsync(statement, values);
        return await session.QueryAsync(look, map);
    }

    /// <summary>A row goes from its table into another one.</summary>
    /// <param name="into">INSERT INTO … SELECT … FROM.</param>
    /// <param name="row">The table, and by @p1 and @p2 which row.</param>
    /// <returns>False when there is no such row.</returns>
    public virtual async ValueTask<bool> MoveAsync(Session session, string into, string row, params object?[] values)
    {
        if (await session.ExecuteAsync($"{into} {row}", values) == 0)
            return false;
        await session.ExecuteAsync($"DELETE FROM {row}", values[..2]);
        return true;
    }

    /// <summary>False when the lease was lost. From here on nobody else can change that.</summary>
    public virtual ValueTask<bool> HoldAsync(Session session, Lease lease) => ValueTask.FromResult(true);

    /// <summary>From here on nobody else changes this job.</summary>
    public virtual ValueTask HoldAsync(Session session, JobId id) => ValueTask.CompletedTask;

    /// <summary>Whether a probe is due, and this lane's to choose.</summary>
    public virtual ValueTask<bool> TakeProbeAsync(Session session, string gate, string lane, long now) => ValueTask.FromResult(true);
}
