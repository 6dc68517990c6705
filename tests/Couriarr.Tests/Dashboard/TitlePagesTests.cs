using System.Net;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>Titles are found, and each tells day by day what happened to it.</summary>
[Trait("family", "browser")]
public sealed class TitlePagesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Ours =
    [
        .. "p span div section h1 h2 ol li time a main body html".Split(' ').SelectMany(tag => new[] { tag, $"/{tag}" }),
    ];

    [Fact]
    public async Task A_title_is_found_by_a_part_of_its_name()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await TellAsync(guest, "hd:1", "Dune", Noon);
        await TellAsync(guest, "hd:2", "100% Wolf", Noon);

        var latest = await guest.LookAsync("/ui/titles");
        var found = await guest.LookAsync("/ui/titles?q=une");
        var literal = await guest.LookAsync("/ui/titles?q=0%25%20W");

        Assert.Contains("Dune", latest, StringComparison.Ordinal);
        Assert.Contains("100% Wolf", latest, StringComparison.Ordinal);
        Assert.Contains("1 title", found, StringComparison.Ordinal);
        Assert.DoesNotContain("Wolf", found, StringComparison.Ordinal);
        Assert.Contains("100% Wolf", literal, StringComparison.Ordinal);
        Assert.DoesNotContain("Dune", literal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_searched_for_is_said()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);

        Assert.Contains("No title has 'Heat' in it.", await guest.LookAsync("/ui/titles?q=Heat"), StringComparison.Ordinal);
        Assert.Contains("a search takes 200", await guest.LookAsync($"/ui/titles?q={new string('a', 201)}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await guest.StatusAsync("/ui/titles/hd:7"));
        Assert.Contains("Nothing is known of 'hd:7'.", await guest.LookAsync("/ui/titles/hd:7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_tells_by_day_with_the_way_to_webhook_and_job()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await TellAsync(guest, "hd:1", "Dune", Noon.AddDays(-1));
        await TellAsync(guest, "hd:1", "Dune", Noon);
        await guest.WriteAsync(
            """
            INSERT INTO sync_jobs (job_type, source_path, dest_path, title, status, created_at, completed_at, batch, work, app_path, outcome, job_id)
            VALUES ('movie', '/s', '/d/Dune.mkv', 'Dune (2021)', 'success', @p1, @p1, 70, 'hd:1', '/m/Dune.mkv', 'new', 71)
            """,
            Noon.AddMinutes(1).ToUnixTimeMilliseconds()
        );

        var html = await guest.ReadAsync("/ui/titles/hd:1");
        var page = await guest.LookAsync("/ui/titles/hd:1");

        string[] order = ["Monday, 2 March 2026", "12:01:00", "Dune (2021) was carried to /d/Dune.mkv", "12:00:00", "Sunday, 1 March 2026"];
        var places = order.Select(words => page.IndexOf(words, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("""href="/ui/inbox/2">""", html, StringComparison.Ordinal);
        Assert.Contains("""href="/ui/jobs/71#files">""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_story_is_told_a_page_at_a_time()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        for (var i = 0; i < 150; i++)
            await TellAsync(guest, "hd:1", "Dune", Noon.AddMinutes(i));

        var first = await guest.ReadAsync("/ui/titles/hd:1");
        var second = await guest.ReadAsync("/ui/titles/hd:1?before=30");

        Assert.Contains("/ui/titles/hd:1?before=30", first, StringComparison.Ordinal);
        Assert.Equal([120, 30], new[] { first, second }.Select(page => page.Split("/ui/inbox/").Length - 1));
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_titles_become_text()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        foreach (var (at, hostile) in HostileTexts.All.Index())
            await TellAsync(guest, $"hd:{at}", hostile, Noon.AddMinutes(at));

        Assert.DoesNotContain("script", PageGuest.TagsOf(await BodyOfAsync("/ui/titles")));
        foreach (var at in Enumerable.Range(0, HostileTexts.All.Count))
        {
            var tags = PageGuest.TagsOf(await BodyOfAsync($"/ui/titles/hd:{at}"));
            Assert.Empty(tags.Except(Ours));
        }

        async Task<string> BodyOfAsync(string path) =>
            await guest.ReadAsync(path) is var html ? html[html.IndexOf("<main", StringComparison.Ordinal)..] : "";
    }

    private static Task TellAsync(PageGuest guest, string key, string title, DateTimeOffset at) =>
        guest.WriteAsync(
            """
            INSERT INTO webhook_inbox (instance, app, event_type, outcome, work_key, title, payload, received_at, job_id)
            VALUES ('hd', 'radarr', 'Download', 'accepted', @p1, @p2, '{}', @p3, 9000)
            """,
            key,
            title,
            at.ToUnixTimeMilliseconds()
        );
}
