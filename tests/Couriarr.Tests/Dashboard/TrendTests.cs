using System.Globalization;
using Couriarr.Features.Media;
using Couriarr.Features.Players;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Dashboard;

/// <summary>The last two weeks are told by day, and what the apps imported beside what has arrived.</summary>
[Trait("family", "browser")]
public sealed class TrendTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Label(int daysAgo) => Now.AddDays(-daysAgo).ToString("d MMM", CultureInfo.InvariantCulture);

    [Fact]
    public void The_days_follow_each_other_without_a_gap_where_clocks_change()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        var days = LastDays.Of(14, new DateTimeOffset(2026, 4, 3, 22, 30, 0, TimeSpan.Zero), berlin);

        Assert.Equal(new DateOnly(2026, 4, 4), days[^1].First);
        Assert.Equal(14, days.Count);
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
        Assert.Equal(TimeSpan.FromHours((14 * 24) - 1), days[^1].Until - days[0].From);
    }

    [Fact]
    public async Task Bars_say_what_was_carried_imported_and_given_up_on_each_day()
    {
        await using var host = await DoorsHost.StartAsync(options: Glances.WithRadarr);
        using var guest = await PageGuest.AtAsync(host);
        var (yesterday, label) = (Now.AddDays(-1), Label(1));
        await guest.WriteAsync(
            "INSERT INTO sync_stats (date, bytes_transferred, failures, files_synced) VALUES (@p1, @p2, 2, 3)",
            yesterday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            5L << 30
        );
        await guest.WriteAsync(
            """
            INSERT INTO webhook_inbox (instance, app, event_type, outcome, payload, received_at, job_id)
            VALUES ('hd', 'radarr', 'Download', 'accepted', '{}', @p1, 1), ('hd', 'radarr', 'Rename', 'accepted', '{}', @p1, 1)
            """,
            yesterday.ToUnixTimeMilliseconds()
        );

        var page = await guest.LookAsync("/");

        Assert.Contains($"{label}: 5.0 GB, 3 files", page, StringComparison.Ordinal);
        Assert.Contains($"{label}: 1 import", page, StringComparison.Ordinal);
        Assert.Contains($"{label}: 2 given up", page, StringComparison.Ordinal);
        Assert.Contains($"{label}: none", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_until_half_of_a_days_files_could_be_watched_is_told()
    {
        await using var host = await DoorsHost.StartAsync(options: Glances.WithRadarr);
        using var guest = await PageGuest.AtAsync(host);
        var at = Now.AddDays(-2).ToUnixTimeMilliseconds();
        foreach (var (file, seconds) in new[] { ("a", 600), ("b", 20), ("c", 10) })
            await guest.WriteAsync(
                """
                INSERT INTO player_files (told_by, player, kind, work_key, work, folder, path, change, is_media, state, told_at, arrived_at, ended_at)
                VALUES (1, 'den', 'plex', 'hd:1', '{}', '/x', @p1, 'added', 1, 'visible', @p2, @p2, @p3)
                """,
                file,
                at,
                at + (seconds * 1000L)
            );

        var days = await host.Get<WatchableTrend>().AskAsync(Ct);

        var day = DateOnly.FromDateTime(Now.AddDays(-2).UtcDateTime);
        Assert.Equal(new WatchableOn(day, 3, TimeSpan.FromSeconds(20)), days.Single(one => one.Day == day));
        Assert.All(days.Where(one => one.Day != day), one => Assert.Null(one.Took));
    }

    [Fact]
    public async Task Each_app_has_its_line_of_what_was_imported_and_has_arrived()
    {
        await using var host = await DoorsHost.StartAsync(options: Glances.WithRadarr);
        using var guest = await PageGuest.AtAsync(host);
        var at = Now.AddDays(-3).ToUnixTimeMilliseconds();
        await guest.WriteAsync(
            """
            INSERT INTO history_imports (instance, path, imported_at, title, file_path, outcome, found_at, again)
            VALUES ('hd', '/m/Dune.mkv', @p1, 'Dune', '/m/Dune.mkv', 'heard', @p1, 0), ('hd', '/m/Heat.mkv', @p1, 'Heat', '/m/Heat.mkv', 'heard', @p1, 3)
            """,
            at
        );
        await guest.WriteAsync(
            """
            INSERT INTO sync_jobs (job_type, source_path, dest_path, status, created_at, completed_at, batch, work, app_path, outcome)
            VALUES ('movie', '/s', '/d', 'success', @p1, @p1, 1, 'hd:1', '/m/Dune.mkv', 'new')
            """,
            at
        );

        var page = await guest.UntilAsync("/", "1 of 2 imports arrived");

        Assert.Contains("1 import of 'hd' will not arrive by itself.", page, StringComparison.Ordinal);
        Assert.Contains($"{Label(3)}: 1 of 2 arrived", page, StringComparison.Ordinal);
        Assert.Contains("Heat", page, StringComparison.Ordinal);
        Assert.Contains("It was done again 3 times and did not arrive", page, StringComparison.Ordinal);
    }
}
