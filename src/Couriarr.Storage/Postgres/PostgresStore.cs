using Couriarr.Jobs;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Storage.Postgres;

/// <summary>An open database on a server: for the features one at a time, for the queue all at once.</summary>
internal sealed class PostgresStore(PostgresPool pool, DataFolder folder, string home, PostgresMark mark, IFailPoints failPoints)
    : IAsyncDisposable
{
    private int closed;

    public PostgresPool Pool => pool;
    public PostgresDatabase Database { get; } = new(pool, Company.Alone, failPoints);
    public PostgresDatabase Crowd { get; } = new(pool, Company.Crowd, failPoints);

    public PostgresNodes Nodes => new(Crowd, home, folder.Place);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0)
            return;
        await mark.DisposeAsync();
        Database.Dispose();
        Crowd.Dispose();
        await pool.DisposeAsync();
        folder.Dispose();
    }
}
