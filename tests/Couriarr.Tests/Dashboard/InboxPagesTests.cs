using System.Net;
using Couriarr.Tests.Intake;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The inbox is looked through, and what is in it is done once more.</summary>
[Trait("family", "browser")]
public sealed class InboxPagesTests
{
    private const string Odd = """{"eventType": "Download", "movie": {"folderPath": "/m/Heat", "title": "Heat", "mood": 1}, "stars": 5}""";

    [Theory]
    [InlineData("?instance=sonarr", "4 1")]
    [InlineData("?outcome=ignored", "2")]
    [InlineData("?outcome=test", "3")]
    [InlineData("?outcome=nonsense", "5 4 3 2 1")]
    [InlineData("?warned=true", "5")]
    [InlineData("?q=Heat", "5")]
    [InlineData("?q=100%25", "")]
    public async Task Shows_what_is_looked_for(string query, string entries)
    {
        await using var host = await InboxHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host.Doors);
        foreach (var file in new[] { "sonarr/Download.json", "radarr/Grab.json", "radarr/Test.json", "sonarr/Rename.json" })
            await host.SendFileAsync("/sync", file);
        await host.SendAsync("/sync/radarr", Odd);

        var page = await guest.ReadAsync($"/ui/inbox{query}");

        Assert.Equal(
            entries,
            string.Join(
                ' ',
                page.Split("<td class=\"num\"><a href=\"/ui/inbox/")
                    .Skip(1)
                    .Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)])
            )
        );
    }

    [Fact]
    public async Task A_page_leads_to_the_next_and_keeps_the_filter()
    {
        await using var host = await InboxHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host.Doors);
        for (var i = 0; i < 52; i++)
            await host.SendFileAsync("/sync", "radarr/Test.json");

        var first = await guest.ReadAsync("/ui/inbox?outcome=test");
        var second = await guest.ReadAsync("/ui/inbox?outcome=test&before=3");

        Assert.Contains("/ui/inbox?outcome=test&amp;before=3", first, StringComparison.Ordinal);
        Assert.Contains("/ui/inbox/2\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("/ui/inbox/3\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_shows_what_was_odd_what_came_of_it_and_what_it_said()
    {
        await using var host = await InboxHost.StartAsync(["radarr-hd"]);
        using var guest = await PageGuest.AtAsync(host.Doors);
        await host.SendAsync("/webhooks/radarr-hd", Odd);
        await host.HandledAsync(1);

        var page = await guest.LookAsync("/ui/inbox/1");

        Assert.Contains("Unusual shape:", page, StringComparison.Ordinal);
        Assert.Contains("Heat", page, StringComparison.Ordinal);
        Assert.Contains("\"folderPath\": \"/m/Heat\"", page, StringComparison.Ordinal);
        Assert.Contains("Seen to", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_done_once_more_and_says_as_what()
    {
        await using var host = await InboxHost.StartAsync(["radarr-hd"]);
        using var guest = await PageGuest.AtAsync(host.Doors);
        await host.SendAsync("/webhooks/radarr-hd", Odd);

        var page = await guest.PressAsync("/ui/inbox/1", "/ui/inbox/1/replay");
        var gone = await guest.PressAsync("/ui/inbox", "/ui/inbox/77/replay");

        Assert.Contains("Webhook 1 is done once more, as 2.", page, StringComparison.Ordinal);
        Assert.Contains("Repeats 1", await guest.LookAsync("/ui/inbox/2"), StringComparison.Ordinal);
        Assert.Contains("The inbox has no webhook 77", gone, StringComparison.Ordinal);
        Assert.Equal(2, (await host.EntriesAsync()).Count);
    }

    [Fact]
    public async Task What_was_not_taken_is_shown_with_the_reason()
    {
        await using var host = await InboxHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host.Doors);
        await host.SendAsync("/webhooks/attic", """{"eventType": "Download", "secret": "<b>"}""");

        Assert.Contains("1 webhook was not taken since the start.", await guest.LookAsync("/"), StringComparison.Ordinal);
        Assert.Contains("1 webhook was not taken since the start.", await guest.LookAsync("/ui/inbox"), StringComparison.Ordinal);
        var page = await guest.LookAsync("/ui/inbox/rejected");
        Assert.Contains("There is no instance 'attic'.", page, StringComparison.Ordinal);
        Assert.Contains("To attic, from Radarr/6.1.0.0", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_our_frame()
    {
        await using var host = await InboxHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host.Doors);

        Assert.Equal(HttpStatusCode.NotFound, await guest.StatusAsync("/ui/inbox/7"));
        Assert.Contains("The inbox has no webhook 7", await guest.LookAsync("/ui/inbox/7"), StringComparison.Ordinal);
        Assert.Contains("No webhook has come yet.", await guest.LookAsync("/ui/inbox"), StringComparison.Ordinal);
        Assert.Contains("Everything that came was taken.", await guest.LookAsync("/ui/inbox/rejected"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_payloads_become_text()
    {
        await using var host = await InboxHost.StartAsync(["radarr-hd"]);
        using var guest = await PageGuest.AtAsync(host.Doors);
        foreach (var hostile in HostileTexts.All)
        {
            var body = new
            {
                eventType = "Download",
                movie = new { folderPath = "/m/x", title = hostile },
                stars = hostile,
            };
            await host.SendAsync("/webhooks/radarr-hd", System.Text.Json.JsonSerializer.Serialize(body));
        }

        var pages = new List<string> { await guest.ReadAsync("/ui/inbox") };
        foreach (var entry in await host.EntriesAsync())
            pages.Add(await guest.ReadAsync($"/ui/inbox/{entry.GetProperty("id").GetInt64()}"));

        Assert.NotEmpty(await host.EntriesAsync());
        Assert.All(
            pages,
            page =>
                Assert.Empty(
                    PageGuest
                        .TagsOf(page[page.IndexOf("<main", StringComparison.Ordinal)..])
                        .Intersect(["script", "img", "iframe", "style", "svg", "math", "object"])
                )
        );
    }
}
