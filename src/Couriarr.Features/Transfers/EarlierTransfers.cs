using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Storage;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What was taken over of the transfers of an earlier service.</summary>
/// <param name="Known">Were here before.</param>
internal sealed record TakenTransfers(int Carried, int GivenUp, int Waited, int Days, int Known);

/// <summary>
/// Takes over sync_jobs and sync_stats of an earlier service, as the past they are. What waited there is not carried by this: whether it is
/// missing at the destination is found by comparing both servers.
/// </summary>
internal static class EarlierTransfers
{
    private const string Owner = "earlier";
    private const string Waited = "It waited in the earlier service. Comparing both servers finds out whether it is missing.";

    public static async ValueTask<TakenTransfers> TakeAsync(Session session, EarlierDatabase earlier, PathMap map)
    {
        var taken = new Dictionary<string, int>();
        var known = 0;
        foreach (var row in earlier.Each("sync_jobs"))
            if (await TakeAsync(session, row, map) is { } status)
                taken[status] = taken.GetValueOrDefault(status) + 1;
            else
                known++;
        var days = earlier.Has("sync_stats") ? await TakeDaysAsync(session, earlier) : 0;
        return new(
            taken.GetValueOrDefault(ParcelStatus.Success),
            taken.GetValueOrDefault(ParcelStatus.GivenUp),
            taken.GetValueOrDefault(ParcelStatus.Superseded),
            days,
            known
        );
    }

    // Its number there, below zero, is its batch here: taken over once more it is known.
    private static async ValueTask<string?> TakeAsync(Session session, EarlierRow row, PathMap map)
    {
        var (source, destination) = (row.Text("source_path") ?? "", row.Text("dest_path") ?? "");
        var (route, within) = PlaceOf(source, destination, map);
        var path = route is null ? source : $"{route.From.TrimEnd('/')}/{within}";
        var type = row.Text("job_type") == "movie" ? MediaType.Movie : MediaType.Tv;
        var folder = FolderOf(path, route);
        var title = Titles.Read(folder.Split('/')[^1]).Title;
        var status = row.Text("status") is ParcelStatus.Success or ParcelStatus.GivenUp ? row.Text("status")! : ParcelStatus.Superseded;
        var (seconds, bytes) = (row.Number("duration_seconds"), row.Whole("bytes_transferred"));
        var added = await session.ExecuteAsync(
            """
            INSERT INTO sync_jobs (job_type, source_path, dest_path, title, quality, file_size, status, retry_count, error_message, created_at, started_at,
                completed_at, duration_seconds, bytes_transferred, speed, batch, mapping, work, work_title, app_path, within, outcome, file)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23)
            ON CONFLICT (batch, app_path) DO NOTHING
            """,
            type is MediaType.Movie ? "movie" : "episode",
            source,
            destination,
            row.Text("title") ?? title,
            row.Text("quality"),
            row.Whole("file_size"),
            status,
            row.Whole("retry_count") ?? 0,
            status == ParcelStatus.Superseded ? Waited : row.Text("error_message"),
            row.Time("created_at") ?? 0,
            row.Time("started_at"),
            row.Time("completed_at") ?? row.Time("created_at") ?? 0,
            (long?)seconds,
            bytes,
            seconds > 0 ? (long?)(bytes / seconds) : null,
            -(row.Whole("id") ?? 0),
            route?.Name,
            new Work(Owner, type, 0, title, folder).Key,
            title,
            path,
            within,
            status == ParcelStatus.Success ? Plan.New : null,
            JsonSerializer.Serialize(new ImportedFile(path, null, row.Whole("file_size"), row.Text("quality")), JsonSerializerOptions.Web)
        );
        return added > 0 ? status : null;
    }

    // Paths of the earlier service are ours when it saw the same folders.
    private static (Route? Route, string Within) PlaceOf(string source, string destination, PathMap map)
    {
        foreach (var route in map.All.OrderByDescending(route => route.Destination.Length))
            if (Below(destination, route.Destination) is { Length: > 0 } there)
                return (route, there);
            else if (Below(source, route.Source) is { Length: > 0 } here)
                return (route, here);
        return (null, "");
    }

    private static string? Below(string path, string root) =>
        path.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal) ? path[(root.TrimEnd('/').Length + 1)..].TrimEnd('/') : null;

    private static string FolderOf(string path, Route? route) =>
        route is not null && Below(path, route.From) is { } within ? $"{route.From.TrimEnd('/')}/{within.Split('/')[0]}" : path;

    // A day that is known here counts as it is known here.
    private static async ValueTask<int> TakeDaysAsync(Session session, EarlierDatabase earlier)
    {
        var days = 0;
        foreach (
            var day in earlier
                .Each("sync_stats")
                .Where(row => row.Text("date") is { Length: >= 10 })
                .GroupBy(row => row.Text("date")![..10])
        )
            days += await session.ExecuteAsync(
                """
                INSERT INTO sync_stats (date, movies_synced, episodes_synced, files_synced, bytes_transferred, failures, retries)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7) ON CONFLICT (date) DO NOTHING
                """,
                day.Key,
                Sum(day, "movies_synced"),
                Sum(day, "episodes_synced"),
                Sum(day, "movies_synced") + Sum(day, "episodes_synced"),
                Sum(day, "bytes_transferred"),
                Sum(day, "failures"),
                Sum(day, "retries")
            );
        return days;
    }

    private static long Sum(IEnumerable<EarlierRow> rows, string column) => rows.Sum(row => row.Whole(column) ?? 0);
}
