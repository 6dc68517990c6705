using System.Globalization;
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
        using var room = new ConfigRoom()
            .With("COURIARR_API_KEY", host.ApiKey)
            .With("PORT", host.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture));

        var all = room.Run("notify", "test");
        await host.UntilGotAsync("one", 1);
        var one = room.Run("notify", "test", "two");
        await host.UntilGotAsync("two", 2);
        var digest = room.Run("digest", "send", "--day", "2026-02-14");
        await host.UntilGotAsync("two", 3);
        var wrong = room.Run("notify", "test", "three");

        Assert.Matches("Job #[0-9]+ sends it to one, two[.]\n", all.Output);
        Assert.Matches("Job #[0-9]+ sends it to two[.]\n", one.Output);
        Assert.Equal((0, 0), (one.Code, digest.Code));
        Assert.StartsWith("*Saturday, 14 February 2026*", Told.Marked(host.Mailbox.Of("two")[2].Body), StringComparison.Ordinal);
        Assert.Equal(StartupException.Failure, wrong.Code);
        Assert.Contains("There is no channel 'three' in use. There are: one, two.", wrong.Error, StringComparison.Ordinal);
    }
}
