using System.Net;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Members;

/// <summary>What the configuration names is in the table, and who wins when both were changed.</summary>
[Trait("family", "announce")]
public sealed class FileMembersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_members_are_there_at_once_and_stay_as_they_are()
    {
        await using var host = await MembersHost.StartAsync(Plex("http://p:1", "tok-1"));
        var first = await host.TypeAsync("SELECT id, config, updated_at, version, origin FROM notification_config");
        host.Clock.Advance(TimeSpan.FromHours(1));

        await host.RestartAsync(Plex("http://p:1", "tok-1"));

        Assert.Equal(first, await host.TypeAsync("SELECT id, config, updated_at, version, origin FROM notification_config"));
        Assert.Equal("http://p:1/ tok-1", await PlexAsync(host));
    }

    [Fact]
    public async Task Everything_the_file_says_of_a_member_survives_the_way_through_the_table()
    {
        const string Yaml = """
            players:
              plex: { kind: plex, url: 'http://p:1', token: t, events: [imported], paths: { /mnt/media: /media }, sections: { movies: '2' } }
            channels:
              mail: { kind: email, host: mx, port: 25, starttls: false, from: a@b, to: [c@d, e@f], role: backup, min_severity: warning, quiet_hours: '22:00-07:00' }
              run: { kind: command, path: /bin/true, arguments: ['-a', b], timeout: 90s }
            """;
        await using var host = await MembersHost.StartAsync(Yaml);

        var plex = (await host.Book.FindAsync<PlayerTerms>("plex", Ct))!;
        var mail = (await host.Book.FindAsync<ChannelTerms>("mail", Ct))!;
        var run = (CommandOptions)(await host.Book.FindAsync<ChannelTerms>("run", Ct))!.Options;

        Assert.Equal((PlayerEvent.Imported, "/media"), (Assert.Single(plex.Terms.Events), plex.Terms.Paths["/mnt/media"]));
        Assert.Equal("2", ((PlexOptions)plex.Options).Sections["movies"]);
        Assert.Equal(
            (ChannelRole.Backup, Severity.Warning, "22:00-07:00"),
            (mail.Terms.Role, mail.Terms.MinSeverity, mail.Terms.QuietHours)
        );
        var options = (EmailOptions)mail.Options;
        Assert.Equal((25, false, "c@d e@f"), (options.Port, options.Starttls, string.Join(' ', options.To)));
        Assert.Equal((TimeSpan.FromSeconds(90), "-a b"), (run.Timeout, string.Join(' ', run.Arguments)));
    }

    [Fact]
    public async Task The_files_options_win_at_the_next_start_and_the_log_says_so()
    {
        await using var host = await MembersHost.StartAsync(Plex("http://p:1", "tok-1"));
        var changed = await ChangeAsync(host);
        Assert.Equal((true, "file"), (changed.GetProperty("changed").GetBoolean(), changed.GetProperty("origin").GetString()));
        Assert.Equal("http://other/ tok-9", await PlexAsync(host));

        await host.RestartAsync(Plex("http://p:1", "tok-2"));

        Assert.Equal("http://p:1/ tok-2", await PlexAsync(host));
        Assert.False((await host.MemberAsync("players/plex")).GetProperty("changed").GetBoolean());
        Assert.Contains("as the configuration says again", (await host.GetAsync("/logs")).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hand_that_disabled_a_member_is_obeyed_until_the_file_says_something_new()
    {
        await using var host = await MembersHost.StartAsync(Plex("http://p:1", "t"));
        await host.SendAsync(HttpMethod.Post, "/members/players/plex/disable");

        await host.RestartAsync(Plex("http://p:2", "t"));
        Assert.False((await host.Book.FindAsync<PlayerTerms>("plex", Ct))!.Terms.Enabled);

        await host.RestartAsync(Plex("http://p:2", "t", enabled: false));
        await host.SendAsync(HttpMethod.Post, "/members/players/plex/enable");
        await host.RestartAsync(Plex("http://p:2", "t", enabled: false));
        Assert.True((await host.Book.FindAsync<PlayerTerms>("plex", Ct))!.Terms.Enabled);

        await host.RestartAsync(Plex("http://p:2", "t", enabled: true));
        await host.RestartAsync(Plex("http://p:2", "t", enabled: false));
        Assert.False((await host.Book.FindAsync<PlayerTerms>("plex", Ct))!.Terms.Enabled);
    }

    [Fact]
    public async Task What_the_file_names_no_longer_is_removed_unless_the_api_has_changed_it()
    {
        await using var host = await MembersHost.StartAsync(Plex("http://p:1", "t") + "channels: { n: { kind: ntfy, topic: x } }\n");
        await ChangeAsync(host);

        await host.RestartAsync();

        Assert.Equal("plex|api|0", await host.TypeAsync("SELECT name, origin, changed FROM notification_config"));
        Assert.Equal("http://other/ tok-9", await PlexAsync(host));
        var log = (await host.GetAsync("/logs")).Body.ToString();
        Assert.Contains("no longer in the configuration, and is removed", log, StringComparison.Ordinal);
        Assert.Contains("It stays, because it was changed by the API", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_the_api_stays_until_the_file_names_one_of_its_name()
    {
        await using var host = await MembersHost.StartAsync();
        await host.AddAsync(
            "players",
            new
            {
                name = "plex",
                kind = "plex",
                enabled = false,
                options = new { url = "http://api", token = "t" },
            }
        );
        await host.RestartAsync();
        Assert.Equal("http://api/ t", await PlexAsync(host));

        await host.RestartAsync(Plex("http://p:1", "u"));

        Assert.Equal("http://p:1/ u", await PlexAsync(host));
        Assert.Equal("plex|1|file", await host.TypeAsync("SELECT name, enabled, origin FROM notification_config"));
    }

    [Fact]
    public async Task A_name_may_change_its_kind_in_the_file()
    {
        await using var host = await MembersHost.StartAsync(Plex("http://p:1", "t"));
        await ChangeAsync(host);
        await host.RestartAsync("players: { plex: { kind: jellyfin, url: 'http://j', api_key: k } }\n");
        Assert.Equal("jellyfin", (await host.Book.FindAsync<PlayerTerms>("plex", Ct))!.Kind);
    }

    private static async Task<System.Text.Json.JsonElement> ChangeAsync(MembersHost host)
    {
        var (status, body) = await host.SendAsync(
            HttpMethod.Put,
            "/members/players/plex",
            new { version = "*", options = new { url = "http://other", token = "tok-9" } }
        );
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    private static async Task<string> PlexAsync(MembersHost host)
    {
        var plex = (PlexOptions)(await host.Book.FindAsync<PlayerTerms>("plex", Ct))!.Options;
        return $"{plex.Url} {plex.Token!.Reveal()}";
    }

    private static string Plex(string url, string token, bool enabled = true) =>
        $"players: {{ plex: {{ kind: plex, url: '{url}', token: {token}, enabled: {(enabled ? "true" : "false")} }} }}\n";
}
