using System.Globalization;
using System.Net;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Tests.Outside;

/// <summary>Nobody is talked into asking what is none of his business (S-12). The canary listens on loopback and must never sing.</summary>
[Trait("family", "announce")]
public sealed partial class ForbiddenAddressTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Public_services_never_lead_to_this_machine()
    {
        await using var canary = await Neighbour.SayingAsync("sings");
        using var http = new OutsideHttp(Rules());

        foreach (var address in Disguises)
            await RefusesAsync(http, Reach.World, Filled(address, canary.Port));
        Assert.Equal(0, canary.Hits);
    }

    [Fact]
    public async Task Our_own_door_is_recognised_in_every_disguise()
    {
        await using var ours = await Neighbour.SayingAsync("sings");
        using var http = new OutsideHttp(Rules(ours.Address.ToString()));
        using var everywhere = new OutsideHttp(Rules($"http://0.0.0.0:{ours.Port}"));

        foreach (var address in Disguises)
        {
            await RefusesAsync(http, Reach.Home, Filled(address, ours.Port));
            await RefusesAsync(everywhere, Reach.Home, Filled(address, ours.Port));
        }
        Assert.Equal(0, ours.Hits);
    }

    [Theory]
    [InlineData(Reach.Home)]
    [InlineData(Reach.World)]
    public async Task Some_addresses_are_asked_for_nobody(Reach reach)
    {
        using var http = new OutsideHttp(Rules());
        foreach (var address in NeverAnybody)
            await RefusesAsync(http, reach, address);
    }

    [Fact]
    public async Task Public_services_never_lead_home()
    {
        using var http = new OutsideHttp(Rules());
        foreach (var address in NotInTheWorld)
            await RefusesAsync(http, Reach.World, address);
    }

    [Fact]
    public async Task A_server_on_this_machine_is_asked_when_it_was_set_as_such()
    {
        await using var radarr = await Neighbour.SayingAsync("{}");
        using var http = new OutsideHttp(Rules());

        foreach (var host in new[] { "127.0.0.1", "localhost" })
            using (await http.SendAsync("Radarr", new(HttpMethod.Get, $"http://{host}:{radarr.Port}/api"), Ct)) { }
        await RefusesAsync(http, Reach.Home, $"http://evil.example:{radarr.Port}/");

        Assert.Equal(2, radarr.Hits);
    }

    [Fact]
    public async Task A_name_that_changes_its_meaning_after_the_check_gains_nothing()
    {
        await using var canary = await Neighbour.SayingAsync("sings");
        var asked = 0;
        var rules = new OutsideRules
        {
            ConnectWithin = TimeSpan.FromMilliseconds(300),
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(asked++ == 0 ? "192.0.2.1" : "127.0.0.1") }),
        };
        using var http = new OutsideHttp(rules);

        await Assert.ThrowsAsync<TransientException>(() =>
            http.SendAsync("Plex", new(HttpMethod.Get, $"http://rebinding.example:{canary.Port}/"), Ct)
        );
        Assert.Equal((1, 0), (asked, canary.Hits));

        await RefusesAsync(http, Reach.Home, $"http://rebinding.example:{canary.Port}/");
        Assert.Equal(0, canary.Hits);
    }

    [Fact]
    public void Who_brings_the_service_along_decides_how_far_it_may_lead()
    {
        Assert.Equal(Reach.World, Reaches.Of(new Uri("https://API.telegram.org/bot1:a/getMe")));
        Assert.Equal(Reach.Home, Reaches.Of(new Uri("http://bots.lan:8081/")));
        Assert.Equal(Reach.Home, Reaches.Of(new Uri("https://api.telegram.org.evil.example/")));
    }

    private static async Task RefusesAsync(OutsideHttp http, Reach reach, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return; // Nobody can even say it.
        var peer = new Peer("telegram", "Telegram", reach);
        var refused = await Record.ExceptionAsync(() => http.SendAsync(peer, new(HttpMethod.Get, uri), Ct));
        var isNoName = refused is TransientException { Message: "Telegram has a name that leads to no machine. Is it right?" };
        Assert.True(refused is PermanentException || isNoName, $"{address} in {reach}: {refused?.ToString() ?? "was asked"}");
        Assert.StartsWith("Telegram", refused!.Message, StringComparison.Ordinal);
    }

    private static string Filled(string address, int port) => string.Format(CultureInfo.InvariantCulture, address, port);

    private static OutsideRules Rules(params string[] ours) => new() { OwnDoors = () => ours, Resolve = Resolve };

    private static Task<IPAddress[]> Resolve(string host, CancellationToken ct) =>
        host switch
        {
            "evil.example" => Addresses("127.0.0.1"),
            "mapped.example" => Addresses("::ffff:127.0.0.1"),
            "both.example" => Addresses("::1", "127.0.0.1"),
            "six.example" => Addresses("::1"),
            "metadata.example" => Addresses("169.254.169.254"),
            "home.example" => Addresses("192.168.1.10", "fd00::10"),
            _ => Dns.GetHostAddressesAsync(host, ct),
        };

    private static Task<IPAddress[]> Addresses(params string[] all) => Task.FromResult(all.Select(IPAddress.Parse).ToArray());
}
