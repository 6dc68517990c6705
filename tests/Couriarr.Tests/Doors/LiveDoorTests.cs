using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Couriarr.Jobs.Live;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class LiveDoorTests
{
    [Fact]
    public async Task A_watcher_hears_a_job_from_its_birth_to_its_end()
    {
        await using var host = await DoorsHost.StartAsync();
        using var socket = await ConnectAsync(host);
        Assert.Equal("queue:stats", (await HearAsync(socket)).GetProperty("event").GetString());

        var id = await host.StartErrandAsync(new Errand("parcel"));
        host.Errands.GoOn("parcel");

        var heard = new Dictionary<string, JsonElement>();
        while (!heard.ContainsKey("job:completed"))
        {
            var happened = await HearAsync(socket);
            heard[happened.GetProperty("event").GetString()!] = happened.GetProperty("data");
        }
        Assert.All(
            ["job:created", "job:started", "job:progress"],
            name => Assert.Equal(id.Value, heard[name].GetProperty("id").GetInt64())
        );
        Assert.Equal("succeeded", heard["job:completed"].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Progress_comes_with_the_documented_fields()
    {
        await using var host = await DoorsHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await host.EnqueueAsync(new Errand("parcel", Succeed: true));

        var progress = (await HearAsync(socket, "job:progress")).GetProperty("progress");

        Assert.Equal(
            (1, 4, 25.0),
            (
                progress.GetProperty("current").GetInt32(),
                progress.GetProperty("total").GetInt32(),
                progress.GetProperty("percentage").GetDouble()
            )
        );
        Assert.Equal(
            ("Running parcel", "the first of four"),
            (progress.GetProperty("message").GetString(), progress.GetProperty("detail").GetString())
        );
    }

    [Fact]
    public async Task A_failure_is_heard_as_one()
    {
        await using var host = await DoorsHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await host.EnqueueAsync(new Errand("broken", Fail: true));

        var failed = await HearAsync(socket, "job:failed");

        Assert.Equal(("dead", "broken went wrong"), (failed.GetProperty("status").GetString(), failed.GetProperty("note").GetString()));
    }

    [Fact]
    public async Task Counts_follow_what_happens()
    {
        await using var host = await DoorsHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await host.EnqueueAsync(new Errand("parcel", Succeed: true));

        var counts = default(JsonElement);
        while (counts.ValueKind is JsonValueKind.Undefined || !counts.TryGetProperty("succeeded", out _))
            counts = await HearAsync(socket, "queue:stats");

        Assert.Equal(1, counts.GetProperty("succeeded").GetInt64());
    }

    [Fact]
    public async Task A_change_that_is_no_job_is_told()
    {
        await using var host = await DoorsHost.StartAsync();
        using var socket = await ConnectAsync(host);
        var channel = new
        {
            name = "hall",
            kind = "webhook",
            options = new { url = "http://127.0.0.1:9" },
        };
        using var added = await host.Client.PostAsJsonAsync("/members/channels", channel, TestContext.Current.CancellationToken);

        var told = await HearAsync(socket, "house:changed");

        Assert.Equal("/members/channels", told.GetProperty("thing").GetString());
        Assert.Equal("Add a member", told.GetProperty("what").GetString());
    }

    [Fact]
    public async Task Somebody_without_a_websocket_is_told_how_to_come()
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.GetAsync("/ws", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("ws://", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_leaves_before_the_first_word_is_forgotten()
    {
        var feed = new LiveFeed();

        using (feed.Watch())
            Assert.True(feed.IsWatched);

        Assert.False(feed.IsWatched);
    }

    [Fact]
    public async Task Who_breaks_off_is_forgotten()
    {
        await using var host = await DoorsHost.StartAsync();
        for (var i = 0; i < 10; i++)
            (await ConnectAsync(host)).Abort();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (host.Get<LiveFeed>().IsWatched)
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
    }

    private static async Task<ClientWebSocket> ConnectAsync(DoorsHost host)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", host.ApiKey);
        await socket.ConnectAsync(
            new Uri(host.Address.Replace("http", "ws", StringComparison.Ordinal) + "/ws"),
            TestContext.Current.CancellationToken
        );
        return socket;
    }

    private static async Task<JsonElement> HearAsync(ClientWebSocket socket, string name)
    {
        while (true)
        {
            var happened = await HearAsync(socket);
            if (happened.GetProperty("event").GetString() == name)
                return happened.GetProperty("data");
        }
    }

    private static async Task<JsonElement> HearAsync(ClientWebSocket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        var length = 0;
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), limit.Token);
            length += part.Count;
        } while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length));
    }
}
