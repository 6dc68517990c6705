using Couriarr.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Redis;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage;

/// <summary>Finds out by really writing whether the database, and the queue if it rests elsewhere, take new work.</summary>
public sealed class StoreCheck
{
    private readonly Database _database;
    private readonly RedisQueue? _queue;
    private readonly PostgresWatch? _watch;

    internal StoreCheck(Database database, RedisQueue? queue = null, PostgresWatch? watch = null) =>
        (_database, _queue, _watch) = (database, queue, watch);

    /// <summary>What the database is, and where.</summary>
    public string Database => _database.Engine;

    /// <summary>Where the queue rests, and how it is kept there; null for the database.</summary>
    public string? Queue => _queue?.Memory.Place;

    /// <summary>What the owner has accepted in writing, which is nevertheless to be said; and what makes it slow.</summary>
    public IReadOnlyList<string> Warnings => [.. new[] { _queue?.Memory.Accepted, _watch?.Warning }.OfType<string>()];

    /// <returns>What is wrong and what to do about it; null when nothing is.</returns>
    public async Task<string?> TroubleAsync(CancellationToken ct)
    {
        try
        {
            // A token may be skipped; writing the same one again would not reach the disk.
            await _database.WriteAsync(session => session.ExecuteAsync("UPDATE job_fence SET token = token + 1"), WriteKind.Growth, ct);
            if (_queue is not null)
                await _queue.DoAsync<long>(Verbs.Probe, new { }, ct);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return e.Message;
        }
    }
}
