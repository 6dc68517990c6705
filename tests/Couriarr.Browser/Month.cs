using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Neighbours;
using Couriarr.Storage.Sql;

namespace Couriarr.Browser;

/// <summary>A month behind us: what was imported on most of its days, and how both servers stand at its end.</summary>
internal static class Month
{
    private static readonly (int DaysAgo, string Title)[] Imports =
    [
        (27, "The Lighthouse Keeper's Atlas"),
        (25, "Paper Harbour"),
        (24, "Northbound"),
        (21, "A Field of Bells"),
        (20, "Kestrel"),
        (18, "The Quiet Engine"),
        (16, "Two Rivers"),
        (15, "Marble and Rain"),
        (13, "Winter Orchard"),
        (11, "The Cartographers"),
        (9, "Low Tide"),
        (8, "Amber Road"),
        (6, "The Night Ferry"),
        (4, "Salt and Copper"),
        (2, "Under the Observatory"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task PassAsync(FakeArr radarr, Disk disk)
    {
        foreach (var (days, title) in Imports)
        {
            radarr.ClockShift = TimeSpan.FromDays(-days);
            await Scenes.ImportAsync(radarr, radarr.Add(title), $"{title} (2021) [WEBDL-1080p].mkv");
        }
        radarr.ClockShift = TimeSpan.Zero;
        await disk.UntilCarriedAsync(Imports.Length);
    }

    /// <summary>The histories are read, both servers are compared twice, and what differs becomes a plan.</summary>
    public static async Task EndAsync(Scene scene, Disk disk)
    {
        await AskAsync(scene, "/catchup?since=30d");
        await scene.UntilAsync(async () => (await scene.Host.GetAsync("/catchup")).GetArrayLength() == 2);
        disk.Age();
        await CompareAsync(scene, 1);
        disk.Lose("Paper Harbour");
        disk.Lose("Kestrel");
        disk.Stray("Postcards of Nobody");
        await CompareAsync(scene, 2);
        scene.Tell("report", 2);
        var plan = await AskAsync(scene, "/reconcile/plans", new { report = 2, remove = true });
        scene.Tell("plan", plan.GetProperty("id").GetInt64());
    }

    /// <summary>All of it came within this minute: what is charted by days is said to have come on its own.</summary>
    public static async Task AgeAsync(Scene scene)
    {
        await UntilMostAreSeenAsync(scene);
        await scene.Host.Get<Database>().WriteAsync(AgeAsync, WriteKind.Growth, Ct);
    }

    // A chart is the fuller for it; with fewer it is a chart as well.
    private static async Task UntilMostAreSeenAsync(Scene scene)
    {
        for (var look = 0; look < 100; look++)
            if (await scene.Host.Get<Database>().ReadAsync(SeenAsync, Ct) >= Imports.Length)
                return;
            else
                await Task.Delay(TimeSpan.FromMilliseconds(200), Ct);
    }

    private static ValueTask<long> SeenAsync(Session session) =>
        session.FirstAsync("SELECT count(*) FROM player_files WHERE state = 'visible'", row => row.GetInt64(0));

    private static async ValueTask<int> AgeAsync(Session session)
    {
        foreach (var (days, title) in Imports)
        {
            var span = (long)TimeSpan.FromDays(days).TotalMilliseconds;
            await session.ExecuteAsync("UPDATE webhook_inbox SET received_at = received_at - @p1 WHERE title = @p2", span, title);
            await session.ExecuteAsync(
                "UPDATE player_files SET arrived_at = arrived_at - @p1, told_at = told_at - @p1 - @p3, ended_at = ended_at - @p1 WHERE state = 'visible' AND path LIKE @p2",
                span,
                $"%/{title} (2021)/%",
                days * 2000L
            );
            await session.ExecuteAsync(
                "INSERT INTO sync_stats (date, files_synced, bytes_transferred, failures) VALUES (@p1, 1, @p2, @p3) ON CONFLICT (date) DO NOTHING",
                TimeProvider.System.GetUtcNow().AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                (3 + (days % 4)) * 4_000_000_000L,
                days == 9 ? 1 : 0
            );
        }
        return Imports.Length;
    }

    private static async Task CompareAsync(Scene scene, int number)
    {
        await AskAsync(scene, "/reconcile?report_only=true");
        await scene.UntilAsync(async () =>
            (await scene.Host.GetAsync("/reconcile/reports"))
                .EnumerateArray()
                .Any(run => run.GetProperty("id").GetInt32() == number && run.GetProperty("ended_at").ValueKind is not JsonValueKind.Null)
        );
    }

    private static async Task<JsonElement> AskAsync(Scene scene, string path, object? body = null)
    {
        using var answer = body is null ? await scene.Host.PostAsync(path) : await scene.Host.Client.PostAsJsonAsync(path, body, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
