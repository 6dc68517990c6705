using System.Globalization;
using Couriarr.Jobs;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

/// <summary>./run notify test and ./run digest send, beside a service that runs.</summary>
[Trait("family", "announce")]
public sealed class NotifyVerbTests
{
    [Fact]
    public async Task The_verbs_ask_the_running_service()
    {
        await using var host = await StartAsync([Channel("one"), Channel("two")]);
        using var room = Beside(host);

        var all = room.Run("notify", "test");
        await host.UntilGotAsync("one", 1);
        var one = room.Run("notify", "test", "two");
        await host.UntilGotAsync("two", 2);
        var digest = room.Run("digest", "send", "--day", "2026-02-14");
        await host.UntilGotAsync("two", 3);
        var wrong = room.Run("notify", "test", "three");

        Assert.Matches("Job #[0-9]+ sends it to one, two[.]\none: sent[.]\ntwo: sent[.]\n", all.Output);
        Assert.Matches("Job #[0-9]+ sends it to two[.]\ntwo: sent[.]\n", one.Output);
        Assert.Equal((0, 0, 0), (all.Code, one.Code, digest.Code));
        Assert.StartsWith("*Saturday, 14 February 2026*", Told.Marked(host.Mailbox.Of("two")[2].Body), StringComparison.Ordinal);
        Assert.Equal(StartupException.Failure, wrong.Code);
        Assert.Contains("There is no channel 'three' in use. There are: one, two.", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_is_not_taken_says_why_and_ends_with_1()
    {
        await using var host = await StartAsync([Channel("away"), Channel("well"), Channel("strict")]);
        host.Mailbox.Mood("away", new TransientException("Nobody answers at pushover."));
        host.Mailbox.Mood(
            "strict",
            (_, notice) =>
                notice.Event == "test" && !notice.Id.EndsWith("-refused", StringComparison.Ordinal)
                    ? throw new PermanentException("It takes no tests.")
                    : Task.CompletedTask
        );
        using var room = Beside(host);

        var all = room.Run("notify", "test");
        var away = room.Run("notify", "test", "away", "--wait", "2");

        Assert.Equal((StartupException.Failure, StartupException.Failure), (all.Code, away.Code));
        Assert.Contains("away: not sent, and tried again later: Nobody answers at pushover.\n", all.Output, StringComparison.Ordinal);
        Assert.Contains("well: sent.\n", all.Output, StringComparison.Ordinal);
        Assert.Contains("strict: not sent: It takes no tests.\n", all.Output, StringComparison.Ordinal);
        Assert.Matches("away: not sent.*Nobody answers at pushover[.]\n", away.Output);
    }

    private static ConfigRoom Beside(NoticeHost host) =>
        new ConfigRoom()
            .With("COURIARR_API_KEY", host.ApiKey)
            .With("PORT", host.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture));
}
