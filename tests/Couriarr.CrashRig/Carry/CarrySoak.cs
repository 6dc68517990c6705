using System.Diagnostics;

namespace Couriarr.CrashRig.Carry;

/// <summary>A fake Radarr and Sonarr import while faults are thrown; in the end every file must lie where it belongs, once.</summary>
internal static class CarrySoak
{
    private const int Complaints = 20;
    private const int DrainSeconds = 300;

    // The last imports come before the last faults.
    private const double ImportingShare = 0.9;

    public static bool IsPossible => FuseFolder.IsPossible && Shell.Has("sqlite3") && Shell.Has("rsync");

    public static async Task<bool> RunAsync(int files, TimeSpan time, int seed, TextWriter log, CancellationToken ct)
    {
        await log.WriteLineAsync($"{files} files in {time.TotalMinutes:0.#} minutes. The seed is {seed}.");
        var started = Stopwatch.GetTimestamp();
        await using var yard = await Yard.BuildAsync(Math.Max(48, files / 8), ct);
        await using var keeper = new Keeper(yard.Plan);
        await keeper.StartAsync(ct);
        await RegisterAsync(yard, keeper, ct);
        var imports = new Imports(yard, files, time * ImportingShare, seed);
        var weather = new Weather(yard, keeper, time, seed, log);
        await Task.WhenAll(imports.RunAsync(ct), weather.RunAsync(ct));

        var verdict = new CarryVerdict(yard, imports.Made);
        await DrainAsync(keeper.Host.Client, log, ct);
        await verdict.AskAsync(keeper.Host.Client, ct);
        await keeper.StopAsync(ct);
        verdict.Look();

        var complaints = keeper.Surprises.Concat(verdict.Complaints).ToList();
        foreach (var complaint in complaints.Take(Complaints))
            await log.WriteLineAsync(complaint);
        await log.WriteLineAsync(Summary(yard, keeper, weather, verdict, imports));
        await log.WriteLineAsync(
            $"{verdict.Right} of {files} files arrived byte-identical, gauge {verdict.Gauge.Delivered} / {verdict.Gauge.InHistory}, "
                + $"{complaints.Count} complaints, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, seed {seed}"
        );
        return complaints.Count == 0 && verdict.Right == files;
    }

    private static async Task RegisterAsync(Yard yard, Keeper keeper, CancellationToken ct)
    {
        foreach (var app in yard.Apps)
        {
            var name = app.Flavour.Name.ToLowerInvariant();
            var answer = await keeper.Host.Client.PostAsync($"/instances/{name}/register?url=http://127.0.0.1:{yard.Plan.Port}", ct);
            if (answer.Status != 200)
                throw new InvalidOperationException($"{name} could not be registered: {answer.Status} {answer.Body}");
        }
    }

    /// <summary>All faults are over: what the apps did not tell is fetched, and all that waits is done.</summary>
    private static async Task DrainAsync(DemoClient client, TextWriter log, CancellationToken ct)
    {
        try
        {
            for (var round = 0; round < 2; round++)
            {
                await client.PostAsync("/catchup", ct);
                await client.IsIdleAsync(ct, DrainSeconds);
            }
        }
        catch (TimeoutException)
        {
            await log.WriteLineAsync($"After {DrainSeconds} s there is still something to do:");
            foreach (var job in (await client.JobsAsync("&status=scheduled,waiting,running,blocked,failed", ct)).Take(Complaints))
                await log.WriteLineAsync($"  job {job.Id} {job.Type} {job.Status}: {job.Note}");
        }
    }

    private static string Summary(Yard yard, Keeper keeper, Weather weather, CarryVerdict verdict, Imports imports)
    {
        var sent = yard.Apps.SelectMany(app => app.Deliveries).ToList();
        var untold = sent.Count(one => one.Status is null);
        return $"  {keeper.Kills} kills; {string.Join(", ", weather.Came.Select(kind => $"{kind.Key} {kind.Value}"))}; "
            + $"{sent.Count - untold} webhooks answered, {untold} lost or dropped; {imports.Renamed} renamed, {imports.Upgraded} upgraded; {imports.Made.Count - verdict.Right} files amiss";
    }
}
