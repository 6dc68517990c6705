using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>The table reconcile_files: what differs, file by file.</summary>
internal sealed class FindingTable(Database database)
{
    public const string Columns =
        "f.id, f.library, f.key, f.title, f.within, f.standing, f.why, f.work, f.file_id, f.app_size, f.quality, f.source_size, f.source_modified,"
        + " f.there_size, f.there_modified, f.there";

    public Task AddAsync(long run, IReadOnlyList<Finding> findings, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var finding in findings)
                    await AddAsync(session, run, finding);
                return true;
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>Those of a run by their numbers, of one library or standing when it is said.</summary>
    public Task<List<Finding>> PageAsync(
        long run,
        string? library,
        IReadOnlyCollection<string> standings,
        long after,
        int limit,
        CancellationToken ct
    ) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {Columns} FROM reconcile_files f WHERE f.run = @p1 AND f.id > @p2 AND (@p3 = '' OR f.library = @p3)
                        AND (@p4 = '' OR @p4 LIKE '% ' || f.standing || ' %')
                    ORDER BY f.id LIMIT @p5
                    """,
                    row => Read(row),
                    run,
                    after,
                    library ?? "",
                    standings.Count == 0 ? "" : $" {string.Join(' ', standings)} ",
                    limit
                ),
            ct
        );

    public static Finding Read(Row row, int at = 0) =>
        new(
            row.GetInt64(at),
            row.GetString(at + 1),
            row.GetString(at + 2),
            row.GetString(at + 3),
            row.GetString(at + 4),
            row.GetString(at + 5)
        )
        {
            Why = Text(row, at + 6),
            Work = Text(row, at + 7) is { } json ? JsonSerializer.Deserialize<Work>(json, JsonSerializerOptions.Web) : null,
            FileId = Number(row, at + 8),
            AppSize = Number(row, at + 9),
            Quality = Text(row, at + 10),
            Source = SightAt(row, at + 11),
            There = SightAt(row, at + 13),
            ThereWithin = Text(row, at + 15),
        };

    private static ValueTask<int> AddAsync(Session session, long run, Finding f) =>
        session.ExecuteAsync(
            """
            INSERT INTO reconcile_files (run, library, key, title, within, standing, why, work, file_id, app_size, quality, source_size, source_modified,
                there_size, there_modified, there)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16)
            """,
            run,
            f.Library,
            f.Key,
            f.Title,
            f.Within,
            f.Standing,
            f.Why,
            f.Work is { } work ? JsonSerializer.Serialize(work, JsonSerializerOptions.Web) : null,
            f.FileId,
            f.AppSize,
            f.Quality,
            f.Source?.Size,
            f.Source?.Modified,
            f.There?.Size,
            f.There?.Modified,
            f.ThereWithin
        );

    private static Sight? SightAt(Row row, int at) => row.IsNull(at) ? null : new Sight(row.GetInt64(at), row.GetInt64(at + 1));

    private static string? Text(Row row, int at) => row.IsNull(at) ? null : row.GetString(at);

    private static long? Number(Row row, int at) => row.IsNull(at) ? null : row.GetInt64(at);
}
