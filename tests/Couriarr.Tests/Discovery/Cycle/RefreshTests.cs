using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>What changes in the catalogue is known after the next cycle, and nothing else is touched.</summary>
[Trait("family", "find")]
public sealed class RefreshTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_show_that_somebody_skipped_or_that_was_added_stays_so_when_TVmaze_changes_it() =>
        WithAsync(async host =>
        {
            await host.DecideAsync(10, new(ShowStatus.Added, null) { SeriesId = 5 });
            await host.DecideAsync(11, new(ShowStatus.Skipped, null) { ByUser = true });
            host.Tvmaze.Change(10, show => show["name"] = "Renamed");
            host.Tvmaze.Change(11, show => Fine(show, "Renamed too"));
            await host.CycleAsync();
            Assert.Equal(
                ("Renamed", ShowStatus.Added, 5),
                (await NowAsync(10), await host.StatusAsync(10), (await host.ShowAsync(10)).Standing.SeriesId)
            );
            Assert.Equal(("Renamed too", ShowStatus.Skipped), (await NowAsync(11), await host.StatusAsync(11)));

            async Task<string> NowAsync(long id) => (await host.ShowAsync(id)).Show.Title;
        });

    [Fact]
    public Task A_new_show_is_found_however_far_its_number_is_from_the_others() =>
        WithAsync(async host =>
        {
            host.Tvmaze.Change(5000, show => Fine(show, "Far away"));
            await host.CycleAsync();
            Assert.Equal(ShowStatus.Wanted, await host.StatusAsync(5000));
            Assert.Equal(5000, (await host.ProgressAsync()).Sync.HighestId);
        });

    [Fact]
    public Task A_show_that_was_revived_is_wanted_again() =>
        WithAsync(async host =>
        {
            host.Tvmaze.Change(20, show => Fine(show, "Revived", "Ended"));
            await host.CycleAsync();
            Assert.Equal(ShowStatus.Filtered, await host.StatusAsync(20));
            host.Tvmaze.Change(20, show => Fine(show, "Revived"), DiscoveryHost.Now.AddSeconds(5));
            await host.CycleAsync();
            Assert.Equal(ShowStatus.Wanted, await host.StatusAsync(20));
        });

    [Fact]
    public Task Shows_of_a_page_that_is_of_yesterday_are_asked_for_one_by_one() =>
        WithAsync(
            async host =>
            {
                foreach (var id in host.Tvmaze.All.Select(show => show["id"]!.GetValue<long>()).Take(6).ToList())
                    host.Tvmaze.Change(id, show => show["name"] = "New name");
                await host.CycleAsync();
                Assert.Equal(6, (await host.CatalogueAsync()).Count(show => show.Contains("New name", StringComparison.Ordinal)));
            },
            tvmaze => tvmaze.RemembersPages = true
        );

    [Fact]
    public Task A_show_that_is_gone_twice_counts_as_removed_and_keeps_what_was_decided() =>
        WithAsync(async host =>
        {
            await host.DecideAsync(10, new(ShowStatus.Added, null));
            host.Tvmaze.Remove(10);
            await WholeCycleAsync(host);
            Assert.Null((await host.ShowAsync(10)).Standing.RemovedAt);
            await host.SetAsync("UPDATE shows SET missed_at = missed_at - 7200000 WHERE missed_at IS NOT NULL");
            await WholeCycleAsync(host);
            var standing = (await host.ShowAsync(10)).Standing;
            Assert.NotNull(standing.RemovedAt);
            Assert.Equal(ShowStatus.Added, standing.Status);
            host.Tvmaze.Change(10);
            await WholeCycleAsync(host);
            Assert.Null((await host.ShowAsync(10)).Standing.RemovedAt);
        });

    [Fact]
    public Task G02_a_list_cut_short_removes_nothing() =>
        WithAsync(async host =>
        {
            var times = 0;
            host.Tvmaze.Trouble = (asked, _) =>
                asked == "/updates/shows" && Interlocked.Increment(ref times) < 3 ? Results.Text("{\"1\": 1}", "application/json") : null;
            await WholeCycleAsync(host);
            Assert.True(times >= 3);
            Assert.DoesNotContain(await host.Shows.StoredAsync(Ct), show => show.IsMissed || show.IsRemoved);
        });

    [Fact]
    public Task One_show_that_cannot_be_read_stops_no_cycle_and_is_found_again() =>
        WithAsync(async host =>
        {
            host.Tvmaze.Change(10, show => show["name"] = "Broken for a while");
            host.Tvmaze.Change(300, show => show["name"] = "Well");
            host.Tvmaze.Trouble = (asked, _) => asked == "/shows/10" ? Results.Text("<html>", "text/html") : null;
            await host.CycleAsync();
            Assert.Equal("Well", (await host.ShowAsync(300)).Show.Title);
            host.Tvmaze.Trouble = (_, _) => null;
            await WholeCycleAsync(host);
            Assert.Equal("Broken for a while", (await host.ShowAsync(10)).Show.Title);
        });

    [Fact]
    public Task G08_after_three_weeks_off_and_with_times_to_come_nothing_is_missed() =>
        WithAsync(async host =>
        {
            host.Tvmaze.Change(10, show => show["name"] = "Two weeks ago", DiscoveryHost.Now.AddDays(-14));
            host.Tvmaze.Change(300, show => show["name"] = "Of the future", DiscoveryHost.Now.AddYears(5));
            await host.SetAsync("UPDATE discovery_state SET last_updates_check = last_updates_check - @p1", 21L * 86_400_000);
            await host.CycleAsync();
            Assert.Contains("/updates/shows?since=month", host.Tvmaze.Asked);
            Assert.Equal("Two weeks ago", (await host.ShowAsync(10)).Show.Title);
            Assert.Equal("Of the future", (await host.ShowAsync(300)).Show.Title);
        });

    private static Task WholeCycleAsync(DiscoveryHost host) => WholeAsync(host);

    private static async Task WholeAsync(DiscoveryHost host)
    {
        await host.SetAsync("UPDATE discovery_state SET last_whole_check = NULL");
        await host.CycleAsync();
    }

    internal static void Fine(JsonObject show, string name, string status = "Running", long? tvdb = 4242)
    {
        (show["name"], show["type"], show["status"], show["language"], show["genres"]) = (
            name,
            "Scripted",
            status,
            "English",
            new JsonArray("Drama")
        );
        (show["premiered"], show["runtime"], show["webChannel"]) = ("2024-03-01", 60, null);
        show["network"] = new JsonObject
        {
            ["name"] = "BBC One",
            ["country"] = new JsonObject { ["code"] = "GB" },
        };
        show["externals"] = new JsonObject { ["thetvdb"] = tvdb };
    }

    private static async Task WithAsync(Func<DiscoveryHost, Task> work, Action<FakeTvmaze>? prepare = null)
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(600);
        tvmaze.Change(10, at: DiscoveryHost.Now.AddDays(-60));
        tvmaze.Change(11, at: DiscoveryHost.Now.AddDays(-60));
        tvmaze.Change(300, at: DiscoveryHost.Now.AddDays(-60));
        prepare?.Invoke(tvmaze);
        await using var host = await DiscoveryHost.StartAsync(tvmaze, more: Impatient.Add);
        await host.FirstCycleAsync();
        await work(host);
    }
}
