using System.Globalization;
using Couriarr.Features.Media;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Notifications.Errors;

/// <summary>The table error_kinds: what was logged as an error, by local day.</summary>
internal sealed class ErrorTable(Database database)
{
    private const int LongestSentence = 300;

    public Task<bool> IsToldAsync(DateOnly day, string kind, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT count(*) FROM error_kinds WHERE day = @p1 AND kind = @p2",
                    row => row.GetInt64(0) > 0,
                    Text(day),
                    kind
                ),
            ct
        );

    public Task CountAsync(DateOnly day, string kind, string sentence, int count, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    INSERT INTO error_kinds (day, kind, sentence, count) VALUES (@p1, @p2, @p3, @p4)
                    ON CONFLICT (day, kind) DO UPDATE SET count = error_kinds.count + @p4
                    """,
                    Text(day),
                    kind,
                    Excerpt.Of(sentence, LongestSentence),
                    count
                ),
            WriteKind.Upkeep,
            ct
        );

    /// <summary>The most frequent first.</summary>
    public Task<List<(string Sentence, long Count)>> OfDayAsync(DateOnly day, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT sentence, count FROM error_kinds WHERE day = @p1 ORDER BY count DESC, kind",
                    row => (row.GetString(0), row.GetInt64(1)),
                    Text(day)
                ),
            ct
        );

    public Task<int> ForgetAsync(DateOnly before, CancellationToken ct) =>
        database.WriteAsync(session => session.ExecuteAsync("DELETE FROM error_kinds WHERE day < @p1", Text(before)), WriteKind.Upkeep, ct);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
