using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

[Trait("family", "carry")]
public sealed class CarryTests
{
    [Fact]
    public async Task An_imported_movie_arrives_whole_and_is_told_of_once()
    {
        using var libraries = new Libraries();
        libraries.Put("Dune (2021)/Dune (2021).mkv", 3_000_000);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync("Dune (2021)/Dune (2021).mkv");
        await host.IdleAsync();

        libraries.AssertSame("Dune (2021)/Dune (2021).mkv");
        Assert.Equal(["delivered Dune (2021).mkv"], host.Told.All);
        Assert.Equal(
            ["movie success new 3000000 Bluray-1080p size 0 whole"],
            await host.AskAsync(
                """
                SELECT job_type || ' ' || status || ' ' || outcome || ' ' || file_size || ' ' || quality || ' ' || verified || ' ' || retry_count
                    || ' ' || CASE WHEN bytes_transferred >= 3000000 AND completed_at >= started_at THEN 'whole' ELSE '' END FROM sync_jobs
                """
            )
        );
        Assert.Equal(
            ["1 0 0 0"],
            await host.AskAsync("SELECT movies_synced || ' ' || episodes_synced || ' ' || failures || ' ' || retries FROM sync_stats")
        );
        libraries.Check();
    }

    [Fact]
    public async Task A_season_becomes_one_transfer_and_one_message()
    {
        using var libraries = new Libraries();
        string[] episodes = [.. Enumerable.Range(1, 8).Select(i => $"Show/Season 01/Show S01E{i:00}.mkv")];
        foreach (var episode in episodes)
            libraries.Put(episode);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = TimeSpan.FromSeconds(2) });

        foreach (var episode in episodes)
            await host.ImportAsync(libraries.Season(episode));
        await host.IdleAsync();

        Assert.Equal(episodes, libraries.Delivered);
        var delivery = Assert.Single(host.Told.All);
        Assert.Equal(8, delivery.Split(", ").Length);
        var transfers = await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "transfer-media"), TestContext.Current.CancellationToken);
        Assert.Equal(JobState.Succeeded, Assert.Single(transfers).State);
        libraries.Check();
    }

    [Fact]
    public async Task The_same_event_twice_carries_once()
    {
        using var libraries = new Libraries();
        libraries.Put("A/a.mkv");
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync("A/a.mkv");
        await host.IdleAsync();
        await host.ImportAsync("A/a.mkv", onlyMissing: true);
        await host.IdleAsync();

        Assert.Equal(["delivered a.mkv"], host.Told.All);
        Assert.Equal(["new", "present"], await host.AskAsync("SELECT outcome FROM sync_jobs ORDER BY id"));
    }

    [Fact]
    public async Task A_folder_is_carried_file_by_file_without_what_is_excluded()
    {
        using var libraries = new Libraries();
        libraries.Put("A/a.mkv");
        libraries.Put("A/Subs/a.en.srt");
        libraries.Put("A/@eaDir/thumb.jpg");
        libraries.Put("A/.DS_Store");
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(libraries.Movie("A"));
        await host.IdleAsync();

        Assert.Equal(["A/Subs/a.en.srt", "A/a.mkv"], libraries.Delivered);
        libraries.Check();
    }
}
