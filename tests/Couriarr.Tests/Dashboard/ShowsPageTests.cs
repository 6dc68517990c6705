using System.Net;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;
using Couriarr.Tests.Discovery.Adding;

namespace Couriarr.Tests.Dashboard;

/// <summary>The catalogue, as somebody reads it and decides about it.</summary>
[Trait("family", "browser")]
public sealed class ShowsPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_are_listed_with_where_they_stand_and_why_and_whose_data_it_is()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        using var reader = await Reader.OfAsync(host.Doors);
        await host.WantAsync(7, show => show with { Title = "<img src=x onerror=alert(1)>" });
        await host.WantAsync(8, show => show with { Title = "The Old One" });
        await host.PlantAsync(
            "UPDATE shows SET processing_status = 'filtered', verdict = 'filtered', decided_by = 'filters.status.exclude_ended' WHERE tvmaze_id = 8"
        );

        var markup = await reader.MarkupAsync("/ui/shows");
        var text = WebUtility.HtmlDecode(markup);

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", markup, StringComparison.Ordinal);
        Assert.Contains("The filter for no ended shows leaves it out (filters.status.exclude_ended).", text, StringComparison.Ordinal);
        Assert.Contains("2024 · BBC One · GB · Drama", text, StringComparison.Ordinal);
        Assert.Contains("href=\"https://www.tvmaze.com\"", markup, StringComparison.Ordinal);
        Assert.Contains("href=\"https://creativecommons.org/licenses/by-sa/4.0/\"", markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_searched_filtered_and_turned_page_by_page()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, options => options with { DryRun = true });
        using var reader = await Reader.OfAsync(host.Doors);
        for (var id = 1; id <= 51; id++)
            await host.WantAsync(id, show => show with { Title = $"Harbour {id}." }, isKnown: false);
        await host.SettleAsync(3, ShowStatus.Failed);

        var first = await reader.TextAsync("/ui/shows?q=harbour");
        var failed = await reader.TextAsync("/ui/shows?status=failed");
        var second = await reader.TextAsync("/ui/shows?q=harbour&after=50");

        Assert.Contains("Harbour 50.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour 51.", first, StringComparison.Ordinal);
        Assert.Contains("href=\"/ui/shows?q=harbour&after=50\"", first, StringComparison.Ordinal);
        Assert.Contains("Harbour 51.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour 50.", second, StringComparison.Ordinal);
        Assert.Contains("Harbour 3.", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour 4.", failed, StringComparison.Ordinal);
        Assert.Contains("No show is like that.", await reader.TextAsync("/ui/shows?q=nothing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_show_is_explained_rule_by_rule()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        const string Rules = "rules:\n  - name: never the ferry\n    when: { title: { contains: ferry } }\n    then: skip\n";
        await using var host = await AddingHost.StartAsync(sonarr, rules: Rules);
        using var reader = await Reader.OfAsync(host.Doors);
        await host.WantAsync(7, show => show with { Title = "The Glass Ferry", Summary = "It crosses." });

        var text = await reader.TextAsync("/ui/shows/7");

        Assert.Contains("The rule 'never the ferry' leaves it out.", text, StringComparison.Ordinal);
        Assert.Contains("(it has The Glass Ferry)", text, StringComparison.Ordinal);
        Assert.Contains("Decided before", text, StringComparison.Ordinal);
        Assert.Contains("It crosses.", text, StringComparison.Ordinal);
        Assert.Contains("no such show", await reader.MarkupAsync("/ui/shows/8", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_show_that_is_approved_is_added_and_that_is_not_taken_back()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        using var reader = await Reader.OfAsync(host.Doors);
        await host.WantAsync(7);
        await host.SettleAsync(7, ShowStatus.Review);

        var approved = await reader.PressAsync("/ui/shows", "/ui/shows/decide", ("id", "7"), ("decision", "approve"));
        Assert.Contains("1 title is to be added.", approved, StringComparison.Ordinal);
        await host.UntilAsync(7, ShowStatus.Added);

        var late = await reader.PressAsync("/ui/shows/7", "/ui/shows/decide", ("id", "7"), ("decision", "reconsider"));
        Assert.Contains("Sonarr has it already", late, StringComparison.Ordinal);
        Assert.DoesNotContain("Do not add", late, StringComparison.Ordinal);
        Assert.Equal((ShowStatus.Added, true), await StandingAsync(host, 7));
    }

    [Fact]
    public async Task What_a_person_rejected_the_rules_may_decide_about_again()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, options => options with { DryRun = true });
        using var reader = await Reader.OfAsync(host.Doors);
        await host.WantAsync(8);
        await host.WantAsync(9, show => show with { Language = "Norwegian" });

        var rejected = await reader.PressAsync("/ui/shows/8", "/ui/shows/decide", ("id", "8"), ("id", "9"), ("decision", "reject"));
        Assert.Contains("2 titles are not added.", rejected, StringComparison.Ordinal);
        Assert.Equal((ShowStatus.Rejected, true), await StandingAsync(host, 8));

        var again = await reader.PressAsync("/ui/shows/8", "/ui/shows/decide", ("id", "8"), ("id", "9"), ("decision", "reconsider"));
        Assert.Contains("The rules decided about 2 shows: To be added: 1, Left out: 1.", again, StringComparison.Ordinal);
        Assert.Equal((ShowStatus.Wanted, false), await StandingAsync(host, 8));
        Assert.Equal((ShowStatus.Filtered, false), await StandingAsync(host, 9));
    }

    [Fact]
    public async Task Whoever_ticks_nothing_or_decides_nothing_is_told()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        using var reader = await Reader.OfAsync(host.Doors);

        var nothing = await reader.PressAsync("/ui/shows", "/ui/shows/decide", ("decision", "approve"));
        var unsaid = await reader.PressAsync("/ui/shows", "/ui/shows/decide", ("id", "7"), ("decision", "explode"));

        Assert.Contains("Choose one or more shows first", nothing, StringComparison.Ordinal);
        Assert.Contains("Say what becomes of them", unsaid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_be_added_is_shown_before_it_is_confirmed()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, options => options with { DryRun = null });
        using var reader = await Reader.OfAsync(host.Doors);
        await host.WantAsync(7, show => show with { Title = "The Glass Ferry" });
        Assert.Contains("confirmed it", await reader.TextAsync("/ui/shows"), StringComparison.Ordinal);

        var before = await reader.TextAsync("/ui/shows/adding");
        var after = await reader.PressAsync("/ui/shows/adding", "/ui/shows/adding/confirm");

        Assert.Contains("The Glass Ferry", before, StringComparison.Ordinal);
        Assert.Contains("Confirm, and add these", before, StringComparison.Ordinal);
        Assert.Contains("It is added now", after, StringComparison.Ordinal);
        await host.UntilAsync(7, ShowStatus.Added);
    }

    private static async Task<(ShowStatus, bool)> StandingAsync(AddingHost host, int id)
    {
        var standing = (await host.Doors.Get<ShowsTable>().FindAsync(id, Ct))!.Standing;
        return (standing.Status, standing.ByUser);
    }
}
