using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>What Prometheus hears of adding.</summary>
[Trait("family", "find")]
public sealed class CountTests
{
    [Fact]
    public async Task OPS15_and_OPS16_count_what_came_of_shows_and_what_Sonarr_was_asked()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(1);
        await host.WantAsync(2, isKnown: false);

        await host.RunAsync();

        var metrics = await Scrape.MetricsAsync(host.Doors);
        Assert.Equal(1, Scrape.Value(metrics, "tvmaze_shows_processed_total{result=\"added\"}"));
        Assert.Equal(1, Scrape.Value(metrics, "tvmaze_shows_processed_total{result=\"pending_tvdb\"}"));
        Assert.Equal(2, Scrape.Value(metrics, "tvmaze_api_requests_total{endpoint=\"lookup\",service=\"sonarr\",status=\"200\"}"));
        Assert.Equal(1, Scrape.Value(metrics, "tvmaze_api_requests_total{endpoint=\"series\",service=\"sonarr\",status=\"201\"}"));
        Assert.Equal(1, Scrape.Value(metrics, "tvmaze_sonarr_healthy"));
    }

    [Fact]
    public async Task OPS16_says_that_Sonarr_cannot_be_asked()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Mood = Mood.Starting;
        await using var host = await AddingHost.StartAsync(sonarr);

        await host.UntilClosedAsync("adding:sonarr");

        Assert.Equal(0, Scrape.Value(await Scrape.MetricsAsync(host.Doors), "tvmaze_sonarr_healthy"));
    }

    [Fact]
    public async Task OPS16_a_Sonarr_that_went_away_is_not_made_up_for_by_another()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var other = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(
            sonarr,
            rules: "rules: [{ name: there, when: { id: 2 }, then: add, instance: sonarr-4k }]",
            more: ("sonarr-4k", other)
        );
        await host.IdleAsync();
        other.Metadata.Know(new FakeTitle(1002, "Show 2") { TvMaze = 2, Runtime = 1 });
        await sonarr.StopAsync();
        await host.WantAsync(1);
        await host.BeginAsync();
        await host.UntilClosedAsync("adding:sonarr");

        await host.WantAsync(2);
        await host.BeginAsync();
        await host.UntilAsync(2, ShowStatus.Added);

        Assert.Equal(0, Scrape.Value(await Scrape.MetricsAsync(host.Doors), "tvmaze_sonarr_healthy"));
    }

    [Fact]
    public async Task What_the_rules_have_come_to_want_is_added_without_being_asked()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(1);
        await host.SettleAsync(1, ShowStatus.Pending);

        await host.PostAsync("/refilter", status: 202);

        await host.UntilAsync(1, ShowStatus.Added);
    }
}
