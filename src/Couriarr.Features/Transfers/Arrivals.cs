using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Tells from the transfers what stands with files. Of a path the newest row counts; what was renamed stands where its new name does.
/// What was removed at the destination later has arrived nevertheless: it was not missed. So has what an upgrade of the same name replaced.
/// </summary>
internal sealed class Arrivals(Database database, RenameTable renames, PathMap map, Cancelled cancelled) : IArrivals
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

    public async Task<IReadOnlySet<(string Path, long File)>> ArrivedAsync(
        string instance,
        IReadOnlyCollection<string> paths,
        CancellationToken ct
    )
    {
        var arrived = new HashSet<(string, long)>();
        foreach (var some in paths.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        foreach (var file in await database.ReadAsync(session => ArrivedAsync(session, instance, some), ct))
            if (file.FileId is { } id)
                arrived.Add((file.Path, id));
        return arrived;
    }

    private async Task<Dictionary<string, Standing>> OfRowsAsync(string instance, IReadOnlyCollection<string> paths, CancellationToken ct)
    {
        var all = paths.Distinct(StringComparer.Ordinal).ToDictionary(path => path, _ => Standing.Unknown, StringComparer.Ordinal);
        var waiting = new List<Newest>();
        foreach (var some in all.Keys.ToList().Chunk(AtOnce))
        foreach (var row in await database.ReadAsync(session => NewestAsync(session, instance, some), ct))
            if ((all[row.Path] = StandingOf(row)) is Standing.Underway)
                waiting.Add(row);
        if (waiting.Count == 0)
            return all;
        var stopped = await cancelled.AmongAsync(waiting.Select(row => row.Work?.Transfer).OfType<TransferMedia>().DistinctBy(KeyOf), ct);
        foreach (var row in waiting.Where(row => stopped.Contains(row.Id)))
            all[row.Path] = Standing.Cancelled;
        return all;
    }

    private static string? KeyOf(IJob job) => job.UniqueKey;

    private static Standing StandingOf(Newest row) =>
        row.Status switch
        {
            ParcelStatus.Success => Standing.Arrived,
            ParcelStatus.GivenUp => Standing.GivenUp,
            ParcelStatus.Superseded when row.Outcome == ParcelStatus.Cancelled => Standing.Cancelled,
            ParcelStatus.Superseded => Standing.Gone,
            _ => Standing.Underway,
        };

    private static ValueTask<List<Newest>> NewestAsync(Session session, string instance, string[] paths) =>
        session.QueryAsync(
            $"""
            SELECT app_path, id, status, coalesce(outcome, ''), mapping, work, coalesce(work_title, ''), job_type FROM sync_jobs WHERE id IN (
                SELECT max(id) FROM sync_jobs WHERE app_path IN ({Marks(paths)}) AND substr(work, 1, length(@p1)) = @p1 GROUP BY app_path)
            """,
            row => new Newest(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3))
            {
                Work = row.IsNull(4)
                    ? null
                    : new OpenWork(row.GetString(4), new WorkName(row.GetString(5), row.GetString(6)), row.GetString(7), row.GetString(0)),
            },
            [$"{instance}:", .. paths]
        );

    private static ValueTask<List<ImportedFile>> ArrivedAsync(Session session, string instance, string[] paths) =>
        session.QueryAsync(
            $"""
            SELECT file FROM sync_jobs
            WHERE app_path IN ({Marks(paths)}) AND substr(work, 1, length(@p1)) = @p1 AND status = 'success' AND file IS NOT NULL
            """,
            row => SyncJobs.FileOf(row.GetString(0)),
            [$"{instance}:", .. paths]
        );

    private static string Marks(string[] paths) =>
        string.Join(", ", Enumerable.Range(2, paths.Length).Select(n => FormattableString.Invariant($"@p{n}")));

    /// <param name="Path">As the app has it.</param>
    private sealed record Newest(string Path, long Id, string Status, string Outcome)
    {
        /// <summary>Null when no mapping fits.</summary>
        public OpenWork? Work { get; init; }
    }
}
