using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Couriarr.Bench.Webhooks;
using Couriarr.Features.Intake;
using Couriarr.Storage.Sql;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Pages;

/// <summary>(p) Pages of the dashboard over a long history: how long the server takes for each, and what a browser has to fetch for it.</summary>
internal sealed partial class PagesPart(Ground ground, Report report, int rounds, int history)
{
    private const double WorstPage = 100;
    private const int HeaviestPage = 100_000;

    private static readonly string[] Paths =
    [
        "/",
        "/ui/queue",
        "/ui/history",
        "/ui/history?state=dead",
        "/ui/history?kind=publish",
        "/ui/history?q=Film%20999",
        "/ui/history?q=nowhere",
        "/ui/jobs/1",
        "/ui/titles",
        "/ui/inbox",
        "/ui/parity",
        "/ui/instances",
        "/ui/receivers",
        "/ui/schedules",
        "/ui/logs",
        "/ui/system",
        "/ui/settings",
        "/ui/shows",
        "/ui/review",
        "/ui/rules",
        "/ui/movies",
    ];

    private int Asks => 10 * rounds;

    public async Task RunAsync()
    {
        Console.Error.WriteLine($"pages over {history:N0} ended jobs");
        var folder = ground.NewFolder();
        await using (var place = await Bed.OpenAsync(folder, IntakeModule.Tables))
            foreach (var rows in new[] { Ended, Waiting, Heard })
                await place.Database.WriteAsync(s => s.ExecuteAsync(rows, history, Now()), WriteKind.Upkeep, default);
        await using var program = await Contender.StartAsync(folder, "dotnet", Path.Combine(AppContext.BaseDirectory, "Couriarr.dll"));
        using var client = ClientOf(program);
        var shared = await SharedAsync(client);
        foreach (var path in Paths)
            await MeasureAsync(client, path, shared);
    }

    private async Task MeasureAsync(HttpClient client, string path, int shared)
    {
        var (first, bytes) = await AskAsync(client, path);
        var times = new List<double>();
        for (var ask = 0; ask < Asks; ask++)
            times.Add((await AskAsync(client, path)).Time);
        var (median, weight) = (Median(times), bytes + shared);
        report.Add(new Line('p', $"{path}", Milliseconds(median), $"first {first:0} ms", "under 100 ms", median < WorstPage && bytes > 0));
        report.Add(new Line('p', $"{path}: weight", $"{weight / 1000.0:0.0} kB", "", "under 100 kB", weight < HeaviestPage));
    }

    private static async Task<(double Time, int Bytes)> AskAsync(HttpClient client, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path);
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, page.Length);
    }

    // The stylesheet and the script, which come once, are counted for each page all the same.
    private static async Task<int> SharedAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/ui/queue");
        var sum = 0;
        foreach (Match asset in Asset().Matches(page))
            sum += (await AskAsync(client, asset.Groups["path"].Value)).Bytes;
        return sum;
    }

    private static HttpClient ClientOf(Contender program)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        client.DefaultRequestHeaders.Add("X-Api-Key", Contender.Key);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return client;
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    [GeneratedRegex("(href|src)=\"(?<path>/assets/[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Asset();

    // As young as what is kept, or the program would begin to forget them; one of a thousand was given up.
    private const string Ended = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @p1)
        INSERT INTO job_history (id, type, lane, priority, state, payload, payload_version, run_at, created_at, started_at,
            completed_at, retry_count, max_retries, crash_count)
        SELECT i, CASE i % 5 WHEN 0 THEN 'transfer-media' ELSE 'notify-plex' END, 'transfer', 5, CASE i % 1000 WHEN 0 THEN 'dead' ELSE 'succeeded' END,
            '{"mapping":"movies","work":{"title":"Film ' || i || '"}}', 1, @p2 - (@p1 - i) * 1000, @p2 - (@p1 - i) * 1000,
            @p2 - (@p1 - i) * 1000, @p2 - (@p1 - i) * 1000, 0, 3, 0 FROM n
        """;

    // A page full of jobs that stay for the while, with two buttons each.
    private const string Waiting = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
        INSERT INTO job_queue (id, type, lane, priority, rank, state, payload, payload_version, run_at, created_at, max_retries)
        SELECT @p1 + i, 'transfer-media', 'transfer', 5, 1, 'scheduled', '{"mapping":"movies","work":{"title":"A Film With a Longer Title ' || i || '"}}',
            1, @p2 + 86400000, @p2, 3 FROM n
        """;

    // A page full of webhooks. What came of them is long ago, for nobody is to see to them now.
    private const string Heard = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
        INSERT INTO webhook_inbox (instance, app, event_type, outcome, work_key, title, payload, received_at, job_id, handled_at, note)
        SELECT 'radarr-hd', 'Radarr', 'Download', 'accepted', 'radarr-hd:' || i, 'A Film With a Longer Title ' || i, '{}', @p2 - @p1, i, @p2 - @p1,
            'radarr-hd imported A Film With a Longer Title (2021) in WEBDL-1080p' FROM n
        """;
}
