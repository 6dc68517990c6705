using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

/// <param name="Titled">A part of the title.</param>
/// <param name="After">The last show of the page before.</param>
internal sealed record ShowQuery(ShowStatus? Status = null, string? Titled = null, long After = 0, int Limit = 100)
{
    /// <summary>What the rules say of it now, whatever became of it.</summary>
    public Decision? Verdict { get; init; }
}

/// <summary>
/// The table of shows. What the catalogue says, what the rules say and what became of a show are written apart from each other:
/// none of them ever wipes another.
/// </summary>
internal sealed partial class ShowsTable(Database database, TimeProvider clock)
{
    private const int ReadAtOnce = 5000;

    private long _changes;

    /// <summary>Grows when what the catalogue says of any show changes.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<KnownShow?> FindAsync(long id, CancellationToken ct) => database.ReadAsync(session => FindAsync(session, id), ct);

    public static ValueTask<KnownShow?> FindAsync(Session session, long id) =>
        session.FirstAsync($"SELECT {ShowColumns.Known} FROM shows WHERE tvmaze_id = @p1", ShowColumns.ReadKnown, id);

    /// <summary>A page, in the order of their numbers. Those that the catalogue has no more are among them.</summary>
    public Task<List<KnownShow>> ListAsync(ShowQuery query, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {ShowColumns.Known} FROM shows WHERE tvmaze_id > @p1 AND (@p2 IS NULL OR processing_status = @p2)
                    AND (@p3 IS NULL OR title LIKE @p3 ESCAPE '\')
                    AND (@p5 IS NULL OR verdict = @p5) ORDER BY tvmaze_id LIMIT @p4
                    """,
                    ShowColumns.ReadKnown,
                    query.After,
                    query.Status?.Word(),
                    query.Titled is { } part ? $"%{Literally(part)}%" : null,
                    query.Limit,
                    query.Verdict?.ToString().ToLowerInvariant()
                ),
            ct
        );

    /// <summary>Those to be added that the catalogue still has, the most looked for first.</summary>
    public Task<List<KnownShow>> WantedAsync(int most, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {ShowColumns.Known} FROM shows WHERE processing_status = 'wanted' AND removed_at IS NULL
                    ORDER BY by_user DESC, weight DESC, tvmaze_id LIMIT @p1
                    """,
                    ShowColumns.ReadKnown,
                    most
                ),
            ct
        );

    /// <summary>All that the catalogue has, as rules ask for it.</summary>
    public async Task<ShowTable> PictureAsync(IReadOnlyCollection<RuleSet> asking, CancellationToken ct)
    {
        var whole = asking.Any(rules => rules.Fields.Overlaps(Fields.Heavy));
        var (columns, read) = whole
            ? (ShowColumns.Whole, ShowColumns.ReadWhole)
            : (ShowColumns.Light, (Func<Row, Show>)ShowColumns.ReadLight);
        var all = new List<Show>();
        List<Show> some;
        do
        {
            // In parts: a view that stays open holds up the clean-up behind it.
            var after = all.Count > 0 ? all[^1].Id : 0;
            some = await database.ReadAsync(session => PartAsync(session, columns, read, after), ct);
            all.AddRange(some);
        } while (some.Count == ReadAtOnce);
        return ShowTable.Of(all, asking);
    }

    private static ValueTask<List<Show>> PartAsync(Session session, string columns, Func<Row, Show> read, long after) =>
        session.QueryAsync(
            $"SELECT {columns} FROM shows WHERE tvmaze_id > @p1 AND removed_at IS NULL ORDER BY tvmaze_id LIMIT @p2",
            read,
            after,
            ReadAtOnce
        );

    private static string Literally(string part) =>
        part.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
