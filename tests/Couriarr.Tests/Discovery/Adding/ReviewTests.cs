using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>What a person decides, and that nothing else decides it again.</summary>
[Trait("family", "find")]
public sealed class ReviewTests
{
    [Fact]
    public async Task What_waits_is_listed_with_why_and_page_by_page()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await StartAsync(sonarr);
        for (var id = 1; id <= 3; id++)
            await host.WantAsync(id);
        await host.RunAsync();

        var first = await host.Doors.GetAsync("/review?limit=2");
        var second = await host.Doors.GetAsync(first.GetProperty("next").GetString()!);

        Assert.Equal(["tvmaze:1", "tvmaze:2", "tvmaze:3"], Ids(first).Concat(Ids(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var one = first.GetProperty("items")[0];
        Assert.StartsWith("Over the budget", one.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://www.tvmaze.com/shows/1", one.GetProperty("page").GetString());
        Assert.Contains("TVmaze", first.GetProperty("credit").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_approved_is_added_whatever_the_budget_says()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await StartAsync(sonarr);
        await host.WantAsync(1);
        await host.WantAsync(2);
        await host.RunAsync();

        var answer = await host.PostAsync("/review", new { decision = "approve", ids = new[] { "tvmaze:1", "tvmaze:99", "imdb:1" } });

        Assert.Equal(1, answer.GetProperty("decided").GetInt32());
        Assert.Equal(["tvmaze:99", "imdb:1"], answer.GetProperty("unknown").EnumerateArray().Select(id => id.GetString()));
        await host.UntilAsync(1, ShowStatus.Added);
        Assert.Equal(ShowStatus.Review, (await host.OfAsync(2)).Status);
        var again = await host.PostAsync("/review", new { decision = "reject", ids = new[] { "tvmaze:1" } });
        Assert.Equal("tvmaze:1", Assert.Single(again.GetProperty("already_there").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task All_that_wait_are_decided_at_once()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await StartAsync(sonarr);
        for (var id = 1; id <= 3; id++)
            await host.WantAsync(id);
        await host.RunAsync();

        var answer = await host.PostAsync("/review", new { decision = "reject", all = true });

        Assert.Equal(3, answer.GetProperty("decided").GetInt32());
        Assert.Empty(Ids(await host.Doors.GetAsync("/review")));
        Assert.Equal(3, Ids(await host.Doors.GetAsync("/review?status=rejected")).Count());
    }

    [Theory]
    [InlineData("reject", ShowStatus.Rejected)]
    [InlineData("never", ShowStatus.Skipped)]
    public async Task A_decision_outlives_whatever_rules_and_runs_say_later(string decision, ShowStatus status)
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await StartAsync(sonarr);
        await host.WantAsync(1);
        await host.RunAsync();
        await host.PostAsync("/review", new { decision, ids = new[] { "tvmaze:1" } });
        await host.IdleAsync();

        Assert.False(await host.SettleAsync(1, ShowStatus.Wanted));
        await host.RunAsync();

        Assert.Equal((status, true), ((await host.OfAsync(1)).Status, (await host.OfAsync(1)).ByUser));
        Assert.Empty(sonarr.Posted);
    }

    [Fact]
    public async Task EXP33_never_again_is_said_to_Sonarrs_own_lists_too()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await StartAsync(sonarr);
        await host.WantAsync(1);
        await host.RunAsync();

        await host.PostAsync("/review", new { decision = "never", ids = new[] { "tvmaze:1" } });
        await host.IdleAsync();
        await host.PostAsync("/review", new { decision = "never", ids = new[] { "tvmaze:1" } });
        await host.IdleAsync();

        Assert.Equal([1001], sonarr.Shelf.Excluded);
    }

    [Fact]
    public async Task BEST13_what_Sonarrs_lists_must_not_add_is_not_added_by_us()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Change(shelf => shelf with { Excluded = [1001] });
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(1);

        await host.RunAsync();

        Assert.Equal(ShowStatus.Skipped, (await host.OfAsync(1)).Status);
        Assert.Contains("list of exclusions", (await host.OfAsync(1)).Note, StringComparison.Ordinal);
        Assert.Empty(sonarr.Posted);
    }

    [Theory]
    [InlineData("""{ "decision": "perhaps", "all": true }""", "decision is 'perhaps'")]
    [InlineData("""{ "decision": "approve" }""", "either ids")]
    [InlineData("""{ "decision": "approve", "all": true, "ids": ["tvmaze:1"] }""", "either ids")]
    [InlineData("""{ "decision": "approve", "ids": ["tvmaze:1", null] }""", "One of the ids is null")]
    [InlineData("null", "The body is empty")]
    public async Task A_decision_that_makes_no_sense_is_refused(string body, string words)
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await StartAsync(sonarr);

        var refused = await host.PostAsync("/review", JsonDocument.Parse(body).RootElement, status: 400);

        Assert.Contains(words, refused.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("tvmaze:x")]
    [InlineData("imdb:1")]
    public async Task A_page_after_something_that_is_no_id_is_refused_instead_of_being_the_first_one(string after)
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await StartAsync(sonarr);

        using var refused = await host.Doors.Client.GetAsync($"/review?after={after}", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(
            $"after is '{after}'",
            JsonDocument
                .Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .RootElement.GetProperty("error")
                .GetString(),
            StringComparison.Ordinal
        );
    }

    private static Task<AddingHost> StartAsync(FakeArr sonarr) =>
        AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { MaxPerRun = 0 } });

    private static IEnumerable<string?> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
