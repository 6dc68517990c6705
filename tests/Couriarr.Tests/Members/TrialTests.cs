using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Couriarr.Features.Members;
using Couriarr.Tests.Outside;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Members;

/// <summary>Each kind is tried by its own handshake, against neighbours that answer as the real ones do.</summary>
[Trait("family", "announce")]
public sealed partial class TrialTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Greetings))]
    public async Task A_handshake_tells_friend_from_stranger(string kind, string doors, string body, string options, string result)
    {
        await using var neighbour = await Neighbour.StartAsync(http => AnswerAsync(http, doors.Split('|'), body));
        await using var host = await MembersHost.StartAsync();

        var (status, said) = await TryAsync(host, kind, neighbour.Address, options);

        Assert.True(status == HttpStatusCode.OK, said.ToString());
        Assert.True(said.GetProperty("result").GetString() == result, said.ToString());
        Assert.Equal(kind == "webhook" ? 0 : 1, Math.Min(1, neighbour.Hits));
        Assert.DoesNotContain("RIGHT", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<html>", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stored_member_answers_is_told_with_its_version()
    {
        await using var radarr = await Neighbour.SayingAsync("""{"appName":"Radarr","version":"6.0.4","secret":"CANARY"}""");
        await using var host = await MembersHost.StartAsync();
        await host.AddAsync(
            "instances",
            new
            {
                name = "hd",
                kind = "radarr",
                options = new { url = radarr.Address, api_key = "k" },
            }
        );

        var (_, said) = await host.SendAsync(HttpMethod.Post, "/members/instances/hd/test");

        Assert.Equal(
            """{"result":"ok","sentence":"Radarr 'hd' answers, version 6.0.4.","details":{"app":"Radarr","version":"6.0.4"}}""",
            said.ToString().Replace("\\u0027", "'", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("OURSELVES")]
    public async Task A_trial_reaches_nobody_who_is_not_to_be_asked(string url)
    {
        await using var host = await MembersHost.StartAsync();
        var address = url == "OURSELVES" ? host.Client.BaseAddress! : new Uri(url);

        foreach (var kind in new[] { "radarr", "webhook" })
        {
            var (_, said) = await TryAsync(host, kind, address, "{}");
            Assert.Equal("forbidden", said.GetProperty("result").GetString());
        }
    }

    [Fact]
    public async Task Nobody_there_is_told_from_a_closed_door()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var host = await MembersHost.StartAsync();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}");

        foreach (var kind in new[] { "ntfy", "webhook" })
            Assert.Equal("refused", (await TryAsync(host, kind, address, """{"topic":"t"}""")).Body.GetProperty("result").GetString());
        using var certificate = Neighbour.Certificate();
        await using var strange = await Neighbour.StartAsync(http => http.Response.WriteAsync("{}"), certificate);
        Assert.Equal(
            "untrusted",
            (await TryAsync(host, "ntfy", strange.Address, """{"topic":"t"}""")).Body.GetProperty("result").GetString()
        );
    }

    [Fact]
    public async Task Who_never_answers_is_given_ten_seconds()
    {
        await using var ntfy = await Neighbour.StartAsync(async http =>
        {
            var gone = new TaskCompletionSource();
            await using var _ = http.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        await using var host = await MembersHost.StartAsync();

        var trial = TryAsync(host, "ntfy", ntfy.Address, """{"topic":"t"}""");
        await ntfy.Asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("timeout", (await trial).Body.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Trials_are_few_and_only_with_secrets_that_belong_there()
    {
        await using var canary = await Neighbour.SayingAsync("{}");
        await using var host = await MembersHost.StartAsync();
        await host.AddAsync(
            "players",
            new
            {
                name = "den",
                kind = "plex",
                options = new { url = "http://den", token = "token-of-the-den" },
            }
        );
        var stolen = new { name = "den", options = new { url = canary.Address, token = new { set = true } } };

        var (status, said) = await host.SendAsync(HttpMethod.Post, "/members/players/test", stolen);
        Assert.Equal((HttpStatusCode.BadRequest, 0), (status, canary.Hits));
        Assert.Contains("send token again", said.GetProperty("error").GetString(), StringComparison.Ordinal);

        for (var i = 0; i < Couriarr.Doors.Pace.Most; i++)
            Assert.Equal(HttpStatusCode.OK, (await TryAsync(host, "plex", canary.Address, """{"token":"t"}""")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(host, "plex", canary.Address, """{"token":"t"}""")).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(host, "plex", canary.Address, """{"token":"t"}""")).Status);
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> TryAsync(MembersHost host, string kind, Uri address, string options)
    {
        var family = host.Get<MemberDesk>().Families.Single(f => f.Find(kind) is not null).Key;
        var all = JsonSerializer.Deserialize<Dictionary<string, object>>(options)!;
        all[kind is "telegram" or "pushover" ? "api_url" : "url"] = address;
        return host.SendAsync(
            HttpMethod.Post,
            $"/members/{family}/test",
            new { kind, options = kind is "ntfy" or "webhook" ? Only(all, kind) : all }
        );
    }

    private static Dictionary<string, object> Only(Dictionary<string, object> all, string kind) =>
        kind == "webhook" ? new() { ["url"] = all["url"] } : all;

    /// <summary>A door is a path, and perhaps the header that opens it.</summary>
    private static Task AnswerAsync(HttpContext http, string[] doors, string body)
    {
        var door = doors.Select(d => d.Split(' ', 2)).FirstOrDefault(d => d[0] == http.Request.Path);
        var key = door is [_, var said] ? said.Split('=', 2) : null;
        http.Response.StatusCode =
            door is null ? 404
            : key is not null && http.Request.Headers[key[0]] != key[1] ? 401
            : 200;
        return http.Response.WriteAsync(http.Response.StatusCode == 200 ? body : "");
    }
}
