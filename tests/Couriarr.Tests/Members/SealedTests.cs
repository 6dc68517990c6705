using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Storage;
using Couriarr.Tests.Postgres;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Members;

/// <summary>The secrets of members lie sealed, each for its place (S-17).</summary>
[Trait("family", "announce")]
public sealed class SealedTests
{
    private const string Plex = "players: { plex: { kind: plex, url: 'http://p:32400', token: CANARY-FILE } }\n";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_readable_in_the_folder_or_its_backups()
    {
        SharedPostgres.OnlyWithAFile();
        await using var host = await WithSecretsAsync();
        await host.Get<Backups>().MakeAsync(Ct);

        foreach (var (file, text) in host.Files())
            Assert.False(text.Contains("CANARY", StringComparison.Ordinal), $"{file} gives a secret away");
        Assert.Contains(host.Files(), f => f.File.StartsWith("backups", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_secret_is_readable_in_the_table_and_no_door_tells_one()
    {
        await using var host = await WithSecretsAsync();

        Assert.DoesNotContain("CANARY", await host.TypeAsync("SELECT * FROM notification_config"), StringComparison.Ordinal);
        foreach (var path in new[] { "/members", "/members/kinds", "/members/channels/tg", "/members/channels/hook", "/logs?level=TRACE" })
            Assert.DoesNotContain("CANARY", (await host.GetAsync(path)).Body.ToString(), StringComparison.Ordinal);
        var hook = (WebhookOptions)(await host.Book.FindAsync<ChannelTerms>("hook", Ct))!.Options;
        Assert.Equal(("http://h/CANARY-HOOK", "CANARY-HEADER"), (hook.Url!.Reveal(), hook.Headers["X-Key"].Reveal()));
    }

    [Fact]
    public async Task The_key_is_the_owners_alone_and_not_in_the_database()
    {
        await using var host = await MembersHost.StartAsync();
        var file = Path.Combine(host.Folder, MemberKey.FileName);

        using var stat = Shell.Start("stat", "-c", "%a", file);
        Assert.Equal("600", (await stat.StandardOutput.ReadToEndAsync(Ct)).Trim());
        Assert.Equal(32, Convert.FromBase64String((await File.ReadAllTextAsync(file, Ct)).Trim()).Length);
    }

    [Fact]
    public async Task A_sealed_secret_opens_nowhere_else_and_not_after_a_change()
    {
        await using var host = await MembersHost.StartAsync();
        await host.AddAsync(
            "players",
            new
            {
                name = "a",
                kind = "plex",
                options = new { url = "http://a", token = "token-of-a" },
            }
        );
        await host.AddAsync(
            "players",
            new
            {
                name = "b",
                kind = "plex",
                options = new { url = "http://b", token = "token-of-b" },
            }
        );

        var ofA = (await ConfigAsync(host, "a"))["token"]!.GetValue<string>();
        await SetTokenAsync(host, "b", ofA);
        Assert.Contains("Its token was sealed for another place", await TroubleAsync(host, "players/b"), StringComparison.Ordinal);

        await SetTokenAsync(host, "a", $"{ofA[..29]}AAAA{ofA[33..]}");
        Assert.Contains("was damaged", await TroubleAsync(host, "players/a"), StringComparison.Ordinal);
        host.LetTimePass();
        Assert.Empty(await host.Book.AllAsync<PlayerTerms>(Ct));
    }

    [Fact]
    public async Task Without_the_key_the_file_heals_its_members_and_the_others_say_what_to_do()
    {
        await using var host = await MembersHost.StartAsync(Plex);
        await host.AddAsync(
            "players",
            new
            {
                name = "b",
                kind = "plex",
                options = new { url = "http://b", token = "token-of-b" },
            }
        );
        var key = Path.Combine(host.Folder, MemberKey.FileName);
        var old = await File.ReadAllTextAsync(key, Ct);

        await host.RestartAsync(Plex, () => File.Delete(key));
        Assert.Matches(
            "Its token was sealed with another key .* put the old members.key back, or set it anew",
            await TroubleAsync(host, "players/b")
        );
        Assert.Equal("CANARY-FILE", ((PlexOptions)(await host.Book.FindAsync<PlayerTerms>("plex", Ct))!.Options).Token!.Reveal());

        await host.RestartAsync(Plex, () => File.WriteAllText(key, old));
        Assert.Equal("token-of-b", ((PlexOptions)(await host.Book.FindAsync<PlayerTerms>("b", Ct))!.Options).Token!.Reveal());
    }

    [Fact]
    public async Task The_key_may_come_from_the_configuration()
    {
        var yaml = $"storage: {{ secret_key: {Convert.ToBase64String(new byte[32])} }}\n{Plex}";
        await using var host = await MembersHost.StartAsync(yaml);

        Assert.False(File.Exists(Path.Combine(host.Folder, MemberKey.FileName)));
        Assert.NotNull(await host.Book.FindAsync<PlayerTerms>("plex", Ct));
        Assert.Equal(
            StartupException.Configuration,
            Assert.Throws<StartupException>(() => MemberKey.Of(new Secret("too short"), host.Folder)).ExitCode
        );
    }

    [Fact]
    public async Task F13_a_secret_that_was_changed_counts_for_whoever_asks_next()
    {
        await using var host = await MembersHost.StartAsync();
        var plex = await host.AddAsync(
            "players",
            new
            {
                name = "a",
                kind = "plex",
                options = new { url = "http://a", token = "old-token" },
            }
        );
        Assert.Equal("old-token", await TokenAsync(host));

        var (status, _) = await host.SendAsync(
            HttpMethod.Put,
            "/members/players/a",
            new { version = plex.GetProperty("version").GetString(), options = new { url = "http://a", token = "new-token" } }
        );

        Assert.Equal((HttpStatusCode.OK, "new-token"), (status, await TokenAsync(host)));
    }

    private static async Task<MembersHost> WithSecretsAsync()
    {
        var host = await MembersHost.StartAsync(Plex);
        var headers = new Dictionary<string, string> { ["X-Key"] = "CANARY-HEADER" };
        await AddAsync(host, "tg", "telegram", new { bot_token = "CANARY-API-TOKEN", chat_id = "7" });
        await AddAsync(host, "app", "apprise", new { url = "http://a", urls = new[] { "tgram://CANARY-LIST" } });
        await AddAsync(host, "hook", "webhook", new { url = "http://h/CANARY-HOOK", headers });
        return host;
    }

    private static Task<JsonElement> AddAsync(MembersHost host, string name, string kind, object options) =>
        host.AddAsync(
            "channels",
            new
            {
                name,
                kind,
                options,
            }
        );

    private static async Task<JsonNode> ConfigAsync(MembersHost host, string name) =>
        JsonNode.Parse(await host.TypeAsync($"SELECT config FROM notification_config WHERE name = '{name}'"))!;

    private static async Task SetTokenAsync(MembersHost host, string name, string token)
    {
        var config = await ConfigAsync(host, name);
        config["token"] = token;
        await host.TypeAsync($"UPDATE notification_config SET config = '{config.ToJsonString()}' WHERE name = '{name}'");
    }

    private static async Task<string> TokenAsync(MembersHost host) =>
        ((PlexOptions)(await host.Book.FindAsync<PlayerTerms>("a", Ct))!.Options).Token!.Reveal();

    private static async Task<string?> TroubleAsync(MembersHost host, string path) =>
        (await host.MemberAsync(path)).GetProperty("trouble").GetString();
}
