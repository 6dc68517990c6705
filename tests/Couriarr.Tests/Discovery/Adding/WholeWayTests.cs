using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using Couriarr.Neighbours;
using Couriarr.Tests.Discovery.Cycle;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>The whole way of a show: out of the catalogue, before the rules, into Sonarr, and everywhere that people look.</summary>
[Trait("family", "find")]
public sealed class WholeWayTests : IDisposable
{
    private const int Cap = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-way-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OPS13_to_OPS17_from_the_catalogue_into_Sonarr_everything_that_is_shown_is_true()
    {
        await using var tvmaze = await CatalogueAsync();
        await using var sonarr = await SonarrAsync(tvmaze);
        await using var host = await AddingHost.StartAsync(
            sonarr,
            o => Beside(o, tvmaze),
            rules: "rules: [{ name: let me see, when: { id: 5001 }, then: review }]"
        );
        await FirstCycleAsync(host);
        await AddingHost.UntilAsync(() => Task.FromResult(host.Heard.Review.Count > 0));

        Assert.Empty(sonarr.Posted);
        var shows = (await host.Doors.GetAsync("/state")).GetProperty("shows");
        var (wanted, waits) = (Count(shows, "wanted"), Count(shows, "pending_tvdb"));
        Assert.True(wanted > Cap && waits > 0);
        Assert.Equal((0, 1), (Count(shows, "added"), Count(shows, "review")));
        Assert.Equal(Cap, await ForeseenAsync(host));
        Assert.Equal(wanted, (await host.Doors.GetAsync("/lists/sonarr.json")).GetArrayLength());
        Assert.Equal("tvmaze:5001", Assert.Single(Assert.Single(host.Heard.Review).Titles).Key);
        var before = await Scrape.MetricsAsync(host.Doors);
        Assert.Equal((0, wanted), (Last(before, "added"), Last(before, "wanted")));

        await host.PostAsync("/adding/confirm", status: 202);
        await AddingHost.UntilAsync(async () => await AddedAsync(host) == Cap);
        await host.IdleAsync();

        Assert.Equal(Cap, sonarr.Posted.Count);
        Assert.Equal(Cap, Assert.Single(host.Heard.Added).Count);
        Assert.Equal(wanted - Cap, host.Heard.Review[^1].Count);
        Assert.Equal(Cap, (await host.Doors.GetAsync("/lists/sonarr.json")).GetArrayLength());
        await AddingHost.UntilAsync(async () => Last(await Scrape.MetricsAsync(host.Doors), "added") == Cap);
        await AssertTrueAsync(host, tvmaze, wanted, waits);

        await host.PostAsync("/review", new { decision = "approve", ids = new[] { "tvmaze:5001" } });

        await host.UntilAsync(5001, ShowStatus.Added);
        await AddingHost.UntilAsync(async () => Last(await Scrape.MetricsAsync(host.Doors), "added") == Cap + 1);
    }

    [Fact]
    public async Task G07_other_filters_in_the_middle_of_a_crawl_that_let_everything_pass_add_no_more_than_the_budget()
    {
        await using var tvmaze = await CatalogueAsync();
        await using var sonarr = await SonarrAsync(tvmaze);
        tvmaze.Trouble = (asked, _) => asked == "/shows?page=4" ? BadDay.Silence : null;
        await using (var strict = await AddingHost.StartAsync(sonarr, o => Beside(o, tvmaze), lent: _folder))
            await AddingHost.UntilAsync(async () =>
                (await strict.AskAsync("SELECT last_tvmaze_page FROM discovery_state WHERE last_tvmaze_page = 3")).Count == 1
            );
        tvmaze.Trouble = (_, _) => null;

        await using var host = await AddingHost.StartAsync(
            sonarr,
            o => Beside(o, tvmaze) with { DryRun = false },
            rules: Rules.Tried.NoFilters,
            lent: _folder
        );
        await FirstCycleAsync(host);
        await AddingHost.UntilAsync(async () => await AddedAsync(host) == Cap);
        await host.IdleAsync();
        await host.RunAsync();

        Assert.Equal(Cap, sonarr.Posted.Count);
        var known = tvmaze.All.Count(show => show["externals"]?["thetvdb"] is not null);
        Assert.Equal([known - Cap], await host.AskAsync("SELECT count(*) FROM shows WHERE processing_status = 'review'"));
        Assert.Equal([0], await host.AskAsync("SELECT count(*) FROM shows WHERE processing_status IN ('filtered', 'wanted', 'pending')"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AssertTrueAsync(AddingHost host, FakeTvmaze tvmaze, long wanted, long waits)
    {
        var metrics = await Scrape.MetricsAsync(host.Doors);
        var state = await host.Doors.GetAsync("/state");
        foreach (var status in ShowStatuses.All)
            Assert.Equal(Count(state.GetProperty("shows"), status), Scrape.Value(metrics, $"tvmaze_shows_total{{status=\"{status}\"}}"));
        foreach (var reason in state.GetProperty("filtered_by_reason").EnumerateObject())
            Assert.Equal(reason.Value.GetInt64(), Scrape.Value(metrics, $"tvmaze_shows_filtered_by_reason{{reason=\"{reason.Name}\"}}"));
        Assert.Equal(Seconds(state, "last_run"), Scrape.Value(metrics, "tvmaze_sync_last_run_timestamp"), 0.01);
        Assert.Equal(Seconds(state, "next_run"), Scrape.Value(metrics, "tvmaze_sync_next_run_timestamp"), 0.01);
        Assert.Equal(
            state.GetProperty("last_run_seconds").GetDouble(),
            Scrape.Value(metrics, "tvmaze_sync_last_run_duration_seconds"),
            0.01
        );
        Assert.Equal(tvmaze.All.Max(show => show["id"]!.GetValue<long>()), Scrape.Value(metrics, "tvmaze_shows_highest_id"));
        foreach (var yes in new[] { "tvmaze_sync_initial_complete", "tvmaze_sync_healthy", "tvmaze_sonarr_healthy" })
            Assert.Equal(1, Scrape.Value(metrics, yes));
        Assert.Equal(waits, Scrape.Value(metrics, "tvmaze_shows_pending_retry{reason=\"pending_tvdb\"}"));
        Assert.Equal(Cap, Scrape.Value(metrics, "tvmaze_shows_processed_total{result=\"added\"}"));
        // The one that the rules sent there, and what the budget did not have.
        Assert.Equal(1 + wanted - Cap, Last(metrics, "review"));
        Assert.Equal(Cap, Scrape.Value(metrics, "tvmaze_api_requests_total{endpoint=\"series\",service=\"sonarr\",status=\"201\"}"));
        // As many pages as the number of the farthest show makes.
        Assert.Equal(21, Scrape.Value(metrics, "tvmaze_api_requests_total{endpoint=\"shows\",service=\"tvmaze\",status=\"200\"}"));
    }

    private static double Last(string metrics, string result) =>
        Scrape.Value(metrics, $"tvmaze_sync_shows_processed{{result=\"{result}\"}}");

    private static long Count(JsonElement shows, string status) => shows.GetProperty(status).GetInt64();

    private static double Seconds(JsonElement state, string name) =>
        state.GetProperty(name).GetDateTimeOffset().ToUnixTimeMilliseconds() / 1000.0;

    private static async Task<long> AddedAsync(AddingHost host) =>
        (await host.AskAsync("SELECT count(*) FROM shows WHERE processing_status = 'added'"))[0];

    private static async Task<int> ForeseenAsync(AddingHost host) =>
        Assert.Single((await host.Doors.GetAsync("/adding")).GetProperty("targets").EnumerateArray()).GetProperty("to_add").GetInt32();

    private static Task FirstCycleAsync(AddingHost host) =>
        DiscoveryHost.UntilAsync(async () => (await host.Doors.Get<Bookmark>().LookAsync(Ct)).LastRun is not null);

    private static async Task<FakeTvmaze> CatalogueAsync()
    {
        var tvmaze = await FakeTvmaze.StartAsync(1500);
        tvmaze.Change(5001, show => RefreshTests.Fine(show, "Fine one", tvdb: 9_500_001));
        return tvmaze;
    }

    /// <summary>One whose source of metadata knows the whole catalogue.</summary>
    private static async Task<FakeArr> SonarrAsync(FakeTvmaze tvmaze)
    {
        var sonarr = await FakeArr.SonarrAsync();
        foreach (var show in tvmaze.All)
            if (show["externals"]?["thetvdb"]?.GetValue<object>() is { } tvdb)
                sonarr.Metadata.Know(
                    new FakeTitle(Convert.ToInt32(tvdb, null), $"{show["name"]}")
                    {
                        TvMaze = (int)show["id"]!.GetValue<long>(),
                        Runtime = 1,
                    }
                );
        return sonarr;
    }

    private static CouriarrOptions Beside(CouriarrOptions options, FakeTvmaze tvmaze) =>
        options with
        {
            DryRun = null,
            Tvmaze = new TvmazeOptions { BaseUrl = tvmaze.Address, RateLimit = 1000 },
            Adding = options.Adding with { MaxPerRun = Cap },
        };
}
