using System.Text.Json;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Postgres;

/// <summary>The nodes of a database on a server. Who is live is counted by the server's clock.</summary>
internal sealed class PostgresNodes(PostgresDatabase crowd, string home, string? place = null) : INodeTable
{
    // So long one that died without a word is still shown.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public string Home => home;
    public string? Place => place;

    /// <summary>The folder's own name, made when it is first asked for: only one process at a time has the folder.</summary>
    public static string HomeOf(string folder)
    {
        var file = Path.Combine(folder, "node.id");
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known)
            return known;
        var home = Guid.NewGuid().ToString("N");
        File.WriteAllText($"{file}.new", home);
        File.Move($"{file}.new", file, overwrite: true);
        return home;
    }

    public async Task<IReadOnlyList<NodeRecord>> TellAsync(NodeRecord own, CancellationToken ct)
    {
        await crowd.WriteAsync(session => WriteAsync(session, own), WriteKind.Upkeep, ct);
        return await crowd.ReadAsync(session => session.QueryAsync(All, Read, (long)JobsOptions.Lease.TotalMilliseconds), ct);
    }

    public Task ForgetAsync(string id, CancellationToken ct) =>
        crowd.WriteAsync(session => session.ExecuteAsync("DELETE FROM nodes WHERE id = @p1", id), WriteKind.Upkeep, ct);

    private const string All = $"""
        SELECT id, name, version, started_at, seen_at, lanes, unreachable, running,
            CASE WHEN seen_at > {PostgresJobSql.Now} - @p1 THEN 1 ELSE 0 END
        FROM nodes ORDER BY name, started_at
        """;

    // One that comes back after a long sleep says so here; until then it is gone.
    private static async ValueTask<int> WriteAsync(Session session, NodeRecord own)
    {
        await session.ExecuteAsync(
            $"DELETE FROM nodes WHERE seen_at < {PostgresJobSql.Now} - @p1 OR (name = @p2 AND id <> @p3 AND seen_at < {PostgresJobSql.Now} - @p4)",
            (long)Remembered.TotalMilliseconds,
            own.Name,
            own.Id,
            (long)JobsOptions.Lease.TotalMilliseconds
        );
        return await session.ExecuteAsync(
            $"""
            INSERT INTO nodes (id, name, version, started_at, seen_at, lanes, unreachable, running)
            VALUES (@p1, @p2, @p3, @p4, {PostgresJobSql.Now}, @p5, @p6, @p7)
            ON CONFLICT (id) DO UPDATE SET seen_at = {PostgresJobSql.Now}, lanes = @p5, unreachable = @p6, running = @p7
            """,
            own.Id,
            own.Name,
            own.Version,
            own.StartedAt.ToMs(),
            JsonSerializer.Serialize(own.Lanes),
            JsonSerializer.Serialize(own.Unreachable),
            own.Running
        );
    }

    private static NodeRecord Read(Row row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3).ToTime())
        {
            SeenAt = row.GetInt64(4).ToTime(),
            Lanes = ListOf(row.GetString(5)),
            Unreachable = ListOf(row.GetString(6)),
            Running = row.GetInt32(7),
            IsLive = row.GetInt64(8) != 0,
        };

    private static List<string> ListOf(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
