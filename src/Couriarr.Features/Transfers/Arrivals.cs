using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Tells from the transfers what stands with files. Of a path the newest row counts; what was renamed stands where its new name does.
/// What was removed at the destination later has arrived nevertheless: it was not missed.
/// </summary>
internal sealed class Arrivals(Database database, RenameTable renames, PathMap map) : IArrivals
{
    private const int AtOnce = 500;

    public async Task<IReadOnlyDictionary<string, Standing>> StandingAsync(
        string instance,
        IReadOnlyCollection<string> paths,
        CancellationToken ct
    )
    {
        var standing = await OfRowsAsync(instance, paths, ct);
        foreach (var path in standing.Where(known => IsOpenQuestion(known.Value)).Select(known => known.Key).ToList())
            if (map.Place(path, instance) is Placement.Found place)
                standing[path] = await OfNewNameAsync(instance, place, standing[path], ct);
        return standing;
    }

    private async Task<Standing> OfNewNameAsync(string instance, Placement.Found place, Standing otherwise, CancellationToken ct)
    {
        var names = (await renames.AfterAsync(place.Route.Name, place.Within, ct)).Select(name => name.Path).ToList();
        if (names.Count == 0)
            return otherwise;
        var known = await OfRowsAsync(instance, names, ct);
        return names.Select(name => known[name]).LastOrDefault(one => !IsOpenQuestion(one), otherwise);
    }

    private static bool IsOpenQuestion(Standing standing) => standing is Standing.Unknown or Standing.Gone;

    private async Task<Dictionary<string, Standing>> OfRowsAsync(string instance, IReadOnlyCollection<string> paths, CancellationToken ct)
    {
        var all = paths.Distinct(StringComparer.Ordinal).ToDictionary(path => path, _ => Standing.Unknown, StringComparer.Ordinal);
        foreach (var some in all.Keys.ToList().Chunk(AtOnce))
        foreach (var (path, status, outcome) in await database.ReadAsync(session => NewestAsync(session, instance, some), ct))
            all[path] = status switch
            {
                ParcelStatus.Success => Standing.Arrived,
                ParcelStatus.GivenUp => Standing.GivenUp,
                ParcelStatus.Superseded when outcome == ParcelStatus.Cancelled => Standing.Cancelled,
                ParcelStatus.Superseded => Standing.Gone,
                _ => Standing.Underway,
            };
        return all;
    }

    private static ValueTask<List<(string Path, string Status, string Outcome)>> NewestAsync(
        Session session,
        string instance,
        string[] paths
    )
    {
        var marks = string.Join(", ", Enumerable.Range(2, paths.Length).Select(n => $"@p{n}"));
        return session.QueryAsync(
            $"""
            SELECT app_path, status, coalesce(outcome, '') FROM sync_jobs WHERE id IN (
                SELECT max(id) FROM sync_jobs WHERE app_path IN ({marks}) AND substr(work, 1, length(@p1)) = @p1 GROUP BY app_path)
            """,
            row => (row.GetString(0), row.GetString(1), row.GetString(2)),
            [$"{instance}:", .. paths]
        );
    }
}
