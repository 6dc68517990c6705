using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Tvmaze;
using Couriarr.Neighbours;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>The whole catalogue is read once, whatever comes between.</summary>
[Trait("family", "find")]
public sealed class CrawlTests
{
    private static readonly string[] Twice = ["/shows?page=2", "/shows?page=2"];

    [Fact]
    public async Task The_whole_catalogue_is_known_and_judged_after_the_first_cycle()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(2600);
        await using var host = await DiscoveryHost.StartAsync(tvmaze);
        await host.FirstCycleAsync();
        var stored = await host.CatalogueAsync();
        Assert.Equal(tvmaze.All.Count(), stored.Count);
        Assert.DoesNotContain(stored, show => show.Contains(" Pending ", StringComparison.Ordinal));
        Assert.Contains(stored, show => show.Contains(" Wanted ", StringComparison.Ordinal));
        var sync = (await host.ProgressAsync()).Sync;
        Assert.Equal((10, tvmaze.All.Max(show => show["id"]!.GetValue<long>())), (sync.LastPage, (long)sync.HighestId!));
        Assert.NotNull(sync.LastFullSync);
    }

    [Fact]
    public async Task The_log_says_what_came_of_it_and_that_somebody_has_to_agree()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(900);
        await using var host = await DiscoveryHost.StartAsync(tvmaze);
        await host.FirstCycleAsync();
        var wanted = (await host.CatalogueAsync()).Count(show => show.Contains(" Wanted ", StringComparison.Ordinal));

        Assert.True(wanted > 0);
        await DiscoveryHost.UntilAsync(async () =>
            (await host.Doors.GetAsync("/logs")).GetRawText() is var log
            && log.Contains($"{wanted} wanted", StringComparison.Ordinal)
            && log.Contains($"{wanted} more shows are wanted. Nothing is added until you have confirmed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task G03_a_page_of_holes_does_not_end_the_crawl()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(1700);
        tvmaze.Remove(Enumerable.Range(500, 500).Select(id => (long)id));
        await using var host = await DiscoveryHost.StartAsync(tvmaze);
        await host.FirstCycleAsync();
        Assert.Equal(tvmaze.All.Count(), (await host.CatalogueAsync()).Count);
    }

    [Fact]
    public async Task G03_a_page_that_is_not_there_for_a_while_does_not_end_the_crawl()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(1200);
        var times = 0;
        tvmaze.Trouble = (asked, _) => asked == "/shows?page=2" && Interlocked.Increment(ref times) < 3 ? FakeTvmaze.NotFound() : null;
        await using var host = await DiscoveryHost.StartAsync(tvmaze, more: Impatient.Add);
        await host.FirstCycleAsync();
        Assert.Equal(tvmaze.All.Count(), (await host.CatalogueAsync()).Count);
        Assert.Subset(tvmaze.Asked.ToHashSet(), Twice.ToHashSet());
    }

    [Fact]
    public async Task G03_shows_of_a_page_that_never_comes_are_asked_for_one_by_one()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(900);
        tvmaze.Remove(Enumerable.Range(510, 240).Select(id => (long)id));
        tvmaze.Trouble = (asked, _) => asked == "/shows?page=2" ? FakeTvmaze.NotFound() : null;
        await using var host = await DiscoveryHost.StartAsync(tvmaze, more: Impatient.Add);
        await host.FirstCycleAsync();
        Assert.Equal(tvmaze.All.Count(), (await host.CatalogueAsync()).Count);
    }

    public static TheoryData<string> Garbage =>
        ["<html>Bad gateway</html>", "[{\"id\": 1, \"na", "{\"name\": \"not a list\"}", "", "[]", "null"];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task G02_an_answer_that_is_none_stores_nothing_and_is_asked_for_again(string body)
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(800);
        var times = 0;
        tvmaze.Trouble = (asked, _) =>
            asked == "/shows?page=1" && Interlocked.Increment(ref times) < 3 ? Results.Text(body, "text/html") : null;
        await using var host = await DiscoveryHost.StartAsync(tvmaze, more: Impatient.Add);
        await host.FirstCycleAsync();
        Assert.Equal(tvmaze.All.Count(), (await host.CatalogueAsync()).Count);
    }

    [Fact]
    public async Task G01_being_told_to_be_slower_again_and_again_loses_no_show()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(1500);
        tvmaze.Trouble = (_, call) => call % 3 == 0 ? FakeTvmaze.TooMany(call % 2 == 0 ? "soon" : "Wed, 21 Oct 2015 07:28:00 GMT") : null;
        await using var host = await DiscoveryHost.StartAsync(tvmaze, more: Impatient.Add);
        await host.FirstCycleAsync();
        Assert.Equal(tvmaze.All.Count(), (await host.CatalogueAsync()).Count);
    }

    [Fact]
    public async Task G04_one_odd_show_stops_no_page()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(600);
        Odd(tvmaze, 10, show => show["name"] = null);
        Odd(tvmaze, 11, show => (show["runtime"], show["weight"], show["genres"]) = ("45", "many", "Drama"));
        Odd(tvmaze, 12, show => (show["network"], show["webChannel"], show["externals"], show["rating"]) = (null, null, null, null));
        Odd(tvmaze, 13, show => (show["premiered"], show["ended"], show["image"]) = ("0000-00-00", 7, "none"));
        Odd(tvmaze, 14, show => show["externals"]!["thetvdb"] = 70_015);
        Odd(tvmaze, 15, show => show["externals"]!["thetvdb"] = -1);
        await using var host = await DiscoveryHost.StartAsync(tvmaze);
        await host.FirstCycleAsync();
        Assert.Equal(tvmaze.All.Count(), (await host.CatalogueAsync()).Count);
        Assert.Equal(45, (await host.ShowAsync(11)).Show.Runtime);
        Assert.Null((await host.ShowAsync(13)).Show.Premiered);
        Assert.Null((await host.ShowAsync(15)).Show.TvdbId);
    }

    private static void Odd(FakeTvmaze tvmaze, long id, Action<System.Text.Json.Nodes.JsonObject> change) => tvmaze.Change(id, change);
}
