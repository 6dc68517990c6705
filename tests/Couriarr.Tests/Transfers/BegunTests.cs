using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Runs are cut off again and again, by themselves or by other nodes; whatever they began stays known until it is gone.</summary>
[Trait("family", "carry")]
public sealed class BegunTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A07_names_that_earlier_runs_gave_stay_known_and_whoever_wakes_and_writes_under_them_is_cleaned_up_after()
    {
        using var libraries = new Libraries();
        var faults = new Faults();
        await using var host = await BeginAsync(libraries, faults);
        var first = await host.UntilAsync("transfer-media", JobState.Failed);
        var begun = Assert.Single(await host.AskAsync("SELECT temp_name FROM sync_jobs"));
        await RetryAsync(host, first);
        await CarryHost.UntilAsync(async () => (await host.AskAsync("SELECT temp_name FROM sync_left")).Contains(begun));
        await host.UntilAsync("transfer-media", JobState.Failed);
        Assert.False(File.Exists(libraries.At($"A/{begun}")), "The second run went on with it.");

        await File.WriteAllTextAsync(libraries.At($"A/{begun}"), "of one that slept", Ct);
        faults.Always("transfer.after_copy", () => { });
        await RetryAsync(host, first);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        Assert.Equal([Movie], libraries.Delivered);
        Assert.Empty(await host.AskAsync("SELECT temp_name FROM sync_left WHERE temp_name = '" + begun + "'"));
    }

    [Fact]
    public async Task A07_what_was_begun_and_proved_needless_is_cleaned_up()
    {
        using var libraries = new Libraries();
        await using var host = await BeginAsync(libraries, new Faults());
        var job = await host.UntilAsync("transfer-media", JobState.Failed);
        File.Copy(Path.Join(libraries.Source, Movie), libraries.At(Movie));
        File.SetLastWriteTimeUtc(libraries.At(Movie), File.GetLastWriteTimeUtc(Path.Join(libraries.Source, Movie)));

        await RetryAsync(host, job);
        await host.IdleAsync();
        Assert.Single(await host.AskAsync("SELECT temp_name FROM sync_left"));
        await host.ImportAsync(Movie);
        await host.IdleAsync();

        Assert.Equal([Movie], libraries.Delivered);
        Assert.Empty(await host.AskAsync("SELECT temp_name FROM sync_left"));
    }

    [Fact]
    public async Task A_run_that_looked_before_another_began_leaves_the_file_to_it()
    {
        using var libraries = new Libraries();
        await using var host = await BeginAsync(libraries, new Faults());
        var job = await host.UntilAsync("transfer-media", JobState.Failed);
        var rows = host.Get<SyncJobs>();
        var read = Assert.Single(await rows.OpenAsync("movies", (await host.AskAsync("SELECT work FROM sync_jobs"))[0], Ct));
        var (others, own) = (TempName.For("a.mkv", 1_000_001), TempName.For("a.mkv", 1_000_002));

        Assert.True(await rows.BeginAsync(read, job.Id.Value, others, read.Version!, Ct));
        Assert.False(await rows.BeginAsync(read, job.Id.Value, own, read.Version!, Ct));

        Assert.Equal([others], await host.AskAsync("SELECT temp_name FROM sync_jobs"));
        Assert.Equal([read.Temp!], await host.AskAsync("SELECT temp_name FROM sync_left"));
    }

    // Each run is cut off when its copy is made, and nobody tries again by himself.
    private static async Task<CarryHost> BeginAsync(Libraries libraries, Faults faults)
    {
        faults.Always("transfer.after_copy", () => throw new TimeoutException("It was cut off."));
        var host = await CarryHost.StartAsync(libraries, sync => sync with { RetryInterval = TimeSpan.FromHours(1) }, faults);
        libraries.Put(Movie, 300_000);
        await host.ImportAsync(Movie);
        return host;
    }

    private static async Task RetryAsync(CarryHost host, JobRecord job) =>
        Assert.Equal(200, (await host.PostAsync($"/jobs/{job.Id.Value}/retry", new { })).Status);
}
