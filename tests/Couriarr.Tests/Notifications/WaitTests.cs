using System.Net;
using System.Net.Sockets;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Notifications;

/// <summary>What a refusal means, and for how long.</summary>
[Trait("family", "announce")]
public sealed partial class WaitTests
{
    private const string NoHint = """{"ok":false}""";

    public static TheoryData<string, int, string> Refusals =>
        new()
        {
            { "500", 500, "TransientException" },
            { "502", 502, "TransientException" },
            { "503", 503, "TransientException" },
            { "408", 408, "TransientException" },
            { "425", 425, "TransientException" },
            { "400", 400, "PermanentException" },
            { "413", 413, "PermanentException" },
            { "401", 401, "BlockedException" },
            { "403", 403, "BlockedException" },
            { "404", 404, "BlockedException" },
            { "410", 410, "BlockedException" },
            { "302", 302, "BlockedException" },
        };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("telegram")]
    [InlineData("discord")]
    [InlineData("pushover")]
    [InlineData("ntfy")]
    [InlineData("gotify")]
    [InlineData("slack")]
    [InlineData("matrix")]
    [InlineData("apprise")]
    [InlineData("webhook")]
    public async Task F03_F04_F05_a_status_means_the_same_on_every_channel(string kind)
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig();
        foreach (var (_, status, meaning) in Refusals.Select(row => row.Data))
        {
            receiver.Always = FakeReceiver.Refuses(status, "<html>nginx</html>", ("Location", "http://169.254.169.254/latest"));
            var failure = await rig.FailureAsync(kind, At(kind, receiver.Address));
            Assert.True(failure?.GetType().Name == meaning, $"{status}: {failure}");
            Assert.DoesNotContain("s3cret", failure!.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(Refusals.Count, receiver.Calls);
    }

    [Theory]
    [InlineData("telegram")]
    [InlineData("discord")]
    [InlineData("pushover")]
    [InlineData("ntfy")]
    [InlineData("gotify")]
    [InlineData("slack")]
    [InlineData("matrix")]
    public async Task F05_a_login_page_is_no_success(string kind)
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig();
        receiver.Always = FakeReceiver.Refuses(200, "<html>Sign in</html>");

        var failure = Assert.IsType<TransientException>(await rig.FailureAsync(kind, At(kind, receiver.Address)));

        Assert.Contains("not as such a receiver does", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F05_an_answer_without_an_end_is_not_read()
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig();
        receiver.Always = FakeReceiver.Refuses(200, new string('x', 2 * 1024 * 1024));
        var failure = Assert.IsType<PermanentException>(await rig.FailureAsync("webhook", At("webhook", receiver.Address)));
        Assert.Contains("longer than the 1024 KiB", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook", "120", "", 120)]
    [InlineData("webhook", "Sun, 01 Mar 2026 12:02:00 GMT", "", 120)]
    [InlineData("webhook", "315360000", "", 3600)]
    [InlineData("webhook", "-1", "", 30)]
    [InlineData("webhook", "soon", "", 30)]
    [InlineData("slack", "7", "", 7)]
    [InlineData("discord", null, """{"message":"You are being rate limited.","retry_after":0.65,"global":false}""", 0.65)]
    [InlineData("discord", null, "error code: 1015", 30)]
    [InlineData("telegram", null, """{"ok":false,"parameters":{"retry_after":35}}""", 35)]
    [InlineData("telegram", null, """{"ok":false,"parameters":{"retry_after":1e300}}""", 3600)]
    [InlineData("telegram", null, """{"ok":false,"parameters":{"retry_after":"soon"}}""", 30)]
    [InlineData("matrix", null, """{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2500}""", 2.5)]
    [InlineData("ntfy", null, """{"code":42901,"http":429,"error":"limit reached"}""", 30)]
    [InlineData("ntfy", null, """{"code":42908,"http":429,"error":"daily message quota reached"}""", 12 * 3600)]
    [InlineData("pushover", null, NoHint, 24 * 3600)]
    public async Task F02_how_long_somebody_wants_to_be_left_alone_is_heard(string kind, string? header, string body, double seconds)
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig(new FakeClock());
        // Their clock is compared with their clock.
        (string, string)[] headers = header is null ? [] : [("Retry-After", header), ("Date", "Sun, 01 Mar 2026 12:00:00 GMT")];
        receiver.Always = FakeReceiver.Refuses(429, body, headers);

        var failure = Assert.IsType<TransientException>(await rig.FailureAsync(kind, At(kind, receiver.Address)));

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
    }

    [Fact]
    public async Task F02_Pushovers_month_ends_when_it_says()
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig(new FakeClock());
        var reset = FakeClock.Noon.AddHours(5).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        receiver.Always = FakeReceiver.Refuses(429, "{}", ("X-Limit-App-Reset", reset));
        var failure = Assert.IsType<TransientException>(await rig.FailureAsync("pushover", At("pushover", receiver.Address)));
        Assert.Equal(TimeSpan.FromHours(5), failure.RetryAfter);
    }

    [Fact]
    public async Task F02_too_many_wrong_logins_at_ntfy_end_at_once()
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig();
        receiver.Always = FakeNtfy.Refusal(42909, 429, "limit reached: too many auth failures");
        Assert.IsType<BlockedException>(await rig.FailureAsync("ntfy", At("ntfy", receiver.Address)));
    }

    [Theory]
    [InlineData("telegram")]
    [InlineData("webhook")]
    [InlineData("email")]
    public async Task F01_who_refuses_the_connection_is_told_later(string kind)
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var rig = new ChannelRig();

        var failure = await rig.FailureAsync(kind, At(kind, new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}")));

        Assert.Contains("refuses the connection", Assert.IsType<TransientException>(failure).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F01_a_mail_server_that_never_answers_is_waited_for_no_longer_than_the_limit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var clock = new FakeClock();
        await using var rig = new ChannelRig(clock);
        var asked = rig.FailureAsync("email", At("email", new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}")));
        using var caller = await silent.AcceptTcpClientAsync(Ct);
        await clock.WhenSomebodyWaits(TimeSpan.FromSeconds(60)).WaitAsync(TimeSpan.FromSeconds(20), Ct);

        clock.Advance(TimeSpan.FromSeconds(60));

        var failure = Assert.IsType<TransientException>(await asked.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        Assert.Contains("within 60 s", failure.Message, StringComparison.Ordinal);
    }
}
