using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Storage;

/// <summary>How a test looks into the database of a host, whichever it is.</summary>
internal static class Asking
{
    /// <returns>The one column that was asked for, row by row. A number is its text, and so is what is empty.</returns>
    public static Task<List<string>> AskAsync(this Database database, string sql) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"WITH asked (answer) AS ({sql}) SELECT coalesce(CAST(answer AS text), '') FROM asked",
                    row => row.GetString(0)
                ),
            TestContext.Current.CancellationToken
        );
}
