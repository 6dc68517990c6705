using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The first page says what moves and what needs a person, and its buttons mend it.</summary>
[Trait("family", "browser")]
public sealed class OverviewTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_in_words_that_nothing_moves_and_nobody_is_connected()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);

        var page = await guest.LookAsync("/");

        Assert.Contains("No app is connected yet.", page, StringComparison.Ordinal);
        Assert.Contains("No folder is mapped yet", page, StringComparison.Ordinal);
        Assert.Contains("Nobody is told yet.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Needs attention", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_moves_has_a_bar_and_its_own_words()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        var id = await host.StartErrandAsync(new Errand("Dune"));

        var page = await guest.ReadAsync("/");

        Assert.Contains($"""<li data-job="{id.Value}">""", page, StringComparison.Ordinal);
        Assert.Contains("""<progress max="100" value="25" """, page, StringComparison.Ordinal);
        Assert.Contains("<span data-said>the first of four</span>", page, StringComparison.Ordinal);
        host.Errands.GoOn("Dune");
    }

    [Fact]
    public async Task What_was_given_up_is_brought_back_by_its_button()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await host.UntilAsync(await host.EnqueueAsync(new Errand("broken", Fail: true)), "dead");

        Assert.Contains("1 job was given up within a day.", await guest.LookAsync("/"), StringComparison.Ordinal);
        var page = await guest.PressAsync("/", "/ui/queue/retry-failed");

        Assert.Contains("1 job is tried again.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_lane_goes_on_by_its_button()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await host.Get<JobDesk>().PauseAsync("errands", "Let it rest.", Ct);

        Assert.Contains("The lane 'errands' is paused. Let it rest.", await guest.LookAsync("/"), StringComparison.Ordinal);
        var page = await guest.PressAsync("/", "/ui/lanes/errands/resume");

        Assert.DoesNotContain("is paused", page, StringComparison.Ordinal);
        Assert.Empty(await host.Get<IJobReader>().GatesAsync(Ct));
    }

    [Fact]
    public async Task A_closed_way_is_tried_again_and_what_a_person_closed_stays_closed()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        await host.Get<IJobStore>().CloseAsync(new Gate("instance:hd", "It refuses us.", now, now.AddYears(50)), Ct);
        await host.Get<JobDesk>().PauseAsync("errands", "Let it rest.", Ct);

        Assert.Contains("'hd' cannot be asked: It refuses us.", await guest.LookAsync("/"), StringComparison.Ordinal);
        var page = await guest.PressAsync("/", "/ui/overview/reopen", ("gate", "instance:hd"));
        Assert.Contains("It is tried again", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be asked", page, StringComparison.Ordinal);

        var refused = await guest.PressAsync("/", "/ui/overview/reopen", ("gate", "lane:errands"));
        Assert.Contains("It is open already.", refused, StringComparison.Ordinal);
        Assert.Equal(["lane:errands"], (await host.Get<IJobReader>().GatesAsync(Ct)).Select(gate => gate.Name));
    }

    [Fact]
    public async Task A_folder_that_is_away_is_looked_at_again_by_its_button()
    {
        var root = Directory.CreateTempSubdirectory("couriarr-overview-");
        try
        {
            var there = Path.Combine(root.FullName, "there");
            await using var host = await DoorsHost.StartAsync(options: Glances.OptionsOf(root.CreateSubdirectory("here").FullName, there));
            using var guest = await PageGuest.AtAsync(host);

            var before = await guest.UntilAsync("/", "movies: the destination is not there");
            Assert.Contains($"{there} is not there: mount it or make it.", before, StringComparison.Ordinal);
            Directory.CreateDirectory(there);
            var after = await guest.PressAsync("/", "/ui/overview/look");

            Assert.Contains("All folders are there.", after, StringComparison.Ordinal);
            Assert.DoesNotContain("Needs attention", after, StringComparison.Ordinal);
            Assert.Contains(" free", after, StringComparison.Ordinal);
            Assert.Empty(host.Get<IPlaceHealth>().Issues);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Hostile_words_become_text()
    {
        await using var host = await DoorsHost.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        await host.Get<IJobStore>().CloseAsync(new Gate("instance:hd", "Plain.", now, now.AddYears(50)), Ct);
        var tags = await TroublesAsync();
        Assert.Contains("button", tags);

        foreach (var hostile in HostileTexts.All)
        {
            await host.Get<IJobStore>().CloseAsync(new Gate("instance:hd", hostile, now, now.AddYears(50)), Ct);
            Assert.Equal(tags, await TroublesAsync());
        }

        // What moves meanwhile is another matter.
        async Task<List<string>> TroublesAsync() =>
            PageGuest.TagsOf((await guest.ReadAsync("/")).Split("id=\"problems\"")[1].Split("id=\"moving\"")[0]);
    }
}
