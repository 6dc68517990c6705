using Couriarr.Jobs.Store;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Players;

/// <summary>Kodi: one scan at a time, one member of a group, and in peace while something plays.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class KodiTests
{
    [Fact]
    public async Task Of_a_group_the_first_is_asked_that_is_there_and_plays_nothing()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var off = new FakeKodi(host.Movies);
        await using var playing = new FakeKodi(host.Movies) { IsPlaying = true };
        await using var free = new FakeKodi(host.Movies);
        playing.Shared = free;
        foreach (var kodi in new[] { off, playing, free })
            await kodi.StartAsync();
        await off.StopAsync();
        await host.AddAsync("kodi", off, new { group = "house" }, "attic");
        await host.AddAsync("kodi", playing, new { group = "house" }, "cinema");
        await host.AddAsync("kodi", free, new { group = "house" }, "kitchen");

        await host.DeliverAsync("Film (2021)");
        await PlayersHost.UntilAsync(() => !host.Seen.Available.IsEmpty);

        Assert.Single(free.Calls("VideoLibrary.Scan"));
        Assert.Empty(playing.Calls("VideoLibrary.Scan"));
        Assert.Equal("The Kodi group 'house'", Assert.Single(host.Seen.Available).Player);
    }

    [Fact]
    public async Task While_something_plays_it_is_spared_and_asked_afterwards()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var kodi = new FakeKodi(host.Movies) { IsPlaying = true };
        await kodi.StartAsync();
        await host.AddAsync("kodi", kodi, new { });

        await host.DeliverAsync("Film (2021)");
        var waiting = await host.UntilItSaysAsync("notify-kodi", "Something plays");
        Assert.Equal((JobState.Scheduled, 0), (waiting.State, waiting.RetryCount));
        Assert.Empty(kodi.Calls("VideoLibrary.Scan"));

        kodi.IsPlaying = false;
        await host.RushAsync("notify-kodi");
        await PlayersHost.UntilAsync(() => !host.Seen.Available.IsEmpty);
    }

    [Fact]
    public async Task After_the_longest_wait_it_is_asked_though_something_plays()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var kodi = new FakeKodi(host.Movies) { IsPlaying = true };
        await kodi.StartAsync();
        await host.AddAsync("kodi", kodi, new { wait_while_playing = "0s" });

        await host.DeliverAsync("Film (2021)");

        await PlayersHost.UntilAsync(() => !host.Seen.Available.IsEmpty);
    }

    [Fact]
    public async Task A_scan_that_its_user_began_is_never_stopped()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var kodi = new FakeKodi(host.Movies) { ScanTakes = TimeSpan.FromSeconds(1.5) };
        await kodi.StartAsync();
        await host.AddAsync("kodi", kodi, new { });

        kodi.ScanByHand();
        await host.DeliverAsync("Film (2021)");
        await host.UntilItSaysAsync("notify-kodi", "It scans already");
        await PlayersHost.UntilAsync(() => !kodi.IsScanning);
        await host.RushAsync("notify-kodi");
        await PlayersHost.UntilAsync(() => !host.Seen.Available.IsEmpty);

        Assert.Equal(0, kodi.StoppedScans);
    }

    [Fact]
    public async Task What_it_knows_is_read_anew_and_what_went_away_is_cleaned_up_while_its_storage_is_there()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var kodi = new FakeKodi(host.Movies);
        await kodi.StartAsync();
        await host.DeliverAsync("Film (2021)");
        kodi.TakeIn("/media/movies");
        var number = kodi.Items[0].Id;
        await host.AddAsync("kodi", kodi, new { });

        await host.DeliverAsync("Film (2021)", replaced: true);
        await PlayersHost.UntilAsync(() => !host.Seen.Available.IsEmpty);
        Assert.Equal(
            $$"""VideoLibrary.RefreshMovie {"movieid":{{number}},"ignorenfo":false}""",
            Assert.Single(kodi.Calls("VideoLibrary.Refresh"))
        );
        Assert.Empty(kodi.Calls("VideoLibrary.Scan"));

        kodi.SeesStorage = false;
        await host.WithdrawAsync(PlayersHost.Movie("Film (2021)"), "movies/Film (2021)/Film (2021).mkv");
        await PlayersHost.UntilAsync(() => kodi.Calls("Files.GetDirectory").Any());
        Assert.Empty(kodi.Calls("VideoLibrary.Clean"));

        kodi.SeesStorage = true;
        await PlayersHost.UntilAsync(async () =>
        {
            await host.RushAsync("notify-kodi");
            return kodi.Items.Count == 0;
        });
        Assert.All(kodi.Calls("VideoLibrary.Clean"), call => Assert.Contains("\"content\":\"movies\"", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task F10_one_that_is_off_is_told_when_it_is_back_and_until_then_one_job_waits_without_noise()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var kodi = new FakeKodi(host.Movies);
        await kodi.StartAsync();
        await kodi.StopAsync();
        await host.AddAsync("kodi", kodi, new { });

        foreach (var id in Enumerable.Range(1, 5))
            await host.DeliverAsync($"Film {id} (2021)", id);
        await PlayersHost.UntilAsync(async () => (await host.AskAsync("SELECT path FROM player_files")).Count == 5);
        var waiting = await host.UntilItSaysAsync("notify-kodi", "refuses the connection");
        await PlayersHost.UntilAsync(async () => (await host.JobsAsync("notify-kodi")).Count(job => job.State is JobState.Scheduled) == 1);

        Assert.Equal(0, waiting.RetryCount);
        var log = (await host.Doors.LogAsync()).Where(line => line.Source is "Patience" or "Judge" or "Breakers").ToList();
        Assert.Single(log, line => line.Message.Contains("is off or away", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Message.Contains("notify-kodi", StringComparison.Ordinal));

        await kodi.StartAsync();
        await host.RushAsync("notify-kodi");
        await PlayersHost.UntilAsync(() => host.Seen.Available.Sum(told => told.Paths.Count) == 5);
        Assert.Empty(host.Seen.Missing);
    }

    [Fact]
    public async Task F04_one_of_a_group_that_refuses_our_password_while_the_others_are_off_is_no_Kodi_that_is_off()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var off = new FakeKodi(host.Movies);
        await using var strict = new FakeKodi(host.Movies) { Username = "kodi", Password = "the-new-one" };
        await off.StartAsync();
        await off.StopAsync();
        await strict.StartAsync();
        await host.AddAsync("kodi", off, new { group = "house", visible_within = "1s" }, "attic");
        var login = new
        {
            group = "house",
            username = "kodi",
            password = "the-old-one",
            visible_within = "1s",
        };
        await host.AddAsync("kodi", strict, login, "cinema");

        await host.DeliverAsync("Film (2021)");
        await host.UntilItSaysAsync("notify-kodi", "Its key or password is not accepted");
        await PlayersHost.UntilAsync(() => !host.Seen.Missing.IsEmpty);

        Assert.Contains("Kodi 'cinema'", Assert.Single(host.Seen.Missing).Why, StringComparison.Ordinal);
        var log = (await host.Doors.LogAsync()).Where(line => line.Source is "Patience").ToList();
        Assert.Contains("cannot be told what arrived", Assert.Single(log).Message, StringComparison.Ordinal);
    }
}
