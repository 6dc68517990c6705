using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class TellingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_arrives_is_told_to_every_channel_that_wants_to_hear_it()
    {
        await using var host = await StartAsync([
            Channel("one"),
            Channel("two", kind: "discord", options: Discord),
            Channel("grave", new() { MinSeverity = Severity.Critical }),
        ]);

        await host.HappenAsync(Told.Movie("Dune", 2021));
        await host.UntilGotAsync("one", 1);
        await host.UntilGotAsync("two", 1);
        await host.IdleAsync();

        Assert.Equal("Movie Synced", Assert.Single(host.Mailbox.Of("one")).Title.Plain);
        Assert.Equal(host.Mailbox.Of("one")[0].Id, host.Mailbox.Of("two")[0].Id);
        Assert.Empty(host.Mailbox.Of("grave"));
        var kinds = (await host.Get<IJobReader>().ListAsync(new JobQuery([JobState.Succeeded]), Ct)).Select(job => job.Kind).ToList();
        Assert.Contains("notify-discord", kinds);
        Assert.Contains("notify-webhook", kinds);
        Assert.Equal(["sent", "sent"], await host.AskAsync("SELECT state FROM notices"));
    }

    [Fact]
    public async Task JOB03_one_that_hangs_or_fails_holds_up_no_other()
    {
        await using var host = await StartAsync([Channel("hangs"), Channel("fails"), Channel("well")]);
        var end = new TaskCompletionSource();
        host.Mailbox.Mood("hangs", (_, _) => end.Task);
        host.Mailbox.Mood("fails", new TransientException("It is away."));

        await host.HappenAsync(Told.Movie("Dune", 2021));
        await host.UntilGotAsync("well", 1);

        Assert.Empty(host.Mailbox.Of("hangs"));
        end.SetResult();
        await host.UntilGotAsync("hangs", 1);
        host.Mailbox.Mood("fails", mood: null);
        await host.UntilGotAsync("fails", 1);
    }

    [Fact]
    public async Task A_full_destination_is_told_in_words_of_its_own()
    {
        await using var host = await StartAsync([Channel("main")]);
        var full = new MountLost("movies", "destination", "/mnt/media", "9 GB needed, 1 GB free.") { IsFull = true };

        await host.HappenAsync(full);
        await host.HappenAsync(new MountBack("movies", "destination", "/mnt/media", TimeSpan.FromMinutes(12)) { WasFull = true });
        await host.UntilGotAsync("main", 2);

        Assert.Equal(["mount-back", "mount-lost"], host.Mailbox.EventsOf("main").Order(StringComparer.Ordinal));
        var told = host.Mailbox.Of("main").Select(notice => Told.Marked(notice.Body)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal("The destination of *movies* takes files again after 12m 0s: /mnt/media", told[0]);
        Assert.StartsWith(
            "The destination of *movies* takes nothing more: /mnt/media\n9 GB needed, 1 GB free.",
            told[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Mounts_and_failures_are_told_and_without_a_channel_no_job_is_born()
    {
        await using var nobody = await StartAsync([Channel("off", new() { Enabled = false })]);
        await using var host = await StartAsync([Channel("main")]);
        var lost = new MountLost("movies", "destination", "/mnt/media", "It is not mounted.");
        var failed = new TransferFailed(Told.Work("Dune", 2021), "/x", "rsync: error");

        await nobody.HappenAsync(lost);
        await host.HappenAsync(lost);
        await host.HappenAsync(failed);
        await host.HappenAsync(new MountBack("movies", "destination", "/mnt/media", TimeSpan.FromMinutes(12)));
        await host.UntilGotAsync("main", 3);

        Assert.Empty(await nobody.Get<IJobReader>().ListAsync(new JobQuery(Kind: "tell"), Ct));
        Assert.Equal(["given-up", "mount-back", "mount-lost"], host.Mailbox.EventsOf("main").Order(StringComparer.Ordinal));
        Assert.Contains(
            "The destination of *movies* is there again after 12m 0s: /mnt/media",
            host.Mailbox.Of("main").Select(notice => Told.Marked(notice.Body))
        );
    }

    [Fact]
    public async Task Telling_the_same_twice_tells_it_once()
    {
        await using var host = await StartAsync([Channel("main")]);
        var notice = new Notice("", "delivered", Severity.Info, Prose.Of("t"), Prose.Of("b"));

        await host.TellAsync(new Tell(notice) { Once = "the-same" });
        await host.UntilGotAsync("main", 1);
        await host.TellAsync(new Tell(notice) { Once = "the-same" });
        await host.IdleAsync();

        Assert.Single(host.Mailbox.Of("main"));
    }

    [Fact]
    public async Task F12_a_channel_that_was_disabled_meanwhile_is_skipped()
    {
        await using var host = await StartAsync([Channel("main"), Channel("other")]);
        await host.Get<JobDesk>().PauseAsync("notify", "for the test", Ct);
        await host.HappenAsync(Told.Movie("Dune", 2021));
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")).Count == 2);
        await host.Get<MemberDesk>().SwitchAsync("channels", "main", enabled: false, Ct);
        await host.Get<JobDesk>().ResumeAsync("notify", Ct);
        await host.UntilGotAsync("other", 1);
        await host.IdleAsync();

        Assert.Empty(host.Mailbox.Of("main"));
        Assert.Equal(["skipped"], await host.AskAsync("SELECT state FROM notices WHERE channel = 'main'"));
        var job = Assert.Single(await host.Get<IJobReader>().ListAsync(new JobQuery([JobState.Skipped], "notify-webhook"), Ct));
        Assert.Equal("skipped: 'main' is disabled", job.Note);
    }

    [Fact]
    public async Task F13_a_secret_that_was_changed_meanwhile_is_used()
    {
        await using var host = await StartAsync([Channel("main", kind: "discord", options: Discord)]);
        var used = "";
        host.Mailbox.Mood("main", (member, _) => Task.FromResult(used = ((DiscordOptions)member.Options).WebhookUrl!.Reveal()));
        await host.Get<JobDesk>().PauseAsync("notify", "for the test", Ct);
        await host.HappenAsync(Told.Movie("Dune", 2021));
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")).Count == 1);
        var wish = new MemberWish(null, null, null, new() { ["webhook_url"] = "http://127.0.0.1:9/new" });
        Assert.IsType<MemberReply.Done>(await host.Get<MemberDesk>().ChangeAsync("channels", "main", wish, "*", Ct));
        await host.Get<JobDesk>().ResumeAsync("notify", Ct);
        await host.UntilGotAsync("main", 1);

        Assert.Equal("http://127.0.0.1:9/new", used);
    }

    [Fact]
    public async Task Quiet_hours_hold_all_but_the_critical_until_they_end_and_then_tell_it_together()
    {
        var night = new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero);
        await using var host = await StartAsync([Channel("main", new() { QuietHours = "22:00-07:00" })], now: night);

        await host.HappenAsync([.. Enumerable.Range(1, 6).Select(n => Told.Movie($"Movie {n}", 2001, id: n))]);
        await host.HappenAsync(new MountLost("movies", "source", "/mnt/x", "It is away."));
        await host.UntilGotAsync("main", 1);
        await host.IdleAsync();
        Assert.Equal(["mount-lost"], host.Mailbox.EventsOf("main"));

        host.Clock.Forward(TimeSpan.FromHours(8));
        await host.UntilGotAsync("main", 2);
        await host.IdleAsync();
        Assert.Equal(["mount-lost", "bundle"], host.Mailbox.EventsOf("main"));
        Assert.StartsWith("*Synced (6)*\n• Movie 1 (2001)", Told.Marked(host.Mailbox.Of("main")[1].Body), StringComparison.Ordinal);
    }

    private static DiscordOptions Discord => new() { WebhookUrl = new("http://127.0.0.1:9/old") };
}
