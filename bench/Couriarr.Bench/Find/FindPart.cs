using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Bench.Webhooks;
using Couriarr.Neighbours;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Find;

/// <summary>(f) The catalogue through the doors of the whole program: what-if, judging again, and the crawl beside the rate that is allowed.</summary>
internal sealed class FindPart(Ground ground, Report report, int rounds, int shows)
{
    private const double WorstWhatIf = 150;
    private const double TimesTheLoop = 20;
    private const double OfTheRate = 0.95;
    private const int CallsInAWindow = 20;
    private const int CrawledPages = 70;
    private const string OtherRules = "filters: { status: { exclude_ended: false }, min_runtime: 40 }";
    private int Asks => 5 + (rounds * 10);

    public async Task RunAsync()
    {
        Console.Error.WriteLine($"reading a catalogue of {shows} shows");
        var folder = ground.NewFolder();
        var (whatIf, refilter, alone) = await JudgeAsync(folder);
        var loop = await LoopAsync(Path.Combine(folder, "couriarr.db"));
        report.Add(new Line('f', "what-if over all shows", Milliseconds(whatIf), "", "under 150 ms", whatIf < WorstWhatIf));
        report.Add(new Line('f', "judging all shows again", Milliseconds(refilter)));
        report.Add(new Line('f', "of that, its job itself", Milliseconds(alone)));
        report.Add(new Line('f', "the loop in Python: what-if", Milliseconds(loop.WhatIf)));
        report.Add(new Line('f', "the loop in Python: judging again", Milliseconds(loop.Refilter)));
        Demand("Couriarr / the loop: what-if", loop.WhatIf / whatIf);
        Demand("Couriarr / the loop: judging again", loop.Refilter / refilter);
        await CrawlAsync();
    }

    private void Demand(string what, double ratio) =>
        report.Add(new Line('f', what, "", Times(ratio), $"at least {TimesTheLoop} x", ratio >= TimesTheLoop));

    private async Task<(double WhatIf, double Refilter, double Alone)> JudgeAsync(string folder)
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(shows);
        await using var program = await StartAsync(folder, tvmaze, limit: 1000);
        using var client = ClientOf(program);
        await UntilAsync(async () => (await StateAsync(client)).GetProperty("last_run").ValueKind is not JsonValueKind.Null);
        var whatIf = new List<double>();
        var (refilter, alone) = (new List<double>(), new List<double>());
        for (var ask = 0; ask <= Asks; ask++)
        {
            whatIf.Add(await TimeAsync(() => PostAsync(client, "/rules/preview", OtherRules)));
            var (whole, job) = await RefilterAsync(client);
            refilter.Add(whole);
            alone.Add(job);
        }
        // The first ones make what the others use.
        return (Median(whatIf.Skip(1)), Median(refilter.Skip(1)), Median(alone.Skip(1)));
    }

    private async Task<(double Refilter, double WhatIf)> LoopAsync(string database)
    {
        Console.Error.WriteLine("the loop in Python");
        var script = Path.Combine(AppContext.BaseDirectory, "Find", "row_loop.py");
        var start = new ProcessStartInfo("python3", [script, database, rounds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var python = Process.Start(start)!;
        var said = JsonDocument.Parse(await python.StandardOutput.ReadToEndAsync()).RootElement;
        await python.WaitForExitAsync();
        return (said.GetProperty("refilter").GetDouble(), said.GetProperty("what_if").GetDouble());
    }

    private async Task CrawlAsync()
    {
        Console.Error.WriteLine($"a crawl of {CrawledPages} pages at the real pace");
        await using var tvmaze = await FakeTvmaze.StartAsync(CrawledPages * 250);
        tvmaze.Budget.Limit = CallsInAWindow;
        await using var program = await StartAsync(ground.NewFolder(), tvmaze, CallsInAWindow);
        await UntilAsync(() => Task.FromResult(!tvmaze.Asked.IsEmpty));
        var started = Stopwatch.StartNew();
        // The list of all shows, and then the pages.
        await UntilAsync(() => Task.FromResult(tvmaze.Asked.Count > CrawledPages));
        var best = CrawledPages / CallsInAWindow * CallBudget.Window.TotalSeconds;
        var share = best / started.Elapsed.TotalSeconds;
        report.Add(
            new Line(
                'f',
                "the crawl / the rate that is allowed",
                $"{started.Elapsed.TotalSeconds:0.0} s",
                Times(share),
                "at least 0.95 x",
                share >= OfTheRate
            )
        );
        var busiest = tvmaze.Budget.Busiest;
        report.Add(new Line('f', "the most calls in any ten seconds", $"{busiest}", "", "at most 20", busiest <= CallsInAWindow));
    }

    private static Task<Contender> StartAsync(string folder, FakeTvmaze tvmaze, int limit) =>
        Contender.StartAsync(
            folder,
            [
                ("SONARR_URL", "http://127.0.0.1:9"),
                ("TVMAZE_BASE_URL", tvmaze.Address.ToString()),
                ("TVMAZE_RATE_LIMIT", limit.ToString(CultureInfo.InvariantCulture)),
            ],
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Couriarr.dll")
        );

    private static HttpClient ClientOf(Contender program)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        client.DefaultRequestHeaders.Add("X-Api-Key", Contender.Key);
        return client;
    }

    private static Task<JsonElement> StateAsync(HttpClient client) => client.GetFromJsonAsync<JsonElement>("/state");

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body);
        using var answer = await client.PostAsync(path, content);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>By its own record, from the moment that it was asked for: asking after it all the time would take its place on the cores.</summary>
    private static async Task<(double Whole, double Job)> RefilterAsync(HttpClient client)
    {
        var id = (await PostAsync(client, "/refilter", "")).GetProperty("job_id").GetInt64();
        while (true)
        {
            var job = (await client.GetFromJsonAsync<JsonElement>($"/jobs/{id}")).GetProperty("job");
            if (job.GetProperty("completed_at") is { ValueKind: not JsonValueKind.Null } ended)
                return (Since(job, "created_at", ended), Since(job, "started_at", ended));
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static double Since(JsonElement job, string moment, JsonElement ended) =>
        (ended.GetDateTimeOffset() - job.GetProperty(moment).GetDateTimeOffset()).TotalMilliseconds;

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(5));
    }
}
