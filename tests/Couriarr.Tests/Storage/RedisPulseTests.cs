using System.Net;
using System.Net.Sockets;
using System.Text;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Redis;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>The conversation that a heart has with Redis on its own thread.</summary>
[Trait("family", "stores")]
public sealed class RedisPulseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("Amélie & 千と千尋の神隠し 🎬\r\n+OK")]
    public async Task Takes_and_gives_any_text(string text)
    {
        using var wire = RedisWire.Open((await RedisServer.SharedAsync()).Address, Patience);
        Assert.Equal(text, wire.Ask("ECHO", text));
    }

    [Fact]
    public async Task Takes_a_long_text_and_goes_on_after_it()
    {
        using var wire = RedisWire.Open((await RedisServer.SharedAsync()).Address, Patience);
        var text = new string('ä', 1_000_000);
        Assert.Equal(text, wire.Ask("ECHO", text));
        Assert.Equal("PONG", wire.Ask("PING"));
    }

    [Fact]
    public async Task Goes_on_after_an_objection()
    {
        using var wire = RedisWire.Open((await RedisServer.SharedAsync()).Address, Patience);
        var objection = Assert.Throws<RedisObjectionException>(() => wire.Ask("EVALSHA", "0000", "0"));
        Assert.StartsWith("NOSCRIPT", objection.Message, StringComparison.Ordinal);
        Assert.Null(wire.Ask("GET", "nothing has this name"));
    }

    [Fact]
    public async Task Comes_with_the_password_into_the_database_of_the_address()
    {
        await using var server = await RedisServer.StartAsync("--appendonly", "yes", "--requirepass", "sesame");
        using var wire = RedisWire.Open(server.Address with { Password = "sesame", Database = 3 }, Patience);
        wire.Ask("SET", "here", "yes");
        Assert.Contains("db=3", wire.Ask("CLIENT", "INFO"), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_told_at_once_that_nobody_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Throws<SocketException>(() => RedisWire.Open(new RedisAddress("127.0.0.1", port, 0, IsTls: false), Patience));
    }

    [Theory]
    [InlineData("*1\r\n$1\r\na\r\n")]
    [InlineData("$many\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    public async Task What_is_no_answer_of_ours_ends_the_conversation(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var wire = RedisWire.Open(
            new RedisAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, 0, IsTls: false),
            Patience
        );
        using var other = await listener.AcceptSocketAsync(Ct);
        await other.SendAsync(Encoding.UTF8.GetBytes(answer), Ct);
        Assert.Throws<IOException>(() => wire.Ask("PING"));
    }

    [Fact]
    public async Task Gives_up_on_one_that_hangs()
    {
        await using var server = await RedisServer.StartAsync();
        await server.SignalAsync("STOP");
        using var wire = RedisWire.Open(server.Address, TimeSpan.FromMilliseconds(100));
        Assert.Throws<IOException>(() => wire.Ask("PING"));
    }

    [Fact]
    public async Task Leases_are_kept_across_a_restart()
    {
        var server = await RedisServer.StartAsync();
        await using var redis = await ScratchRedis.OpenAsync(server);
        await redis.Store.AddAsync([new NewJob("chore", "default", 5, "{}", Noon, Noon) { Rank = 1, MaxRetries = 3 }], Ct);
        var lease = Assert.Single(await redis.Store.ClaimAsync(new Claim("default", 1, "us", Noon, Noon, Noon), Ct));
        Assert.Equal([LeaseStatus.Held], await redis.Store.ExtendAsync([lease], Noon, Ct));

        await server.KillAsync();
        await server.RunAsync();

        Assert.Equal([LeaseStatus.Held], await redis.Store.ExtendAsync([lease], Noon, Ct));
    }
}
