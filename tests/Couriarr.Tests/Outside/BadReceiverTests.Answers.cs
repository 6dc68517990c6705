using System.Globalization;
using System.IO.Compression;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Couriarr.Tests.Jobs;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Outside;

public sealed partial class BadReceiverTests
{
    private const string TooLong = "Plex 'den': The answer is longer than the 1024 KiB";

    [Theory]
    [InlineData("Retry-After: 30", "{}", 30.0)]
    [InlineData("Retry-After: 3", "{\"retry_after\": 60}", 3.0)]
    [InlineData("Retry-After: Sun, 01 Mar 2026 12:02:00 GMT", "{}", 120.0)]
    [InlineData("Retry-After: Sat, 01 Mar 2036 12:02:00 GMT", "{}", 3600.0)]
    [InlineData("Retry-After: Sun, 01 Mar 1998 12:02:00 GMT", "{}", null)]
    [InlineData("Retry-After: 315360000", "{}", 3600.0)]
    [InlineData("Retry-After: -1", "{}", null)]
    [InlineData("Retry-After: soon", "{}", null)]
    [InlineData("", "{\"ok\":false,\"parameters\":{\"retry_after\":35}}", 35.0)]
    [InlineData("", "{\"message\":\"limited\",\"retry_after\":0.65,\"global\":false}", 0.65)]
    [InlineData("", "{\"retry_after\":1e300}", 3600.0)]
    [InlineData("", "{\"retry_after\":\"x\"}", null)]
    [InlineData("", "error code: 1015", null)]
    public async Task F02_who_asks_for_a_pause_gets_it_within_reason(string header, string body, double? seconds)
    {
        await using var discord = await Neighbour.StartAsync(http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (429, "application/json");
            http.Response.Headers.Date = FakeClock.Noon.ToString("R", CultureInfo.InvariantCulture);
            if (header.Length > 0)
                http.Response.Headers.RetryAfter = header["Retry-After: ".Length..];
            return http.Response.WriteAsync(body);
        });
        using var http = new OutsideHttp();

        var failure = await FailureAsync<TransientException>(http, discord.Address.ToString());

        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task F05_a_bomb_of_zeros_is_not_unpacked()
    {
        await using var plex = await Neighbour.StartAsync(async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await PourAsync(gzip, 200, http.RequestAborted);
        });
        await TooLongAsync(plex);
    }

    [Fact]
    public async Task F05_a_hundred_megabytes_are_not_read()
    {
        await using var plex = new Pourer(mebibytes: 100);
        using var http = new OutsideHttp();

        var failure = await FailureAsync<PermanentException>(http, plex.Address.ToString());

        Assert.StartsWith(TooLong, failure.Message, StringComparison.Ordinal);
        Assert.InRange(await plex.TakenAsync(), 1, 20 * Pourer.Mebi);
    }

    [Fact]
    public async Task F05_a_long_list_is_read_by_who_asked_for_it()
    {
        await using var sonarr = await Neighbour.StartAsync(http => PourAsync(http.Response.Body, 3, http.RequestAborted));
        using var http = new OutsideHttp();
        var peer = new Peer("sonarr", "Sonarr", Reach.Home) { Limit = Peer.LongList };

        using var answer = await http.SendAsync(peer, new(HttpMethod.Get, sonarr.Address), Ct);

        Assert.Equal(3 * 1024 * 1024, (await answer.Content.ReadAsByteArrayAsync(Ct)).Length);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://169.254.169.254/latest/")]
    [InlineData("/again")]
    public async Task F05_nobody_is_followed_elsewhere(string elsewhere)
    {
        await using var canary = await Neighbour.SayingAsync("sings");
        await using var plex = await Neighbour.StartAsync(http =>
        {
            http.Response.Redirect(string.Format(CultureInfo.InvariantCulture, elsewhere, canary.Port));
            return Task.CompletedTask;
        });
        using var http = new OutsideHttp();

        var failure = await FailureAsync<PermanentException>(http, plex.Address.ToString());

        Assert.Contains("points elsewhere", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (plex.Hits, canary.Hits));
    }

    private static async Task TooLongAsync(Neighbour plex)
    {
        using var http = new OutsideHttp();
        var failure = await FailureAsync<PermanentException>(http, plex.Address.ToString());
        Assert.StartsWith(TooLong, failure.Message, StringComparison.Ordinal);
    }

    private static async Task PourAsync(Stream into, int mebibytes, CancellationToken ct)
    {
        var mebi = new byte[1024 * 1024];
        try
        {
            for (var i = 0; i < mebibytes; i++)
                await into.WriteAsync(mebi, ct);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The other side has had enough, which is the point.
        }
    }
}
