using System.Net;
using System.Text.Json;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Members;

[Trait("family", "doors")]
public sealed partial class MembersDoorTests
{
    private static readonly object Den = new
    {
        name = "den",
        kind = "plex",
        options = new { url = "http://den:32400", token = "token-of-the-den" },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_is_added_seen_switched_and_removed()
    {
        await using var host = await MembersHost.StartAsync();

        var den = await host.AddAsync("players", Den);
        Assert.Equal(
            """{"url":"http://den:32400","token":{"set":true,"hint":"…-den"}}""",
            den.GetProperty("options").ToString().Replace("\\u2026", "…", StringComparison.Ordinal)
        );
        Assert.Equal(
            ("players", "plex", "api", true),
            (Text(den, "family"), Text(den, "kind"), Text(den, "origin"), den.GetProperty("enabled").GetBoolean())
        );
        Assert.Equal(den.ToString(), Assert.Single((await host.GetAsync("/members")).Body.EnumerateArray()).ToString());

        await host.SendAsync(HttpMethod.Post, "/members/players/den/disable");
        Assert.False((await host.Book.FindAsync<PlayerTerms>("den", Ct))!.Terms.Enabled);
        await host.SendAsync(HttpMethod.Post, "/members/players/den/enable");
        Assert.True((await host.Book.FindAsync<PlayerTerms>("den", Ct))!.Terms.Enabled);

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Delete, "/members/players/den")).Status);
        Assert.Null(await host.Book.FindAsync<PlayerTerms>("den", Ct));
        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/enable"), ("POST", "/disable"), ("POST", "/test") })
            Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(new HttpMethod(method), $"/members/players/den{path}")).Status);
    }

    [Fact]
    public async Task H08_of_two_who_change_one_member_the_second_is_shown_what_the_first_did()
    {
        await using var host = await MembersHost.StartAsync();
        var version = Text(await host.AddAsync("players", Den), "version");

        var first = await PutAsync(host, new { version, options = Options("http://den:32400", "first-token-1234") });
        var second = await PutAsync(host, new { version, options = Options("http://den:32400", "second-token") });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.Status, second.Status));
        Assert.Equal(first.Body.ToString(), second.Body.GetProperty("present").ToString());
        Assert.Equal("first-token-1234", await TokenAsync(host));
        var third = await host.SendAsync(
            HttpMethod.Put,
            "/members/players/den",
            new { enabled = false },
            ifMatch: Text(first.Body, "version")
        );
        Assert.Equal((HttpStatusCode.OK, false), (third.Status, third.Body.GetProperty("enabled").GetBoolean()));
        Assert.Equal(HttpStatusCode.Conflict, (await host.SendAsync(HttpMethod.Delete, "/members/players/den", ifMatch: version)).Status);
    }

    [Fact]
    public async Task H08_a_hand_in_the_table_counts_as_somebody_else()
    {
        await using var host = await MembersHost.StartAsync();
        var version = Text(await host.AddAsync("players", Den), "version");

        await host.TypeAsync("UPDATE notification_config SET enabled = 0 WHERE name = 'den'");

        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(host, new { version, enabled = true })).Status);
    }

    [Fact]
    public async Task A_secret_that_was_not_touched_stays()
    {
        await using var host = await MembersHost.StartAsync();
        var den = await host.AddAsync("players", Den);

        await PutAsync(
            host,
            new
            {
                version = "*",
                options = den.GetProperty("options"),
                enabled = false,
            }
        );
        Assert.Equal("token-of-the-den", await TokenAsync(host));
        await PutAsync(host, new { version = "*", enabled = true });
        Assert.Equal("token-of-the-den", await TokenAsync(host));
    }

    [Fact]
    public async Task A_list_of_secrets_keeps_those_that_are_named_by_their_ends()
    {
        await using var host = await MembersHost.StartAsync();
        var urls = new[] { "tgram://first-aaaa", "tgram://second-bbbb", "tgram://third-cccc" };
        await host.AddAsync(
            "channels",
            new
            {
                name = "a",
                kind = "apprise",
                options = new { url = "http://a", urls },
            }
        );

        object[] wanted = [new { set = true, hint = "…cccc" }, "tgram://fourth", new { set = true, hint = "…aaaa" }];
        var (status, body) = await host.SendAsync(
            HttpMethod.Put,
            "/members/channels/a",
            new { version = "*", options = new { url = "http://a", urls = wanted } }
        );

        Assert.True(status == HttpStatusCode.OK, body.ToString());
        var kept = (AppriseOptions)(await host.Book.FindAsync<ChannelTerms>("a", Ct))!.Options;
        Assert.Equal(["tgram://third-cccc", "tgram://fourth", "tgram://first-aaaa"], kept.Urls.Select(u => u.Reveal()));
    }

    [Fact]
    public async Task A_new_address_does_not_get_the_old_secret()
    {
        await using var host = await MembersHost.StartAsync();
        await host.AddAsync("players", Den);
        await host.AddAsync(
            "instances",
            new
            {
                name = "hd",
                kind = "radarr",
                options = new { url = "http://radarr", api_key = "key-of-radarr-hd" },
            }
        );
        var keep = new { set = true };

        var refused = await PutAsync(host, new { version = "*", options = new { url = "http://evil", token = keep } });
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(
            "Secrets stay with the address that they were given for: send token again.",
            Text(refused.Body, "error"),
            StringComparison.Ordinal
        );
        Assert.Equal("token-of-the-den", await TokenAsync(host));

        var (_, cleared) = await host.SendAsync(
            HttpMethod.Put,
            "/members/instances/hd",
            new { version = "*", options = new { url = "http://evil", api_key = keep } }
        );
        Assert.Equal("""{"url":"http://evil"}""", cleared.GetProperty("options").ToString());
        Assert.Null(((ArrOptions)(await host.Book.FindAsync<InstanceTerms>("hd", Ct))!.Options).ApiKey);

        var sent = await PutAsync(host, new { version = "*", options = Options("http://new", "a-new-token") });
        Assert.Equal((HttpStatusCode.OK, "a-new-token"), (sent.Status, await TokenAsync(host)));
    }

    private static object Options(string url, string token) => new { url, token };

    private static Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(MembersHost host, object order) =>
        host.SendAsync(HttpMethod.Put, "/members/players/den", order);

    private static async Task<string> TokenAsync(MembersHost host) =>
        ((PlexOptions)(await host.Book.FindAsync<PlayerTerms>("den", Ct))!.Options).Token!.Reveal();

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
