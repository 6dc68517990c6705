using System.Net;
using System.Text.Json;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>What people see of the catalogue and may do with it.</summary>
[Trait("family", "find")]
public sealed class DiscoveryDoorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Trigger_is_accepted_also_while_a_search_runs() =>
        WithAsync(async host =>
        {
            var first = await host.PostAsync("/trigger");
            var second = await host.PostAsync("/trigger");
            Assert.True(first.GetProperty("job_id").GetInt64() > 0);
            Assert.True(second.GetProperty("job_id").GetInt64() > 0);
        });

    [Fact]
    public async Task Without_a_Sonarr_the_search_is_off_and_says_how_to_switch_it_on()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(10);
        await using var host = await DiscoveryHost.StartAsync(tvmaze, options => options with { Sonarr = new() });
        var answer = await host.PostAsync("/trigger", HttpStatusCode.Conflict);
        Assert.Contains("sonarr.url", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False((await host.Doors.GetAsync("/state")).GetProperty("is_on").GetBoolean());
        Assert.Empty(tvmaze.Asked);
    }

    [Fact]
    public Task After_the_filters_changed_everything_is_judged_again_without_the_network_and_nothing_stays_pending() =>
        WithAsync(async host =>
        {
            var before = await host.CatalogueAsync();
            await host.SetAsync(
                "UPDATE shows SET verdict = 'filtered', decided_by = 'older', verdict_key = 1, processing_status = 'filtered', filter_reason = 'genre'"
            );
            await host.DecideAsync(5001, new(ShowStatus.Rejected, "No.") { ByUser = true });
            var asked = host.Tvmaze.Asked.Count;
            await host.RefilterAsync();
            Assert.Equal(asked, host.Tvmaze.Asked.Count);
            Assert.Equal(ShowStatus.Rejected, await host.StatusAsync(5001));
            Assert.Equal(before.Where(show => !IsRejected(show)), (await host.CatalogueAsync()).Where(show => !IsRejected(show)));

            static bool IsRejected(string show) => show.Contains("Id = 5001", StringComparison.Ordinal);
        });

    [Fact]
    public Task What_was_added_and_would_not_be_added_again_is_listed_and_left_alone() =>
        WithAsync(async host =>
        {
            var filtered = (await host.Shows.ListAsync(new ShowQuery(ShowStatus.Filtered, Limit: 1), Ct))[0].Show.Id;
            await host.DecideAsync(filtered, new(ShowStatus.Added, null));
            await host.RefilterAsync();
            var page = await host.Doors.GetAsync("/shows?status=added&verdict=filtered");
            Assert.Equal(filtered, Assert.Single(page.GetProperty("shows").EnumerateArray().ToList()).GetProperty("id").GetInt64());
        });

    [Fact]
    public Task Shows_are_listed_page_by_page_with_their_reasons_and_whose_data_they_are() =>
        WithAsync(async host =>
        {
            var (seen, next) = (new List<long>(), "/shows?limit=100");
            while (next is not null)
            {
                var page = await host.Doors.GetAsync(next);
                seen.AddRange(page.GetProperty("shows").EnumerateArray().Select(show => show.GetProperty("id").GetInt64()));
                Assert.Contains("TVmaze", page.GetProperty("attribution").GetString(), StringComparison.Ordinal);
                next = page.GetProperty("next").GetString();
            }
            Assert.Equal(host.Tvmaze.All.Select(show => show["id"]!.GetValue<long>()), seen);
            var one = Assert.Single((await host.Doors.GetAsync("/shows?q=fine%20one")).GetProperty("shows").EnumerateArray().ToList());
            Assert.Equal(("wanted", "add", "filters"), (Text(one, "processing_status"), Text(one, "verdict"), Text(one, "decided_by")));
        });

    [Fact]
    public Task Why_a_show_is_not_wanted_is_told_rule_by_rule() =>
        WithAsync(async host =>
        {
            var why = await host.Doors.GetAsync("/shows/5002");
            Assert.Equal("filters.status.exclude_ended", Text(why.GetProperty("now"), "rule"));
            var rule = why.GetProperty("rules").EnumerateArray().Single(rule => rule.GetProperty("decides").GetBoolean());
            Assert.Equal("filters.status.exclude_ended", Text(rule, "rule"));
            Assert.Equal("Ended", Text(rule.GetProperty("when"), "has"));
        });

    [Fact]
    public Task Other_rules_are_tried_over_the_whole_catalogue_and_nothing_is_saved() =>
        WithAsync(async host =>
        {
            var before = await host.CatalogueAsync();
            var rules = "rules:\n  - name: never\n    when: { title: { starts: [fine one] } }\n    then: skip\n";
            var tried = await host.PostAsync("/rules/preview", HttpStatusCode.OK, rules);
            Assert.Equal((0, 1, before.Count - 1), (Count("added"), Count("lost"), Count("unchanged")));
            var shift = tried.GetProperty("shifts")[0];
            Assert.Equal(("filters", "never"), (Text(shift.GetProperty("before"), "rule"), Text(shift.GetProperty("after"), "rule")));
            Assert.Equal(5001, shift.GetProperty("samples")[0].GetProperty("id").GetInt64());
            Assert.Equal(before, await host.CatalogueAsync());
            var wrong = await host.PostAsync(
                "/rules/preview",
                HttpStatusCode.BadRequest,
                "rules:\n  - name: x\n    when: { contry: GB }\n    then: add\n"
            );
            Assert.Contains("country", Text(wrong, "error"), StringComparison.Ordinal);

            int Count(string name) => tried.GetProperty(name).GetInt32();
        });

    [Fact]
    public Task The_state_is_told_counted_and_written_to_a_file() =>
        WithAsync(async host =>
        {
            var state = await host.Doors.GetAsync("/state");
            Assert.Equal(5002, state.GetProperty("highest_tvmaze_id").GetInt64());
            Assert.Equal(state.GetProperty("fingerprint").GetString(), state.GetProperty("last_filter_hash").GetString());
            Assert.Equal(host.Tvmaze.All.Count(), state.GetProperty("shows").EnumerateObject().Sum(status => status.Value.GetInt64()));
            var metrics = await host.Doors.Client.GetStringAsync("/metrics", Ct);
            Assert.Contains("\ntvmaze_sync_initial_complete 1\n", metrics, StringComparison.Ordinal);
            Assert.Contains("\ntvmaze_sync_healthy 1\n", metrics, StringComparison.Ordinal);
            Assert.Contains("\ntvmaze_shows_highest_id 5002\n", metrics, StringComparison.Ordinal);
            Assert.Contains(
                $"\ntvmaze_shows_total{{status=\"filtered\"}} {state.GetProperty("shows").GetProperty("filtered").GetInt64()}\n",
                metrics,
                StringComparison.Ordinal
            );
        });

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task WithAsync(Func<DiscoveryHost, Task> work)
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(600);
        tvmaze.Change(5001, show => RefreshTests.Fine(show, "Fine one"), DiscoveryHost.Now.AddDays(-60));
        tvmaze.Change(5002, show => RefreshTests.Fine(show, "Over", "Ended"), DiscoveryHost.Now.AddDays(-60));
        await using var host = await DiscoveryHost.StartAsync(tvmaze);
        await host.FirstCycleAsync();
        await work(host);
    }
}
