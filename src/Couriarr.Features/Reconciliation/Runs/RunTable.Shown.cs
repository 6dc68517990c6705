using System.Text.Json;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>What is shown of comparisons.</summary>
internal sealed partial class RunTable
{
    /// <summary>The newest first.</summary>
    public Task<List<Run>> NewestAsync(int count, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var runs = await session.QueryAsync($"SELECT {Columns} FROM reconcile_runs ORDER BY id DESC LIMIT @p1", ReadRun, count);
                for (var i = 0; i < runs.Count; i++)
                    runs[i] = await WholeAsync(session, runs[i]);
                return runs;
            },
            ct
        );

    public Task<Run?> FindAsync(long id, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
                await session.FirstAsync($"SELECT {Columns} FROM reconcile_runs WHERE id = @p1", ReadRun, id) is { } run
                    ? await WholeAsync(session, run)
                    : null,
            ct
        );

    /// <summary>The one before of the same occasion, that said something of this library.</summary>
    public Task<LibraryOutcome?> BeforeAsync(Run run, string library, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"""
                    SELECT {OfLibraries} FROM reconcile_libraries WHERE library = @p2 AND why IS NULL AND run < @p1
                        AND run IN (SELECT id FROM reconcile_runs WHERE occasion = @p3) ORDER BY run DESC LIMIT 1
                    """,
                    ReadLibrary,
                    run.Id,
                    library,
                    run.Occasion.ToString().ToLowerInvariant()
                ),
            ct
        );

    /// <summary>Of each library the last outcome, and the last one that said something.</summary>
    public Task<List<(LibraryOutcome Last, LibraryOutcome? Said)>> LatestAsync(CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var all = await session.QueryAsync(
                    $"SELECT {OfLibraries} FROM reconcile_libraries WHERE run IN (SELECT max(run) FROM reconcile_libraries o WHERE o.library = reconcile_libraries.library)",
                    ReadLibrary
                );
                var said = await session.QueryAsync(
                    $"""
                    SELECT {OfLibraries} FROM reconcile_libraries
                    WHERE run IN (SELECT max(run) FROM reconcile_libraries o WHERE o.library = reconcile_libraries.library AND o.why IS NULL) AND why IS NULL
                    """,
                    ReadLibrary
                );
                return all.OrderBy(one => one.Library, StringComparer.Ordinal)
                    .Select(one => (one, said.FirstOrDefault(other => other.Library == one.Library)))
                    .ToList();
            },
            ct
        );

    /// <summary>Forgets what is older than that, with all that belongs to it; the last that was said of a library stays.</summary>
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                const string Old = """
                    SELECT id FROM reconcile_runs WHERE started_at < @p1 AND id NOT IN (
                        SELECT max(run) FROM reconcile_libraries WHERE why IS NULL GROUP BY library)
                    """;
                var at = before.ToUnixTimeMilliseconds();
                await session.ExecuteAsync(
                    $"DELETE FROM reconcile_lines WHERE plan IN (SELECT id FROM reconcile_plans WHERE run IN ({Old}))",
                    at
                );
                foreach (var table in OfOneLibrary.Append("reconcile_plans"))
                    await session.ExecuteAsync($"DELETE FROM {table} WHERE run IN ({Old})", at);
                await session.ExecuteAsync(
                    "DELETE FROM reconcile_tries WHERE run NOT IN (SELECT id FROM reconcile_runs WHERE started_at >= @p1)",
                    at
                );
                return await session.ExecuteAsync(
                    "DELETE FROM reconcile_runs WHERE started_at < @p1 AND id NOT IN (SELECT run FROM reconcile_libraries)",
                    at
                );
            },
            WriteKind.Upkeep,
            ct
        );

    private static async ValueTask<Run> WholeAsync(Session session, Run run) =>
        run with
        {
            Libraries = await session.QueryAsync(
                $"SELECT {OfLibraries} FROM reconcile_libraries WHERE run = @p1 ORDER BY library",
                ReadLibrary,
                run.Id
            ),
        };

    private static Run ReadRun(Row row) =>
        new(
            row.GetInt64(0),
            Enum.Parse<Occasion>(row.GetString(2), ignoreCase: true),
            Time(row, 3),
            row.IsNull(4) ? null : row.GetString(4),
            Time(row, 6)!.Value,
            Time(row, 7)
        )
        {
            JobId = row.GetInt64(1),
            IsDry = row.GetInt64(5) != 0,
            Queued = row.GetInt32(8),
        };

    private static LibraryOutcome ReadLibrary(Row row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            Time(row, 2)!.Value,
            row.IsNull(3) ? null : row.GetString(3),
            JsonSerializer.Deserialize<Dictionary<string, int>>(row.GetString(4))!
        )
        {
            Titles = row.GetInt32(5),
            Notes = JsonSerializer.Deserialize<string[]>(row.GetString(6))!,
            Listed = row.GetInt32(7),
        };

    private static DateTimeOffset? Time(Row row, int at) =>
        row.IsNull(at) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(at));
}
