using System.Globalization;
using Couriarr.Features.Notifications.Sending;
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

        Assert.Equal((1, 1), (all.Code, away.Code));
        Assert.Contains("away: not sent, and tried again later: Nobody answers at pushover.\n", all.Output, StringComparison.Ordinal);
        Assert.Contains("well: sent.\n", all.Output, StringComparison.Ordinal);
        Assert.Contains("strict: not sent: It takes no tests.\n", all.Output, StringComparison.Ordinal);
        Assert.Matches("away: not sent.*Nobody answers at pushover[.]\n", away.Output);
    }

    [Fact]
    public async Task A_list_with_a_channel_that_is_broken_ends_with_1()
    {
        await using var host = await StartAsync([Channel("shut"), Channel("well")]);
        host.Mailbox.Mood("shut", new BlockedException("It knows us no more."));
        using var room = Beside(host);
        var before = room.Run("channels", "list");

        await host.HappenAsync(Told.Movie("Dune", 2021));
        await UntilAsync(async () => (await host.Get<Receivers>().BrokenAsync(TestContext.Current.CancellationToken)).Count == 1);
        var after = room.Run("channels", "list");

        Assert.Equal((0, 1), (before.Code, after.Code));
        Assert.Contains("shut: webhook, broken: It knows us no more.\nwell: webhook\n", after.Output, StringComparison.Ordinal);
    }

    private static ConfigRoom Beside(NoticeHost host) =>
        new ConfigRoom()
            .With("COURIARR_API_KEY", host.ApiKey)
            .With("PORT", host.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture));
}
