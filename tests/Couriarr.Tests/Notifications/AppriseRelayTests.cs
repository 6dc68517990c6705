using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Tests.Notifications;

/// <summary>An Apprise API says no in ways that look like yes.</summary>
[Trait("family", "announce")]
public sealed class AppriseRelayTests
{
    [Fact]
    public async Task It_is_told_what_to_tell_by_key_or_by_addresses()
    {
        await using var apprise = await FakeReceiver.StartAsync<FakeApprise>();
        await using var rig = new ChannelRig();

        await rig.TellAsync("apprise", Of(apprise), ChannelRig.Notice("Heat", ""));
        await rig.TellAsync("apprise", Of(apprise) with { Key = null, Urls = [new Secret("tgram://a:b/c")] }, ChannelRig.Notice("Ronin"));

        Assert.Equal([("Heat", "Heat"), ("Ronin", "It is there.")], apprise.Seen.Select(seen => (seen.Title, seen.Text)));
    }

    [Fact]
    public async Task That_nobody_was_told_is_no_success()
    {
        await using var apprise = await FakeReceiver.StartAsync<FakeApprise>();
        await using var rig = new ChannelRig();

        var unknown = Assert.IsType<BlockedException>(await rig.FailureAsync("apprise", Of(apprise) with { Key = new Secret("nobody") }));
        var nothing = Assert.IsType<BlockedException>(await rig.FailureAsync("apprise", Of(apprise) with { Key = null }));

        Assert.StartsWith("Apprise 'den' told nobody", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(unknown.Message, nothing.Message);
    }

    [Fact]
    public async Task That_some_were_told_is_not_repeated()
    {
        await using var apprise = await FakeReceiver.StartAsync<FakeApprise>();
        await using var rig = new ChannelRig();
        apprise.IsHalfBroken = true;

        var failure = Assert.IsType<PermanentException>(await rig.FailureAsync("apprise", Of(apprise)));

        Assert.IsType<PartlyTold>(failure.InnerException);
        Assert.Equal(1, apprise.Calls);
    }

    private static AppriseOptions Of(FakeApprise apprise) =>
        new()
        {
            Url = apprise.Address,
            Key = new Secret(apprise.Key),
            Tag = apprise.Tag,
        };
}
