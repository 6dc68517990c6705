namespace Couriarr.Storage.Sql;

/// <summary>Statements inside one transaction or view. Parameters are @p1, @p2 and so on, in the order of the values.</summary>
public abstract class Session
{
    /// <returns>How many rows it changed.</returns>
    public abstract ValueTask<int> ExecuteAsync(string sql, params object?[] values);

    public abstract ValueTask<List<T>> QueryAsync<T>(string sql, Func<Row, T> map, params object?[] values);

    public async ValueTask<T?> FirstAsync<T>(string sql, Func<Row, T> map, params object?[] values) =>
        (await QueryAsync(sql, map, values)).FirstOrDefault();
}
