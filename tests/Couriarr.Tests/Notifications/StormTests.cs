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
    public async Task F06_two_hundred_episodes_that_come_one_by_one_are_two_messages()
    {
        await using var host = await StartAsync([Channel("one"), Channel("two")]);

        await host.HappenAsync([.. Enumerable.Range(1, 200).Select(n => Told.Episodes("Dark", 1, n, 1))]);
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")).Count == 400, 60);
        await host.IdleAsync();
        host.Clock.Forward(TimeSpan.FromMinutes(2));
        await UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"], 60);

        var told = host.Mailbox.Of("one").Concat(host.Mailbox.Of("two")).ToList();
        Assert.InRange(told.Count, 2, 4);
        Assert.Equal(400, told.Sum(notice => int.Parse(notice.Facts["files"], null)));
    }
}
