using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Shell = Couriarr.Tests.Storage.Shell;

namespace Couriarr.Tests.Instances;

/// <summary>The program is killed while it catches up, and started again.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class CatchUpKilledTests : IAsyncDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("couriarr-killed-").FullName;
    private FakeArr? _radarr;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Data => Path.Join(_disk, "data");

    [Theory]
    [InlineData("catchup.taken:1")]
    [InlineData("catchup.noted:1")]
    [InlineData("catchup.noted:3")]
    public async Task A07_killed_in_the_middle_of_a_catch_up_it_has_read_nothing_yet_and_the_next_run_misses_and_doubles_nothing(
        string point
    )
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        var plan = await PlanAsync();

        await using (var killed = HostProcess.Launch(plan.WithFault($"{point}:kill")))
            Assert.NotEqual(0, await killed.ExitAsync(Ct));
        Assert.Equal("0", await AskAsync("SELECT count(*) FROM history_watermarks"));
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await Until.TrueAsync(async () => await QueuedAsync(host) == 3, "all three wait to be carried", Ct, seconds: 90);
        await Until.TrueAsync(async () => await ReadAsync(host), "the history was read to its end", Ct, seconds: 90);
        var seen = (await host.Client.GetAsync("/instances/hd/deliveries", Ct)).Body;
        var missed = await host.Client.PostAsync("/catchup?dry_run=true&since=48h", Ct);
        await host.StopAsync(Ct);

        Assert.Equal(0, missed.Body.GetProperty("instances")[0].GetProperty("missed").GetArrayLength());
        Assert.Equal(3, seen.GetProperty("in_history").GetInt32());
        Assert.Equal("3", await AskAsync("SELECT count(*) FROM webhook_inbox"));
        Assert.Equal("3", await AskAsync("SELECT count(*) FROM sync_jobs"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_radarr is not null)
            await _radarr.DisposeAsync();
        Directory.Delete(_disk, recursive: true);
    }

    // So far apart that one behind the watermark would not be read again.
    private async Task<HostPlan> PlanAsync()
    {
        _radarr = await FakeArr.RadarrAsync();
        _radarr.Disk = Path.Join(_disk, "near");
        foreach (var hours in new[] { 40, 30, 20 })
        {
            _radarr.ClockShift = TimeSpan.FromHours(-hours);
            await CatchUpTests.ImportAsync(_radarr, $"Film {hours}");
        }
        Directory.CreateDirectory(Path.Join(_disk, "far"));
        var config = Path.Join(_disk, "config.yaml");
        await File.WriteAllTextAsync(
            config,
            $$"""
            instances:
              hd: { kind: radarr, url: "{{_radarr.Address}}", api_key: {{_radarr.ApiKey}} }
            paths:
              mappings:
                - { from: /movies, source: {{_disk}}/near/movies, destination: {{_disk}}/far }
            sync: { reserve_mb: 0, settle: 1s }
            """,
            Ct
        );
        return new HostPlan(Data).With("COURIARR_CONFIG", config);
    }

    private static async Task<int> QueuedAsync(HostProcess host) =>
        (await host.Client.JobsAsync("&type=queue-transfer", Ct)).Count(job => job.Status == "succeeded");

    private static async Task<bool> ReadAsync(HostProcess host) =>
        (await host.Client.GetAsync("/catchup", Ct)).Body.EnumerateArray().Any(mark => mark.GetProperty("succeeded").GetBoolean());

    // Read past the program: its database was another process's.
    private async Task<string> AskAsync(string sql)
    {
        using var sqlite = Shell.Start("sqlite3", Path.Join(Data, "couriarr.db"), sql);
        return (await sqlite.StandardOutput.ReadToEndAsync(Ct)).Trim();
    }
}
