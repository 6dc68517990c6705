using System.Net;
using System.Net.WebSockets;
using Couriarr.Doors.Access;
using Couriarr.Tests.Doors;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>Whoever sends a byte now and then, or opens lines and says nothing, holds up nobody but himself.</summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed class SlowSenderTests
{
    private const string Other = "127.0.0.9";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET /health HTTP/1.1\r\nHost: loc")]
    [InlineData(
        $"POST /sync HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Webhook-Secret: {Webhooks}\r\nContent-Length: 1000\r\n\r\n{{"
    )]
    public async Task D06_who_stops_in_the_middle_is_told_that_it_took_too_long(string beginning)
    {
        await using var host = await StartAsync();
        using var raw = await RawHttp.ConnectAsync(host, Other);
        await raw.SayAsync(beginning);

        Assert.Equal(408, RawHttp.StatusOf(await raw.HearAsync()));
    }

    [Fact]
    public async Task D06_five_hundred_idle_lines_of_one_leave_room_for_the_others()
    {
        await using var host = await StartAsync();
        var idle = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => RawHttp.ConnectAsync(host, Other)));
        try
        {
            foreach (var line in idle.Take(Limits.ConnectionsOfOne / 2))
                await line.SayAsync("GET /health HTTP/1.1\r\n");
            using var polite = Stranger(host);
            for (var i = 0; i < 20; i++)
                Assert.Equal(
                    HttpStatusCode.OK,
                    await StatusAsync(polite, HttpMethod.Post, "/webhooks/hd", ("X-Webhook-Secret", Hd), ("Connection", "close"))
                );
        }
        finally
        {
            Array.ForEach(idle, line => line.Dispose());
        }
        await RoomAgainAsync(host);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_given_up_but_the_live_feed_goes_on()
    {
        await using var host = await StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", Full);
        await socket.ConnectAsync(new Uri(host.Address.Replace("http", "ws", StringComparison.Ordinal) + "/ws"), Ct);

        using var answer = await host.Client.GetAsync("/never", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("15 s", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            await host.EnqueueAsync(new Errand($"late {i}", Succeed: true));
            Assert.NotEqual(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[4096], Ct)).MessageType);
        }
    }

    // Who hung up is forgotten.
    private static async Task RoomAgainAsync(DoorsHost host)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var again = Stranger(host, Other);
            try
            {
                if (await StatusAsync(again, HttpMethod.Get, "/health") is HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
            }
        }
    }
}
