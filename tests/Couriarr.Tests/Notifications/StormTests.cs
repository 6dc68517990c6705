using Couriarr.Features.Media;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class StormTests
{
    [Fact]
    public async Task F06_five_hundred_failures_within_a_minute_are_a_handful_of_messages_and_none_is_lost()
    {
        await using var host = await StartAsync([Channel("main")]);

        await host.HappenAsync([
            .. Enumerable.Range(1, 500).Select(n => new TransferFailed(Told.Work($"Movie {n}", 2001, n), "/x", "rsync")),
        ]);
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")).Count == 500, 60);
        await host.IdleAsync();
        host.Clock.Forward(TimeSpan.FromMinutes(2));
        await UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"], 60);

        Assert.InRange(host.Mailbox.Of("main").Count, 1, 10);
        Assert.Equal(500, host.Mailbox.Of("main").Sum(n => n.Event == "bundle" ? int.Parse(n.Title.Plain.Split(' ')[0], null) : 1));
    }

    [Fact]
    public async Task F06_two_hundred_episodes_that_come_one_by_one_are_one_message_on_each_channel()
    {
        await using var host = await StartAsync([Channel("one"), Channel("two")]);

        await host.HappenAsync([.. Enumerable.Range(1, 200).Select(n => Told.Episodes("Dark", 1, n, 1))]);
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")).Count == 400, 60);
        await host.IdleAsync();
        host.Clock.Forward(TimeSpan.FromMinutes(2));
        await UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"], 60);

        Assert.Equal("200", Assert.Single(host.Mailbox.Of("one")).Facts["files"]);
        Assert.Equal("200", Assert.Single(host.Mailbox.Of("two")).Facts["files"]);
    }

    [Fact]
    public async Task A_movie_is_told_while_episodes_still_wait_for_more()
    {
        await using var host = await StartAsync([Channel("main")]);
        await host.HappenAsync(Told.Episodes("Dark", 1, 1, 1));
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")) is ["waiting"]);
        await host.IdleAsync();

        await host.HappenAsync(Told.Movie("Heat", 1995));
        await host.UntilGotAsync("main", 1);
        // When it comes back is reckoned from what the clock says then.
        await host.IdleAsync();
        host.Clock.Forward(TimeSpan.FromMinutes(2));
        await host.UntilGotAsync("main", 2);

        Assert.Equal(["Heat", "Dark"], host.Mailbox.Of("main").Select(notice => notice.Facts["title"]));
    }
}
