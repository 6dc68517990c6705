using System.Text.Json;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>The tables reconcile_runs and reconcile_libraries: which comparisons were made, and what came of each library.</summary>
internal sealed partial class RunTable(Database database, TimeProvider clock)
{
    private const string Columns = "id, job_id, occasion, tick, \"only\", is_dry, started_at, ended_at, queued";
    private const string OfLibraries = "run, library, at, why, counts, titles, notes, listed";

    private static readonly string[] OfOneLibrary = ["reconcile_files", "reconcile_titles", "reconcile_libraries"];

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The run of a job, which is the same when the job comes back after a crash.</summary>
    public Task<Run> BeginAsync(long job, Reconcile wish, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    INSERT INTO reconcile_runs (job_id, occasion, tick, "only", is_dry, started_at) VALUES (@p1, @p2, @p3, @p4, @p5, @p6)
                    ON CONFLICT (job_id) DO NOTHING
                    """,
                    job,
                    wish.Occasion.ToString().ToLowerInvariant(),
                    wish.Tick?.ToUnixTimeMilliseconds(),
                    wish.Library,
                    wish.IsDry ? 1 : 0,
                    Now
                );
                return (await session.FirstAsync($"SELECT {Columns} FROM reconcile_runs WHERE job_id = @p1", ReadRun, job))!;
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>Forgets what an earlier try left of a library.</summary>
    public Task ClearAsync(long run, string library, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var table in OfOneLibrary)
                    await session.ExecuteAsync($"DELETE FROM {table} WHERE run = @p1 AND library = @p2", run, library);
                return true;
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>Nothing can be said of a library, and why.</summary>
    public Task DoubtAsync(long run, string library, string why, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "INSERT INTO reconcile_libraries (run, library, at, why) VALUES (@p1, @p2, @p3, @p4)",
                    run,
                    library,
                    Now,
                    why
                ),
            WriteKind.Growth,
            ct
        );

    /// <summary>Writes the titles, and last the library: only what has that line was compared to its end.</summary>
    public async Task SayAsync(long run, string library, Sheet sheet, Compared compared, bool withAllTitles, CancellationToken ct)
    {
        foreach (var some in sheet.Titles.Where(title => withAllTitles || title.Files.Differing > 0).Chunk(500))
            await database.WriteAsync(session => AddTitlesAsync(session, run, library, some), WriteKind.Growth, ct);
        await database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "INSERT INTO reconcile_libraries (run, library, at, counts, titles, notes, listed, mounts, apps) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)",
                    run,
                    library,
                    Now,
                    sheet.Counts.ToJson(),
                    compared.Titles,
                    JsonSerializer.Serialize(compared.Notes),
                    sheet.Listed,
                    compared.Seen.Mounted.ToJson(),
                    JsonSerializer.Serialize(compared.Seen.Apps)
                ),
            WriteKind.Growth,
            ct
        );
    }

    /// <summary>What was there when something was said of a library last.</summary>
    public async Task<LastSeen> LastSeenAsync(string library, CancellationToken ct) =>
        await database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT mounts, apps FROM reconcile_libraries WHERE library = @p1 AND why IS NULL ORDER BY run DESC LIMIT 1",
                    row => new LastSeen(
                        Mounted.Read(row.GetString(0)),
                        JsonSerializer.Deserialize<Dictionary<string, int>>(row.GetString(1))!
                    ),
                    library
                ),
            ct
        ) ?? LastSeen.Nothing;

    /// <param name="wasCounted">Nothing of it is carried, whoever wished that.</param>
    public Task EndAsync(long run, int queued, bool wasCounted, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "UPDATE reconcile_runs SET ended_at = @p2, queued = @p3, is_dry = CASE WHEN @p4 = 1 THEN 1 ELSE is_dry END WHERE id = @p1",
                    run,
                    Now,
                    queued,
                    wasCounted ? 1 : 0
                ),
            WriteKind.Upkeep,
            ct
        );

    private static async ValueTask<bool> AddTitlesAsync(Session session, long run, string library, TitleCounts[] titles)
    {
        foreach (var title in titles)
            await session.ExecuteAsync(
                "INSERT INTO reconcile_titles (run, library, key, title, counts, differs) VALUES (@p1, @p2, @p3, @p4, @p5, @p6)",
                run,
                library,
                title.Key,
                title.Title,
                title.Files.ToJson(),
                title.Files.Differing > 0 ? 1 : 0
            );
        return true;
    }
}
