using System.Diagnostics;
using Couriarr.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Couriarr.Storage.Sqlite;

/// <summary>
/// The only one who writes, on a thread of its own. Everyone who waits shares one commit, and with it one wait for the disk;
/// a request that fails undoes only itself.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostInBatch = 512;
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(50);
    private readonly string file;
    private readonly WriteQueue queue;
    private readonly IFailPoints failPoints;
    private readonly Timer patience;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Ballast ballast;
    private readonly DiskSpace space;
    private readonly Housekeeping house;
    private readonly FileIdentity identity;
    private readonly List<WriteRequest> batch = new(MostInBatch);
    private SqliteLink? link;
    private bool begun;
    private bool committing;

    /// <summary>Opens the file at once, so that whoever comes after finds it there.</summary>
    public SqliteWriter(SqliteOptions options, DiskSpace space, Ballast ballast, IFailPoints failPoints, ILogger log)
    {
        file = options.File;
        (this.space, this.ballast, this.failPoints) = (space, ballast, failPoints);
        house = new Housekeeping(new WriteAheadLog(options, space), ballast, log);
        queue = new WriteQueue(options.Patience, options.MostWaiting);
        link = SqliteLink.ForWriting(file);
        identity = new FileIdentity(file);
        // The writer looks for overdue requests while it waits for a lock; the timer does when it hangs in the disk.
        patience = new Timer(_ => queue.AbandonOverdue(), null, options.Patience / 10, options.Patience / 10);
        new Thread(Work) { Name = "couriarr-writer", IsBackground = true }.Start();
    }

    public int Waiting => queue.Count;
    public Action<int, TimeSpan>? Committed { get; set; }

    public void Add(WriteRequest request) => queue.Add(request);

    /// <summary>Takes nothing new, finishes what waits, and leaves one file with everything in it.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await ended.Task;
        await patience.DisposeAsync();
    }

    private void Work()
    {
        while (queue.WaitForWork())
        {
            ServeBatch();
            house.Keep(link);
        }
        house.LeaveInOrder(link);
        ended.SetResult();
    }

    private void ServeBatch()
    {
        try
        {
            if (identity.Objection is { } objection)
                throw new StoreUnavailableException(objection);
            link ??= SqliteLink.ForWriting(file);
            if (!Begin(link))
                return;
            begun = true;
            var started = Stopwatch.GetTimestamp();
            if (!TryWaiting(link, started))
            {
                // A savepoint for each would spare the others a second run. But mistakes are rare, and it copies every page that is touched.
                link.RollBack();
                queue.Return(batch);
                return;
            }
            Commit(link);
            Committed?.Invoke(batch.Count, Stopwatch.GetElapsedTime(started));
            batch.ForEach(request => request.Complete());
        }
        catch (Exception trouble)
        {
            Recover(trouble);
        }
        finally
        {
            batch.Clear();
            (begun, committing) = (false, false);
        }
    }

    /// <summary>The lock first, the requests after: nobody's change hangs half done while another process holds the lock.</summary>
    private bool Begin(SqliteLink open)
    {
        while (true)
        {
            var code = open.TryDo("BEGIN IMMEDIATE");
            if ((code & 0xff) is raw.SQLITE_DONE)
                return true;
            if ((code & 0xff) is not raw.SQLITE_BUSY)
                SqliteException.ThrowExceptionForRC(code, open.Handle);
            queue.AbandonOverdue();
            if (queue.IsEmpty)
                return false;
        }
    }

    /// <returns>False when one of them made a mistake: it has been told, and what the others did must be undone with it.</returns>
    private bool TryWaiting(SqliteLink open, long started)
    {
        var carriesGrowth = false;
        while (HasRoom(started) && queue.Take(batch.Count == 0, carriesGrowth) is { } request)
        {
            if (request.IsCancelled)
                request.Cancel();
            else if (request.IsGrowth && space.Objection is { } objection)
                request.Fail(new StoreUnavailableException(objection));
            else if (!Try(request, open))
                return false;
            carriesGrowth |= request.IsGrowth;
        }
        return true;
    }

    private bool HasRoom(long started) =>
        batch.Count < MostInBatch && Stopwatch.GetElapsedTime(started) < LongestBatch && batch is not [{ Alone: true }];

    private bool Try(WriteRequest request, SqliteLink open)
    {
        batch.Add(request);
        using var session = new SqliteSession(open);
        try
        {
            request.Run(session);
            return true;
        }
        catch (Exception mistake) when (!SqliteTrouble.IsOfTheStore(mistake))
        {
            batch.RemoveAt(batch.Count - 1);
            request.Fail(mistake);
            return false;
        }
    }

    private void Commit(SqliteLink open)
    {
        failPoints.Reach("commit.before");
        committing = true;
        open.Do("COMMIT");
        failPoints.Reach("commit.after");
    }

    /// <summary>Everything of the batch is undone, and its callers hear why. So do those who wait, when it did not even begin.</summary>
    private void Recover(Exception trouble)
    {
        var undone = !committing || link is { InTransaction: true };
        link?.RollBack();
        if (SqliteTrouble.SpoilsTheConnection(trouble))
        {
            link?.Dispose();
            link = null;
        }
        var hit = begun ? batch : queue.TakeAll();
        // A failed sync is no clear answer: only before the commit a broken disk may be taken for a full one.
        var isFull = SqliteTrouble.IsDiskFull(trouble) || (!committing && SqliteTrouble.MayBeDiskFull(trouble) && space.IsScarce);
        var again = isFull ? MakeRoom(hit) : Part(hit, undone && !SqliteTrouble.IsOfTheStore(trouble));
        foreach (var request in hit.Except(again))
            request.Fail(SqliteTrouble.Explain(trouble, file, committing));
        queue.Return(again);
    }

    /// <returns>Who may go again with the room that was made.</returns>
    private List<WriteRequest> MakeRoom(List<WriteRequest> hit)
    {
        ballast.Drop();
        if (link is not null)
            WriteAheadLog.Empty(link);
        return hit.FindAll(request => request.TakeSecondTry());
    }

    /// <summary>Somebody's mistake took the others with it. One by one it hits only the one who made it.</summary>
    private List<WriteRequest> Part(List<WriteRequest> hit, bool isMistake)
    {
        if (!isMistake || !begun || hit.Count == 1)
            return [];
        hit.ForEach(request => request.Alone = true);
        return [.. hit];
    }
}
