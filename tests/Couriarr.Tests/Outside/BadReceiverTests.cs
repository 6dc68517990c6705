using System.Net;
using System.Net.Sockets;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Couriarr.Tests.Jobs;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Outside;

/// <summary>Whatever the other side does, we hear of it in time, in words, and at a bearable cost.</summary>
[Trait("family", "announce")]
public sealed partial class BadReceiverTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F01_who_refuses_the_connection_is_asked_again()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var http = new OutsideHttp();

        var failure = await FailureAsync<TransientException>(http, $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}/TOKEN");

        Assert.Equal("Plex 'den' refuses the connection. Is it running, and is the port right?", failure.Message);
        Assert.DoesNotContain("TOKEN", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F01_a_name_that_leads_nowhere_is_asked_again()
    {
        using var http = new OutsideHttp(new OutsideRules { Resolve = (_, _) => throw new SocketException((int)SocketError.HostNotFound) });

        var failure = await FailureAsync<TransientException>(http, "http://plex.lan:32400/");

        Assert.Equal("Plex 'den' has a name that leads to no machine. Is it right?", failure.Message);
    }

    [Fact]
    public async Task F01_a_certificate_that_nobody_vouches_for_is_refused_until_the_owner_accepts_it()
    {
        using var certificate = Neighbour.Certificate();
        await using var plex = await Neighbour.StartAsync(http => http.Response.WriteAsync("{}"), certificate);
        using var http = new OutsideHttp();

        var failure = await FailureAsync<TransientException>(http, plex.Address.ToString());
        Assert.Equal(0, plex.Hits);
        var shown = failure.Message[(failure.Message.IndexOf("sha256:", StringComparison.Ordinal))..].TrimEnd('.');
        var peer = new Peer("plex", "Plex 'den'", Reach.Home) { Certificate = shown };
        using var answer = await http.SendAsync(peer, new(HttpMethod.Get, plex.Address), Ct);

        Assert.Equal((HttpStatusCode.OK, 1), (answer.StatusCode, plex.Hits));
        peer = peer with { Certificate = "sha256:" + new string('0', 64) };
        await Assert.ThrowsAsync<TransientException>(() => http.SendAsync(peer, new(HttpMethod.Get, plex.Address), Ct));
        Assert.Equal(1, plex.Hits);
    }

    [Fact]
    public async Task F01_who_never_answers_is_waited_for_no_longer_than_the_limit()
    {
        await using var plex = await Neighbour.StartAsync(Forever);
        var failure = await LateAsync(plex);
        Assert.Equal("Plex 'den' gave no whole answer within 30 s. It will be asked again.", failure.Message);
    }

    [Fact]
    public async Task F01_who_answers_a_byte_at_a_time_is_waited_for_no_longer_either()
    {
        await using var plex = await Neighbour.StartAsync(async http =>
        {
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            await Forever(http);
        });
        Assert.StartsWith("Plex 'den' gave no whole answer", (await LateAsync(plex)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F01_who_swallows_connections_is_given_five_seconds()
    {
        var clock = new FakeClock();
        using var hole = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        hole.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        hole.Listen(0);
        var port = ((IPEndPoint)hole.LocalEndPoint!).Port;
        using var first = new TcpClient();
        await first.ConnectAsync(IPAddress.Loopback, port, Ct);

        var dial = new Dialer(new OutsideRules { Clock = clock }).DialAsync("127.0.0.1", port, Reach.Home, Ct);
        await clock.WhenSomebodyWaits(TimeSpan.FromSeconds(5));
        Assert.False(dial.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(SocketError.TimedOut, (await Assert.ThrowsAsync<SocketException>(() => dial)).SocketErrorCode);
    }

    private static async Task<TransientException> LateAsync(Neighbour plex)
    {
        var clock = new FakeClock();
        using var http = new OutsideHttp(new OutsideRules { Clock = clock, ConnectWithin = TimeSpan.FromSeconds(20) });
        var asked = FailureAsync<TransientException>(http, plex.Address.ToString());
        await plex.Asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        clock.Advance(TimeSpan.FromSeconds(30));
        return await asked.WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }

    private static Task<T> FailureAsync<T>(OutsideHttp http, string address)
        where T : Exception =>
        Assert.ThrowsAsync<T>(() => http.SendAsync(new Peer("plex", "Plex 'den'", Reach.Home), new(HttpMethod.Get, address), Ct));

    private static async Task Forever(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var _ = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
