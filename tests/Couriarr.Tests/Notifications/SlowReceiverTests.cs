using Couriarr.Jobs;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class SlowReceiverTests
{
    [Fact]
    public async Task F01_who_takes_a_message_and_never_says_so_gets_it_twice_at_most_and_then_the_next()
    {
        await using var host = await StartAsync([Channel("main")]);
        var slow = new TransientException("It gave no whole answer.", inner: new TimeoutException("no whole answer within 30 s"));
        host.Mailbox.Mood(
            "main",
            (_, notice) => notice.Title.Plain.Length > 0 && host.Mailbox.CallsOf("main") <= 2 ? throw slow : Task.CompletedTask
        );

        await host.HappenAsync(Told.Movie("Movie 1", 2001));
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")) is ["failed"]);
        await host.HappenAsync(Told.Movie("Movie 2", 2002, id: 2));
        await host.UntilGotAsync("main", 1);

        Assert.Equal(3, host.Mailbox.CallsOf("main"));
        Assert.StartsWith(
            "It is not known whether it arrived",
            Assert.Single(await host.AskAsync("SELECT note FROM notices WHERE state = 'failed'")),
            StringComparison.Ordinal
        );
    }
}
