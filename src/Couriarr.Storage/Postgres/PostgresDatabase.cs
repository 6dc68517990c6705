using System.Data;
using System.Diagnostics;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>In which company a transaction runs.</summary>
internal enum Company
{
    /// <summary>One at a time, over all nodes, as with SQLite: what it read is true until it ends.</summary>
    Alone,

    /// <summary>Beside others of its like; it locks the rows it goes by.</summary>
    Crowd,
}

/// <summary>
/// The whole database on a PostgreSQL server. Work that lost its connection, or ran into somebody else's, is done once more as a whole,
/// but for one case: when the server was lost over a commit, nobody knows, and the caller hears so.
/// </summary>
internal sealed class PostgresDatabase(PostgresPool pool, Company company, IFailPoints failPoints) : Database, IDisposable
{
    private const string OneWriter = "SELECT pg_advisory_xact_lock(1668248946, 1)";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string place = pool.Options.Place;

    public override string Engine => $"PostgreSQL {pool.Version}, {place}";

    public override async Task<T> WriteAsync<T>(Func<Session, ValueTask<T>> work, WriteKind kind, CancellationToken ct)
    {
        if (company is Company.Crowd)
            return await PersistAsync(() => TransactAsync(work, ct), ct);
        if (!await turn.WaitAsync(pool.Options.Patience, ct))
            throw new StoreUnavailableException($"{place}: other changes were in the way for {pool.Options.Patience.TotalSeconds:0.#} s.");
        try
        {
            return await PersistAsync(() => TransactAsync(work, ct), ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public override Task<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken ct) =>
        PersistAsync(
            async () =>
            {
                await using var connection = await pool.Work.OpenConnectionAsync(ct);
                return await ViewAsync(connection, work, ct);
            },
            ct
        );

    /// <summary>Once, here and now, on the calling thread alone: for who may not depend on the thread pool.</summary>
    public T WriteBlocking<T>(Func<Session, ValueTask<T>> work)
    {
        try
        {
            using var connection = pool.Heart.OpenConnection();
            return TransactBlocking(connection, work);
        }
        catch (Exception trouble) when (PostgresTrouble.IsOfTheStore(trouble))
        {
            throw PostgresTrouble.Explain(trouble, place);
        }
    }

    public void Dispose() => turn.Dispose();

    private static T TransactBlocking<T>(NpgsqlConnection connection, Func<Session, ValueTask<T>> work)
    {
        try
        {
            using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
            using var session = new PostgresSession(connection, blocking: true);
            var answer = work(session);
            if (!answer.IsCompleted)
                throw new InvalidOperationException("Work on the database awaited something other than its session.");
            transaction.Commit();
            return answer.GetAwaiter().GetResult();
        }
        catch (InvalidOperationException trouble) when (IsLost(connection))
        {
            throw PostgresTrouble.Lost(trouble);
        }
    }

    private async Task<T> TransactAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken ct)
    {
        await using var connection = await pool.Work.OpenConnectionAsync(ct);
        try
        {
            return await TransactAsync(connection, work, ct);
        }
        catch (InvalidOperationException trouble) when (IsLost(connection))
        {
            throw PostgresTrouble.Lost(trouble);
        }
    }

    private async Task<T> TransactAsync<T>(NpgsqlConnection connection, Func<Session, ValueTask<T>> work, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        T result;
        using (var session = new PostgresSession(connection, blocking: false))
        {
            if (company is Company.Alone)
                await session.ExecuteAsync(OneWriter);
            result = await work(session);
        }
        ct.ThrowIfCancellationRequested();
        await CommitAsync(transaction);
        return result;
    }

    private static async Task<T> ViewAsync<T>(NpgsqlConnection connection, Func<Session, ValueTask<T>> work, CancellationToken ct)
    {
        try
        {
            await using var view = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            using var session = new PostgresSession(connection, blocking: false);
            return await work(session);
        }
        catch (InvalidOperationException trouble) when (IsLost(connection))
        {
            throw PostgresTrouble.Lost(trouble);
        }
    }

    // Of a connection that was lost behind our back the next statement, or the end, says only that there is none.
    private static bool IsLost(NpgsqlConnection connection) => connection.FullState.HasFlag(ConnectionState.Broken);

    private async Task CommitAsync(NpgsqlTransaction transaction)
    {
        failPoints.Reach("commit.before");
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception trouble) when (PostgresTrouble.LeavesInDoubt(trouble))
        {
            throw PostgresTrouble.InDoubt(trouble, place);
        }
        failPoints.Reach("commit.after");
    }

    private async Task<T> PersistAsync<T>(Func<Task<T>> once, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await once();
            }
            catch (Exception trouble) when (MayPass(trouble) && Stopwatch.GetElapsedTime(since) < pool.Options.Patience)
            {
                await Task.Delay(pause, ct);
            }
            catch (Exception trouble) when (PostgresTrouble.IsOfTheStore(trouble))
            {
                throw PostgresTrouble.Explain(trouble, place);
            }
        }
    }

    private bool MayPass(Exception trouble) =>
        PostgresTrouble.IsLostConnection(trouble)
        || PostgresTrouble.IsCollision(trouble)
        || (company is Company.Crowd && PostgresTrouble.IsTwin(trouble));
}
