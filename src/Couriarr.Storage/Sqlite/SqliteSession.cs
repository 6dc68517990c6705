using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Sqlite;

/// <summary>Answers at once, on the calling thread; and refuses to be used after its transaction.</summary>
internal sealed class SqliteSession(SqliteLink link) : Session, IDisposable
{
    private volatile bool over;

    public override ValueTask<int> ExecuteAsync(string sql, params object?[] values) => ValueTask.FromResult(Open().Execute(sql, values));

    public override ValueTask<List<T>> QueryAsync<T>(string sql, Func<Row, T> map, params object?[] values) =>
        ValueTask.FromResult(Open().Prepare(sql).Query(map, values));

    public T Run<T>(Func<Session, ValueTask<T>> work)
    {
        var result = work(this);
        return result.IsCompleted
            ? result.GetAwaiter().GetResult()
            : throw new InvalidOperationException(
                "Work on the database awaited something other than its session. Do that before or after."
            );
    }

    public void Dispose()
    {
        over = true;
        link.Trim();
    }

    private SqliteLink Open() =>
        over ? throw new InvalidOperationException("This session is over: its transaction has ended without the rest of the work.") : link;
}
