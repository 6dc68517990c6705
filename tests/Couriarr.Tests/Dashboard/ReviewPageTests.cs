using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;
using Couriarr.Tests.Discovery.Adding;

namespace Couriarr.Tests.Dashboard;

/// <summary>What waits for a person, worked through without any script.</summary>
[Trait("family", "browser")]
public sealed class ReviewPageTests
{
    [Fact]
    public async Task One_button_says_both_what_and_which_and_it_is_taken_back_with_another()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await WaitingAsync(sonarr, 3);
        using var reader = await Reader.OfAsync(host.Doors);

        var rejected = await reader.PressAsync("/ui/review", "/ui/review/decide", ("one", "reject tvmaze:2"), ("key", "tvmaze:3"));
        Assert.Contains("1 title is not added.", rejected, StringComparison.Ordinal);
        Assert.Contains("name=\"keys\" value=\"tvmaze:2\"", rejected, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour 2", rejected, StringComparison.Ordinal);
        Assert.Equal(ShowStatus.Rejected, (await host.OfAsync(2)).Status);
        Assert.Equal(ShowStatus.Review, (await host.OfAsync(3)).Status);
        Assert.Contains("Harbour 2", await reader.TextAsync("/ui/review?status=rejected"), StringComparison.Ordinal);

        var undone = await reader.PressAsync("/ui/review", "/ui/review/undo", ("keys", "tvmaze:2"));
        Assert.Contains("1 title waits for your word again.", undone, StringComparison.Ordinal);
        Assert.Contains("You took your decision back.", undone, StringComparison.Ordinal);
        var standing = await host.OfAsync(2);
        Assert.Equal((ShowStatus.Review, false), (standing.Status, standing.ByUser));
    }

    [Fact]
    public async Task Many_are_decided_at_once_and_all_of_them()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await WaitingAsync(sonarr, 5);
        using var reader = await Reader.OfAsync(host.Doors);

        var some = await reader.PressAsync(
            "/ui/review",
            "/ui/review/decide",
            ("decision", "approve"),
            ("key", "tvmaze:1"),
            ("key", "tvmaze:2"),
            ("key", "tvmaze:99")
        );
        Assert.Contains("2 titles are to be added. 1 is in no catalogue any more.", some, StringComparison.Ordinal);
        await host.UntilAsync(1, ShowStatus.Added);
        await host.UntilAsync(2, ShowStatus.Added);
        var late = await reader.PressAsync("/ui/review", "/ui/review/undo", ("keys", "tvmaze:1,tvmaze:2"));
        Assert.Contains("2 were added meanwhile", late, StringComparison.Ordinal);

        var all = await reader.PressAsync("/ui/review", "/ui/review/all", ("decision", "reject"));
        Assert.Contains("3 titles are not added.", all, StringComparison.Ordinal);
        Assert.Contains("Nothing waits for your word.", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_queue_has_pages_and_a_decision_leads_back_to_its_own()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await WaitingAsync(sonarr, 33);
        using var reader = await Reader.OfAsync(host.Doors);
        Assert.Contains("href=\"/ui/review?after=tvmaze%3A30\"", await reader.TextAsync("/ui/review"), StringComparison.Ordinal);

        var second = await reader.PressAsync("/ui/review?after=tvmaze%3A30", "/ui/review/decide", ("one", "reject tvmaze:31"));

        Assert.Contains("Harbour 32", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour 30", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour 31", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_sense_changes_nothing()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await WaitingAsync(sonarr, 1);
        using var reader = await Reader.OfAsync(host.Doors);

        var explode = await reader.PressAsync("/ui/review", "/ui/review/decide", ("one", "explode tvmaze:1"));
        var nothing = await reader.PressAsync("/ui/review", "/ui/review/decide", ("decision", "approve"));
        var all = await reader.PressAsync("/ui/review", "/ui/review/all", ("decision", "7"));
        var undo = await reader.PressAsync("/ui/review", "/ui/review/undo", ("keys", "door:1,<b>"));

        Assert.Contains("Say what becomes of them", explode, StringComparison.Ordinal);
        Assert.Contains("Choose one or more first", nothing, StringComparison.Ordinal);
        Assert.Contains("Say what becomes of them", all, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", undo, StringComparison.Ordinal);
        Assert.Equal(ShowStatus.Review, (await host.OfAsync(1)).Status);
    }

    private static async Task<AddingHost> WaitingAsync(FakeArr sonarr, int number)
    {
        var host = await AddingHost.StartAsync(sonarr);
        for (var id = 1; id <= number; id++)
        {
            await host.WantAsync(id, show => show with { Title = $"Harbour {id}" });
            await host.SettleAsync(id, ShowStatus.Review);
        }
        return host;
    }
}
