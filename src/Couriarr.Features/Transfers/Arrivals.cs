using Couriarr.Features.Media;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>Tells from the transfers which files have arrived. What was removed at the destination later has arrived nevertheless: it was not missed.</summary>
internal sealed class Arrivals(Database database) : IArrivals
{
    private const int AtOnce = 500;

    public async Task<IReadOnlySet<string>> ArrivedAsync(string instance, IReadOnlyCollection<string> paths, CancellationToken ct)
    {
        var arrived = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in paths.Chunk(AtOnce))
            arrived.UnionWith(await database.ReadAsync(session => ArrivedAsync(session, instance, some), ct));
        return arrived;
    }

    private static ValueTask<List<string>> ArrivedAsync(Session session, string instance, string[] paths)
    {
        var marks = string.Join(", ", Enumerable.Range(2, paths.Length).Select(n => $"@p{n}"));
        return session.QueryAsync(
            $"SELECT DISTINCT app_path FROM sync_jobs WHERE status = 'success' AND substr(work, 1, length(@p1)) = @p1 AND app_path IN ({marks})",
            row => row.GetString(0),
            [$"{instance}:", .. paths]
        );
    }
}
