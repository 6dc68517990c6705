using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What files that we brought are called upstream by now, and which of them an upgrade replaced.</summary>
internal sealed partial class SyncJobs
{
    private const int NamesAtOnce = 500;

    /// <summary>Remembers of a work's files that an upgrade replaced them: they may go when all that was in them has come anew.</summary>
    public Task ReplaceAsync(MirrorMedia job, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await ReplaceAsync(session, job.Work.Key, "coalesce(upstream_path, app_path)", job.Removals);
                await ReplaceAsync(session, job.Work.Key, "app_path <> upstream_path AND upstream_path", job.Renewed);
                return true;
            },
            WriteKind.Upkeep,
            ct
        );

    private async ValueTask ReplaceAsync(Session session, string work, string name, IReadOnlyList<string> names)
    {
        foreach (var some in names.Chunk(NamesAtOnce))
            await session.ExecuteAsync(
                $"""
                UPDATE sync_jobs SET replaced_at = @p2 WHERE work = @p1 AND status = 'success' AND removed_at IS NULL AND replaced_at IS NULL
                    AND {name} IN ({string.Join(", ", some.Select((_, i) => FormattableString.Invariant($"@p{i + 3}")))})
                """,
                [work, Now, .. some]
            );
    }

    /// <summary>Something of the work lies at the destination that was replaced, and waits for the rest of what was in it.</summary>
    public Task<bool> HasReplacedAsync(string work, CancellationToken ct) => HasAsync(work, "replaced_at IS NOT NULL", ct);

    /// <summary>Something of the work has another name upstream than here.</summary>
    public Task<bool> HasRenamedAsync(string work, CancellationToken ct) => HasAsync(work, "upstream_path <> app_path", ct);

    private Task<bool> HasAsync(string work, string what, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT count(*) FROM sync_jobs WHERE work = @p1 AND status = 'success' AND removed_at IS NULL AND {what}",
                    row => row.GetInt64(0) > 0,
                    work
                ),
            ct
        );

    // Which files are meant is seen before any gets its new name, so that those that change names are not taken for each other.
    private static async ValueTask CallAsync(Session session, IReadOnlyList<Rename> renames)
    {
        var called = new List<(long Id, string Name)>();
        foreach (var rename in renames)
        foreach (var id in await CalledAsync(session, rename))
            called.Add((id, rename.ToPath));
        foreach (var (id, name) in called)
            await session.ExecuteAsync("UPDATE sync_jobs SET upstream_path = @p2 WHERE id = @p1", id, name);
    }

    private static ValueTask<List<long>> CalledAsync(Session session, Rename rename) =>
        session.QueryAsync(
            """
            SELECT id FROM sync_jobs WHERE mapping = @p1 AND within = @p2 AND upstream_path IS NULL
            UNION SELECT id FROM sync_jobs WHERE upstream_path = @p3 AND mapping = @p1
            """,
            row => row.GetInt64(0),
            rename.From.Route.Name,
            rename.From.Within,
            rename.FromPath
        );
}
