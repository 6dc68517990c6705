using System.Text.Json;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>The table reconcile_titles: how each title of a library stood.</summary>
internal sealed class TitleTable(Database database)
{
    /// <summary>A page of them by library and key, beside what they were in an earlier run.</summary>
    public Task<List<TitleLine>> PageAsync(TitleQuestion question, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT t.library, t.key, t.title, t.counts, b.counts FROM reconcile_titles t
                    LEFT JOIN reconcile_titles b ON b.run = @p2 AND b.library = t.library AND b.key = t.key
                    WHERE t.run = @p1 AND t.library = @p3 AND t.key > @p4 AND (@p5 = 0 OR t.differs = 1)
                    ORDER BY t.key LIMIT @p6
                    """,
                    row => new TitleLine(row.GetString(0), row.GetString(1), row.GetString(2), CountsOf(row, 3)!, CountsOf(row, 4)),
                    question.Run,
                    question.Before ?? 0,
                    question.Library,
                    question.After,
                    question.OnlyDiffering ? 1 : 0,
                    question.Limit
                ),
            ct
        );

    private static Dictionary<string, int>? CountsOf(Row row, int at) =>
        row.IsNull(at) ? null : JsonSerializer.Deserialize<Dictionary<string, int>>(row.GetString(at));
}

/// <param name="Before">An earlier run to compare with.</param>
internal sealed record TitleQuestion(long Run, long? Before, string Library)
{
    public string After { get; init; } = "";
    public bool OnlyDiffering { get; init; }
    public int Limit { get; init; } = 500;
}

/// <param name="Before">Null when there was nothing of it.</param>
internal sealed record TitleLine(
    string Library,
    string Key,
    string Title,
    IReadOnlyDictionary<string, int> Files,
    IReadOnlyDictionary<string, int>? Before
);
