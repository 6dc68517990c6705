using System.Collections.Concurrent;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using SQLitePCL;

namespace Couriarr.Storage.Sqlite;

/// <summary>A few connections that can only look. Each piece of work sees one moment of the database; writers never wait for it.</summary>
internal sealed class SqliteReaders(SqliteOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim slots = new(options.Readers, options.Readers);
    private readonly ConcurrentBag<SqliteLink> idle = [];
    private volatile bool closed;

    public async Task<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken ct)
    {
        if (!await slots.WaitAsync(options.Patience, ct))
            throw new StoreUnavailableException(
                $"All {options.Readers} readers of the database were busy for {options.Patience.TotalSeconds:0.#} s."
            );
        try
        {
            return closed ? throw new StoreUnavailableException("Couriarr is shutting down.") : await Task.Run(() => View(work, ct), ct);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Waits for those who still read: the writer must be the last to close.</summary>
    public async ValueTask DisposeAsync()
    {
        closed = true;
        for (var i = 0; i < options.Readers; i++)
            await slots.WaitAsync();
        foreach (var link in idle)
            link.Dispose();
        slots.Release(options.Readers);
    }

    private T View<T>(Func<Session, ValueTask<T>> work, CancellationToken ct)
    {
        SqliteLink? link = null;
        try
        {
            link = idle.TryTake(out var open) ? open : SqliteLink.ForReading(options.File);
            return Look(work, link, ct);
        }
        catch (Exception trouble) when (SqliteTrouble.IsInterrupt(trouble))
        {
            ct.ThrowIfCancellationRequested();
            throw new StoreUnavailableException(
                $"A look into the database took longer than {options.LongestRead.TotalSeconds:0.#} s and was given up."
            );
        }
        catch (Exception trouble) when (SqliteTrouble.IsOfTheStore(trouble))
        {
            if (SqliteTrouble.SpoilsTheConnection(trouble))
                Drop(ref link);
            throw SqliteTrouble.Explain(trouble, options.File);
        }
        finally
        {
            if (link is not null)
                idle.Add(link);
        }
    }

    private T Look<T>(Func<Session, ValueTask<T>> work, SqliteLink link, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.LongestRead);
        using var stop = limit.Token.Register(() => raw.sqlite3_interrupt(link.Handle));
        using var session = new SqliteSession(link);
        try
        {
            link.Do("BEGIN");
            return session.Run(work);
        }
        finally
        {
            link.RollBack();
        }
    }

    private static void Drop(ref SqliteLink? link)
    {
        link?.Dispose();
        link = null;
    }
}
