using System.Text.RegularExpressions;
using Couriarr.Features.Outside;
using Couriarr.Tests.Doors;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Outside;

[Trait("family", "announce")]
public sealed partial class OneWayOutTests
{
    [Fact]
    public void Nobody_else_opens_a_way_out() =>
        Assert.All(
            Repository.Files("src", "*.cs").Where(file => !file.StartsWith("src/Couriarr.Features/Outside/", StringComparison.Ordinal)),
            file => Assert.True(AsksNobodyElse(file) || !Opens().IsMatch(Repository.Read(file)), $"{file} opens a way out of its own")
        );

    [Fact]
    public async Task What_came_of_requests_is_counted_by_service()
    {
        await using var plex = await Neighbour.SayingAsync("{}");
        await using var busy = await Neighbour.SayingAsync("", status: 429);
        await using var host = await DoorsHost.StartAsync();
        var ct = TestContext.Current.CancellationToken;
        var http = host.Get<OutsideHttp>();

        using (await http.SendAsync(new Peer("plex", "Plex", Reach.Home), new(HttpMethod.Get, plex.Address), ct)) { }
        using (await http.AskAsync(new Peer("a name from outside", "X", Reach.Home), new(HttpMethod.Get, busy.Address), ct)) { }
        await Record.ExceptionAsync(() => http.SendAsync("Ourselves", new(HttpMethod.Get, host.Address), ct));

        var metrics = await host.Client.GetStringAsync("/metrics", ct);
        Assert.Contains("couriarr_outside_requests_total{result=\"ok\",service=\"plex\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("couriarr_outside_requests_total{result=\"throttled\",service=\"other\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("couriarr_outside_requests_total{result=\"forbidden\",service=\"other\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("couriarr_outside_request_duration_seconds_count{service=\"plex\"} 1", metrics, StringComparison.Ordinal);
    }

    // The verbs talk to the service that runs beside them, and the store to its own server, as its driver does.
    private static bool AsksNobodyElse(string file) =>
        file
            is "src/Couriarr/Verbs/HealthCheck.cs"
                or "src/Couriarr/Verbs/RunningCouriarr.cs"
                or "src/Couriarr.Storage/Redis/RedisGreeting.cs";

    [GeneratedRegex(
        @"new HttpClient\b|\bHttpClient \w+ = new\(|SocketsHttpHandler|HttpClientHandler|AddHttpClient|WebRequest\.|new TcpClient"
    )]
    private static partial Regex Opens();
}
