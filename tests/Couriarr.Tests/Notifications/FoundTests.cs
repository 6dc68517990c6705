using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;

namespace Couriarr.Tests.Notifications;

/// <summary>What channels say of shows that the search found.</summary>
[Trait("family", "announce")]
public sealed class FoundTests
{
    private static readonly FoundTitle Ferry = new("tvmaze:82", "The *Glass* Ferry")
    {
        Year = 2024,
        Channel = "BBC One",
        Genres = ["Drama", "Crime"],
        Why = "Over the budget.",
        Page = new Uri("https://www.tvmaze.com/shows/82"),
    };

    [Fact]
    public async Task NOTE19_one_show_is_told_with_all_that_is_known_and_whose_data_it_is()
    {
        await using var host = await NoticeHost.StartAsync([NoticeHost.Channel("all")]);

        await host.HappenAsync(new ShowAdded([Ferry], 1));
        await host.UntilGotAsync("all", 1);

        var notice = Assert.Single(host.Mailbox.Of("all"));
        Assert.Equal(("show-added", "Show Added"), (notice.Event, notice.Title.Plain));
        Assert.Equal("The *Glass* Ferry (2024)\nBBC One\nDrama, Crime\nData by TVmaze", notice.Body.Plain);
        Assert.Equal(Ferry.Page, notice.Link);
    }

    [Fact]
    public async Task NOTE19_many_are_told_in_one_message_with_their_reasons_and_pages()
    {
        await using var host = await NoticeHost.StartAsync([NoticeHost.Channel("all")]);

        await host.HappenAsync(new ShowNeedsReview([Ferry, new FoundTitle("tvmaze:5", "Low Tide")], 40));
        await host.UntilGotAsync("all", 1);

        var notice = Assert.Single(host.Mailbox.Of("all"));
        Assert.Equal(("show-needs-review", Severity.Warning, "40 Shows Need Review"), (notice.Event, notice.Severity, notice.Title.Plain));
        Assert.Equal("• The *Glass* Ferry (2024): Over the budget.\n• Low Tide\nand 38 more\nData by TVmaze", notice.Body.Plain);
        Assert.Contains(notice.Body.Phrases, phrase => phrase.Link == Ferry.Page);
    }

    [Fact]
    public async Task Movies_are_credited_to_TMDB()
    {
        await using var host = await NoticeHost.StartAsync([NoticeHost.Channel("all")]);

        await host.HappenAsync(new ShowAdded([Ferry with { Key = "tmdb:603" }], 1));
        await host.UntilGotAsync("all", 1);

        Assert.EndsWith(
            "Data by TMDB, which does not endorse this",
            Assert.Single(host.Mailbox.Of("all")).Body.Plain,
            StringComparison.Ordinal
        );
    }
}
