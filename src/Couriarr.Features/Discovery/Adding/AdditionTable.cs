using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Adding;

/// <param name="Instance">Null means the one of the section.</param>
internal sealed record Addition(string Source, long Id, string State, string? Instance)
{
    public const string Review = "review";
    public const string Planned = "planned";
    public const string Asked = "asked";
    public const string Added = "added";
    public const string Exists = "exists";
    public const string Failed = "failed";

    /// <summary>The job that has it added, and since when.</summary>
    public long PlannedBy { get; init; }
    public DateTimeOffset PlannedAt { get; init; }

    public bool IsUnderway => State is Planned or Asked;
    public bool WasThere => State is Added or Exists;
}

/// <summary>What is being added and was added (additions), and whether anything may be (adding_consent).</summary>
internal sealed partial class AdditionTable(Database database, TimeProvider clock)
{
    private const string Columns = "source, id, state, instance, planned_by, planned_at";
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Arriving = TimeSpan.FromDays(7);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<Addition?> FindAsync(string source, long id, CancellationToken ct) =>
        database.ReadAsync(s => s.FirstAsync($"SELECT {Columns} FROM additions WHERE source = @p1 AND id = @p2", Read, source, id), ct);

    public Task<List<Addition>> AllAsync(string source, CancellationToken ct) =>
        database.ReadAsync(s => s.QueryAsync($"SELECT {Columns} FROM additions WHERE source = @p1", Read, source), ct);

    public Task<int> UsedTodayAsync(CancellationToken ct) => database.ReadAsync(UsedTodayAsync, ct);

    /// <summary>How many were begun by themselves within the last 24 hours, of all catalogues.</summary>
    public async ValueTask<int> UsedTodayAsync(Session session) =>
        (int)
            await session.FirstAsync(
                "SELECT count(*) FROM additions WHERE by_user = 0 AND planned_at > @p1 AND state IN ('planned', 'asked', 'added')",
                row => row.GetInt64(0),
                Now - (long)Day.TotalMilliseconds
            );

    /// <summary>Writes down that a job sees to it from now on.</summary>
    public ValueTask<int> PlanAsync(Session session, string source, Wish wish, long job) =>
        session.ExecuteAsync(
            """
            INSERT INTO additions (source, id, title, state, instance, by_user, planned_at, planned_by)
                VALUES (@p1, @p2, @p3, 'planned', @p4, @p5, @p6, @p7)
            ON CONFLICT (source, id) DO UPDATE SET title = excluded.title, state = excluded.state, instance = excluded.instance,
                by_user = excluded.by_user, planned_at = excluded.planned_at, planned_by = excluded.planned_by, asked_at = NULL, ended_at = NULL, bytes = 0, told_by = NULL
            """,
            source,
            wish.Id,
            wish.Title,
            wish.Routing.Instance,
            wish.ByUser ? 1 : 0,
            Now,
            job
        );

    /// <summary>Writes down that the app is asked now: from here on it may have it, whatever we hear.</summary>
    public Task<int> AskAsync(string source, long id, string root, long bytes, CancellationToken ct) =>
        database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    """
                    UPDATE additions SET state = 'asked', asked_at = @p3, root_folder = @p4, bytes = @p5
                    WHERE source = @p1 AND id = @p2
                    """,
                    source,
                    id,
                    Now,
                    root,
                    bytes
                ),
            WriteKind.Upkeep,
            ct
        );

    /// <param name="state">Null when there is nothing to remember.</param>
    public ValueTask<int> EndAsync(Session session, string source, Wish wish, string? state) =>
        state is null
            ? session.ExecuteAsync("DELETE FROM additions WHERE source = @p1 AND id = @p2", source, wish.Id)
            : session.ExecuteAsync(
                """
                INSERT INTO additions (source, id, title, state, instance, by_user, ended_at) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                ON CONFLICT (source, id) DO UPDATE SET state = excluded.state, instance = excluded.instance, ended_at = excluded.ended_at
                """,
                source,
                wish.Id,
                wish.Title,
                state,
                wish.Routing.Instance,
                wish.ByUser ? 1 : 0,
                Now
            );

    /// <summary>What was added to a folder lately and is likely not all there yet.</summary>
    public Task<long> PromisedAsync(string? instance, string root, CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.FirstAsync(
                    """
                    SELECT coalesce(sum(bytes), 0) FROM additions WHERE state IN ('asked', 'added') AND asked_at > @p1 AND root_folder = @p2
                        AND coalesce(instance, '') = @p3
                    """,
                    row => row.GetInt64(0),
                    Now - (long)Arriving.TotalMilliseconds,
                    root,
                    instance ?? ""
                ),
            ct
        );

    private static Addition Read(Row row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetString(2), row.IsNull(3) ? null : row.GetString(3))
        {
            PlannedBy = row.IsNull(4) ? 0 : row.GetInt64(4),
            PlannedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.IsNull(5) ? 0 : row.GetInt64(5)),
        };
}
