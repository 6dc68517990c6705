using Couriarr.Features.Transfers;

namespace Couriarr.Tests.Transfers;

/// <summary>What counts as a movie or an episode that came.</summary>
[Trait("family", "carry")]
public sealed class CountTests
{
    private const string Movie = "A/a.mkv";

    [Fact]
    public async Task SYNC19_a_subtitle_that_came_later_is_a_file_and_no_movie()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Sidecars = [TimeSpan.FromSeconds(1)] });

        await host.ImportAsync(Movie);
        await CarryHost.UntilAsync(() => Task.FromResult(host.Told.Deliveries.Any()));
        libraries.Put("A/a.en.srt");
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(libraries.At("A/a.en.srt"))));
        await host.IdleAsync();

        Assert.Equal(["1 0 2"], await TotalsAsync(host));
    }

    [Fact]
    public async Task SYNC19_what_was_there_already_is_counted_once_however_often_it_is_told()
    {
        using var libraries = new Libraries();
        libraries.Put("Show/E01.mkv");
        await using var host = await CarryHost.StartAsync(libraries);

        await host.EpisodesAsync("Show/E01.mkv", 1);
        await host.IdleAsync();
        await host.EpisodesAsync("Show/E01.mkv", 1);
        await host.IdleAsync();
        await host.ImportAsync(libraries.Episodes("Show/E01.mkv", 1) with { OnlyMissing = true });
        await host.IdleAsync();

        Assert.Equal(["new", "present", "present"], await host.AskAsync("SELECT outcome FROM sync_jobs ORDER BY id"));
        Assert.Equal(["0 1 1"], await TotalsAsync(host));
        Assert.Equal(1, (await host.GetAsync("/health")).GetProperty("jobs_24h").GetProperty("success").GetInt64());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SYNC19_what_came_in_a_run_that_was_cut_off_right_after_its_rename_is_counted_and_told(bool onlyMissing)
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var faults = new Faults();
        faults.Once("transfer.after_rename", () => throw new IOException("cut off"));
        await using var host = await CarryHost.StartAsync(libraries, faults: faults);

        await host.ImportAsync(Movie, onlyMissing: onlyMissing);
        await host.IdleAsync();

        Assert.Equal(["new"], await host.AskAsync("SELECT outcome FROM sync_jobs"));
        Assert.Equal(["1 0 1"], await TotalsAsync(host));
        Assert.Single(host.Told.Deliveries);
    }

    private static Task<List<string>> TotalsAsync(CarryHost host) =>
        host.AskAsync("SELECT movies_synced || ' ' || episodes_synced || ' ' || files_synced FROM sync_stats");
}
