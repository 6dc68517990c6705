using System.Text;
using System.Text.RegularExpressions;
using Couriarr.CrashRig;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Security;

/// <summary>A day on which much goes wrong, at log level debug: and no secret is anywhere but where its owner put it, and sealed.</summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed partial class CanaryTests
{
    private static readonly string[] Members =
    [
        "instances/radarr-hd",
        "instances/radarr-gone",
        "instances/radarr-cross",
        "players/plex",
        "channels/telegram",
        "channels/discord",
        "channels/email",
        "channels/ntfy",
        "channels/hook",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S18_no_secret_is_found_anywhere_after_a_day_that_went_wrong()
    {
        await using var house = await CanaryHouse.StartAsync(Ct);
        var (canaries, visitor) = (house.Canaries, house.Visitor);
        await using var watch = new CanaryWatch(canaries, house.Host.Id);

        await MoveInAsync(house);
        await ImportAsync(house);
        await BeWrongAsync(house);
        await TryMembersAsync(house);
        var said = await AskOnTheCommandLineAsync(house);
        await house.Visitor.AskAsync(HttpMethod.Post, "/backups");
        await visitor.ReadEverythingAsync(await KnownAsync(visitor));
        await watch.StopAsync();
        Assert.Equal(0, await house.Host.StopAsync(Ct));

        Assert.Contains("rsync", watch.Children);
        Assert.Contains(house.Collector.Authorizations, header => canaries.In(header).Contains("otlp-headers"));
        Assert.NotEmpty(house.Collector.Spans);
        Assert.Contains(canaries.InFiles(Path.GetDirectoryName(house.Config)!), found => found == "config.yaml: plex-token");
        string[] found =
        [
            .. watch.Found,
            .. canaries.InFiles(house.Data),
            .. canaries.InFiles(house.Destination),
            .. canaries.In(house.Host.Output).Select(kind => $"standard output: {kind}"),
            .. visitor.Heard.SelectMany(h => canaries.In(h.Head + h.Body).Select(kind => $"answer to {h.Asked.Split('?')[0]}: {kind}")),
            .. house.Collector.Spans.SelectMany(span => canaries.In(span.Text).Select(kind => $"trace of {span.Name}: {kind}")),
            .. said.SelectMany(s => canaries.In(s.Output).Select(kind => $"{s.Verb}: {kind}")),
        ];
        Assert.Equal([], found.Distinct().Order());
    }

    // What the owner does first.
    private static async Task MoveInAsync(CanaryHouse house)
    {
        var password = house.Canaries["admin-password"];
        await Until.TrueAsync(() => Task.FromResult(Code().IsMatch(house.Host.Output)), "the code is printed", Ct);
        var code = Code().Match(house.Host.Output).Groups["code"].Value;
        var own = (Name: "Origin", Value: $"http://127.0.0.1:{house.Host.Plan.Port}");
        var first = new
        {
            code,
            name = "admin",
            password,
        };
        Assert.Equal(201, await house.Visitor.SendAsync(HttpMethod.Post, "/setup", first, own));
        Assert.Equal(200, await house.Visitor.SendAsync(HttpMethod.Post, "/login", new { name = "admin", password }, own));
        password = house.Canaries["wrong-password"];
        Assert.Equal(401, await house.Visitor.SendAsync(HttpMethod.Post, "/login", new { name = "admin", password }, own));
    }

    // A movie that comes by webhook and is carried by rsync. The very first webhook, a test, finds a mistake in the program.
    private static async Task ImportAsync(CanaryHouse house)
    {
        foreach (var instance in new[] { "radarr-hd", "radarr-hd", "sonarr-hd", "radarr-gone", "radarr-cross" })
        {
            await house.Visitor.AskAsync(HttpMethod.Post, $"/instances/{instance}/register?url=http://127.0.0.1:{house.Host.Plan.Port}");
            await house.Visitor.AskAsync(HttpMethod.Get, $"/instances/{instance}/choices");
        }
        Assert.Single(house.Radarr.Shelf.Hooks);
        var movie = house.Radarr.Add("Film");
        await house.Radarr.ImportAsync(movie, new FakeImport("Film.mkv", new byte[3_000_000]));
        var arrived = Path.Combine(house.Destination, "Film (2021)", "Film.mkv");
        await Until.TrueAsync(() => Task.FromResult(File.Exists(arrived)), "the movie arrives", Ct, seconds: 60);
        foreach (var instance in new[] { "radarr-hd", "radarr-gone", "radarr-cross" })
        {
            await house.Visitor.AskAsync(HttpMethod.Post, $"/instances/{instance}/doctor");
            await house.Visitor.AskAsync(HttpMethod.Post, $"/catchup?instance={instance}&since=48h");
        }
        house.Radarr.Mood = Mood.Broken;
        await house.Visitor.AskAsync(HttpMethod.Post, "/catchup?instance=radarr-hd&since=24h");
    }

    private static async Task BeWrongAsync(CanaryHouse house)
    {
        var (canaries, visitor) = (house.Canaries, house.Visitor);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"radarr:{canaries["wrong-basic"]}"));
        var payload = $$"""
            {"eventType":"Grab","movie":{"id":1,"title":"T","folderPath":"/movies/T (2021)"},
             "release":{"link":"https://me:{{canaries["url-password"]}}@indexer.lan/get?id=1&apikey={{canaries["url-key"]}}"},
             "apiKey":"{{canaries["payload-key"]}}"}
            """;
        (string, string)[][] wrong =
        [
            [("X-Webhook-Secret", canaries["wrong-secret"])],
            [("X-Api-Key", canaries["wrong-key"])],
            [("Authorization", $"Basic {basic}")],
            [("Authorization", $"Bearer {canaries["wrong-bearer"]}")],
        ];
        foreach (var headers in wrong)
            Assert.Equal(401, await visitor.SendAsync(HttpMethod.Post, "/webhooks/radarr-hd", payload, headers));
        Assert.Equal(401, await visitor.SendAsync(HttpMethod.Get, $"/jobs?apikey={canaries["wrong-query"]}", null));
        Assert.Equal(200, await visitor.SendAsync(HttpMethod.Get, $"/jobs?apikey={canaries["read-only-key"]}", null));
        Assert.Equal(403, await visitor.SendAsync(HttpMethod.Post, "/backups", null, ("X-Api-Key", canaries["read-only-key"])));
        Assert.Equal(200, await visitor.SendAsync(HttpMethod.Get, "/metrics", null, ("X-Api-Key", canaries["metrics-token"])));
        var right = Convert.ToBase64String(Encoding.UTF8.GetBytes($"radarr:{canaries["instance-secret"]}"));
        Assert.Equal(200, await visitor.SendAsync(HttpMethod.Post, "/webhooks/radarr-hd", payload, ("Authorization", $"Basic {right}")));
        Assert.Equal(200, await visitor.SendAsync(HttpMethod.Post, "/sync", payload, ("X-Webhook-Secret", canaries["webhook-secret"])));
        Assert.Equal(400, await visitor.AskAsync(HttpMethod.Post, "/webhooks/radarr-hd", $"{{\"apiKey\": \"{canaries["broken-body"]}"));
    }

    private static async Task TryMembersAsync(CanaryHouse house)
    {
        foreach (var member in Members)
            await house.Visitor.AskAsync(HttpMethod.Post, $"/members/{member}/test");
        var options = new { url = house.Gossip.Address, token = house.Canaries["added-token"] };
        var added = new
        {
            name = "den",
            kind = "plex",
            options,
        };
        Assert.Equal(201, await house.Visitor.AskAsync(HttpMethod.Post, "/members/players", added));
        Assert.Equal(409, await house.Visitor.AskAsync(HttpMethod.Post, "/members/players", added));
        var mistaken = new
        {
            name = "attic",
            kind = "plex",
            options = new { url = house.Gossip.Address, tokn = house.Canaries["mistyped-token"] },
        };
        Assert.Equal(400, await house.Visitor.AskAsync(HttpMethod.Post, "/members/players", mistaken));
    }

    private static async Task<List<(string Verb, string Output)>> AskOnTheCommandLineAsync(CanaryHouse house)
    {
        var said = new List<(string, string)>();
        foreach (var verb in new[] { "config check", "config show", "instances", "doctor radarr-gone", "catchup --dry-run", "healthcheck" })
            said.Add((verb, await house.RunAsync(verb.Split(' '), Ct)));
        Assert.Contains("bot_token", said[1].Item2, StringComparison.Ordinal);
        return said;
    }

    private static async Task<Dictionary<string, string[]>> KnownAsync(CanaryVisitor visitor) =>
        new()
        {
            ["/jobs/"] = IdsIn(await visitor.ReadAsync("/jobs?limit=500")),
            ["/inbox/"] = IdsIn(await visitor.ReadAsync("/inbox")),
            ["/logs/files/"] = IdsIn(await visitor.ReadAsync("/logs/files")),
            ["/instances/"] = ["radarr-hd", "radarr-gone"],
            ["/members/"] = Members.Select(member => member.Split('/')[0]).Distinct().ToArray(),
            ["/members/players/"] = ["plex", "den"],
            ["/members/channels/"] = ["telegram", "discord", "email", "ntfy", "hook"],
            ["/members/instances/"] = ["radarr-hd"],
        };

    private static string[] IdsIn(string answer) => [.. Id().Matches(answer).Select(match => match.Groups["id"].Value).Distinct()];

    [GeneratedRegex(@"The code for \S+ is (?<code>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex("\"id\": ?\"?(?<id>[^\",}\\s]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
