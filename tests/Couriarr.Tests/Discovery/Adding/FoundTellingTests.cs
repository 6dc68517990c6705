using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Media;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>What people hear of a run: one message of what was added, and one of what waits for them.</summary>
[Trait("family", "find")]
public sealed class FoundTellingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NOTE19_a_run_is_told_once_however_many_it_added()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { MaxPerRun = 5 } });
        for (var id = 1; id <= 7; id++)
            await host.WantAsync(id);

        await host.RunAsync();

        var added = Assert.Single(host.Heard.Added);
        Assert.Equal(5, added.Count);
        var one = added.Titles.Single(title => title.Key == "tvmaze:1");
        Assert.Equal(
            ("Show 1", (int?)2024, "BBC One", new Uri("https://www.tvmaze.com/shows/1")),
            (one.Title, one.Year, one.Channel, one.Page)
        );
        var review = Assert.Single(host.Heard.Review);
        Assert.Equal(2, review.Count);
        Assert.All(review.Titles, title => Assert.StartsWith("Over the budget", title.Why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_rule_sends_to_people_is_told_also_while_nothing_is_added_and_only_once()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(
            sonarr,
            o => o with { DryRun = null },
            rules: "rules:\n  - { name: let me see, when: { country: GB }, then: review }\n"
        );
        await host.WantAsync(1);
        await host.SettleAsync(1, ShowStatus.Review);

        await host.RunAsync();
        await host.RunAsync();

        var told = Assert.Single(Assert.Single(host.Heard.Review).Titles);
        Assert.Equal("The rule 'let me see' asks you.", told.Why);
    }

    [Fact]
    public async Task Of_a_multitude_the_first_are_named()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { MaxPerRun = 0 } });
        for (var id = 1; id <= 40; id++)
            await host.WantAsync(id);

        await host.RunAsync();

        var told = Assert.Single(host.Heard.Review);
        Assert.Equal((40, 25), (told.Count, told.Titles.Count));
    }

    [Fact]
    public async Task The_daily_summary_says_what_was_added_and_what_came_to_wait()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { MaxPerRun = 6 } });
        for (var id = 1; id <= 7; id++)
            await host.WantAsync(id, show => show with { Weight = 100 - id });
        await host.RunAsync();
        var digest = host.Doors.Get<IEnumerable<IDigestPart>>().OfType<FoundDigest>().Single();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);

        var told = Assert.Single(await digest.OfAsync(new Period(today.AddDays(-1), today.AddDays(1), TimeZoneInfo.Utc), Ct));

        Assert.Equal("New shows and movies", told.Heading);
        Assert.StartsWith("Added: 6 (Show ", told.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" and 1 more)", told.Lines[0], StringComparison.Ordinal);
        Assert.Equal("New for your review: 1 (Show 7)", told.Lines[1]);
        var longAgo = today.AddDays(-40);
        Assert.Empty(await digest.OfAsync(new Period(longAgo, longAgo, TimeZoneInfo.Utc), Ct));
    }
}
