using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class SignedEventTests
{
    [Fact]
    public async Task A_webhook_gets_a_signed_event_with_an_id_of_its_own()
    {
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig(new FakeClock());
        var options = new WebhookOptions
        {
            Url = new Secret(hook.Address.ToString()),
            Secret = new Secret("shared"),
            Headers = new Dictionary<string, Secret> { ["X-Api-Key"] = new("k") },
        };

        await rig.TellAsync("webhook", options, ChannelRig.Notice("Heat", id: "n7"));

        var (headers, body) = Assert.Single(hook.Came);
        var signed = Encoding.UTF8.GetBytes($"{headers["X-Timestamp"]}.{body}");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData("shared"u8.ToArray(), signed));
        Assert.Equal(($"sha256={signature}", "n7", "k"), (headers["X-Signature"], headers["X-Event-Id"], headers["X-Api-Key"]));
        Assert.Equal(FakeClock.Noon.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), headers["X-Timestamp"]);
        Assert.Equal("1.0", Assert.Single(hook.Seen).Sent["version"]!.GetValue<string>());
    }
}
