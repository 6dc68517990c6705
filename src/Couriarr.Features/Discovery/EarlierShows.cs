using System.Text.Json;
using Couriarr.Storage;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery;

/// <summary>What was taken over of the shows of an earlier service.</summary>
/// <param name="Known">Were here before, or more was decided here.</param>
internal sealed record TakenShows(int Shows, int InSonarr, int Skipped, int Failed, int Known);

/// <summary>
/// Takes over what an earlier service decided of shows. What it only knew of them comes anew from the catalogue, and what its filters ruled
/// out is judged by today's.
/// </summary>
internal static class EarlierShows
{
    private const string ByHand = "Skipped by hand in the earlier service.";

    private static readonly HashSet<string> Decided = ["added", "exists", "failed", "skipped"];

    public static async ValueTask<TakenShows> TakeAsync(Session session, EarlierDatabase earlier, long now)
    {
        var (taken, known) = (new Dictionary<string, int>(), 0);
        foreach (var row in earlier.Each("shows").Where(row => row.Whole("tvmaze_id") > 0))
        {
            var status = row.Text("processing_status") is { } said && (Decided.Contains(said) || said == "pending_tvdb") ? said : "pending";
            if (await TakeAsync(session, row, status, now) > 0)
                taken[status] = taken.GetValueOrDefault(status) + 1;
            else
                known++;
        }
        return new(
            taken.Values.Sum(),
            taken.GetValueOrDefault("added") + taken.GetValueOrDefault("exists"),
            taken.GetValueOrDefault("skipped"),
            taken.GetValueOrDefault("failed"),
            known
        );
    }

    // Of no moment by the catalogue's clock, so that whatever it says next is newer.
    private static ValueTask<int> TakeAsync(Session session, EarlierRow row, string status, long now) =>
        session.ExecuteAsync(
            """
            INSERT INTO shows (tvmaze_id, tvdb_id, imdb_id, title, language, country, type, status, premiered, ended, network, web_channel, genres,
                runtime, weight, tvmaze_updated_at, last_checked, processing_status, by_user, note, sonarr_series_id, added_to_sonarr_at, pending_since,
                retry_after, retry_count, error_message, created_at, updated_at)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, 0, 0, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23,
                @p24, @p25, @p26)
            ON CONFLICT (tvmaze_id) DO UPDATE SET processing_status = excluded.processing_status, by_user = excluded.by_user, note = excluded.note,
                sonarr_series_id = excluded.sonarr_series_id, added_to_sonarr_at = excluded.added_to_sonarr_at, error_message = excluded.error_message,
                updated_at = excluded.updated_at
            WHERE shows.by_user = 0 AND shows.processing_status IN ('pending', 'filtered', 'wanted', 'pending_tvdb')
                AND excluded.processing_status IN ('added', 'exists', 'failed', 'skipped')
            """,
            row.Whole("tvmaze_id"),
            row.Whole("tvdb_id"),
            row.Text("imdb_id"),
            row.Text("title") ?? $"TVmaze {row.Whole("tvmaze_id")}",
            row.Text("language"),
            row.Text("country"),
            row.Text("type"),
            row.Text("status"),
            Day(row.Text("premiered")),
            Day(row.Text("ended")),
            row.Text("network"),
            row.Text("web_channel"),
            Genres(row.Text("genres")),
            row.Whole("runtime"),
            row.Time("last_checked") ?? now,
            status,
            status == "skipped" ? 1 : 0,
            status == "skipped" ? ByHand : null,
            row.Whole("sonarr_series_id"),
            row.Time("added_to_sonarr_at"),
            status == "pending_tvdb" ? row.Time("created_at") ?? now : null,
            row.Time("retry_after"),
            row.Whole("retry_count") ?? 0,
            row.Text("error_message"),
            row.Time("created_at") ?? now,
            now
        );

    private static string? Day(string? said) =>
        DateOnly.TryParse(said, System.Globalization.CultureInfo.InvariantCulture, out var day) ? day.ToString("yyyy-MM-dd") : null;

    private static string Genres(string? said)
    {
        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize<string[]>(said ?? "[]") ?? []);
        }
        catch (JsonException)
        {
            return "[]";
        }
    }
}
