using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Members;

/// <summary>The documented SQL, typed by hand into the real sqlite3, or psql, while the service runs.</summary>
[Trait("family", "announce")]
public sealed class HandMadeTests
{
    private const string Kodi = "players: { kodi: { kind: kodi, url: 'http://kodi:8080', enabled: false } }\n";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documented_statement_enables_kodi()
    {
        await using var host = await MembersHost.StartAsync(Kodi);
        Assert.False((await host.Book.FindAsync<PlayerTerms>("kodi", Ct))!.Terms.Enabled);

        await host.TypeAsync("UPDATE notification_config SET enabled = 1 WHERE service = 'kodi';");
        host.LetTimePass();

        Assert.True((await host.Book.FindAsync<PlayerTerms>("kodi", Ct))!.Terms.Enabled);
        Assert.True((await host.MemberAsync("players/kodi")).GetProperty("enabled").GetBoolean());
        Assert.Equal(
            "kodi|kodi|1|{\"url\":\"http://kodi:8080\"}|file",
            await host.TypeAsync("SELECT service, name, enabled, config, origin FROM notification_config")
        );
    }

    [Fact]
    public async Task The_table_reads_like_the_documented_one()
    {
        await using var host = await MembersHost.StartAsync(Kodi);

        Assert.StartsWith("1|kodi|kodi|0|{", await host.TypeAsync("SELECT * FROM notification_config;"), StringComparison.Ordinal);
        Assert.Equal(
            "2026-03-01 12:00:00|2026-03-01 12:00:00",
            await host.TypeAsync("SELECT created_at, updated_at FROM notification_config")
        );
    }

    [Fact]
    public async Task A_member_inserted_by_hand_works_and_its_secret_does_not_stay_in_clear()
    {
        await using var host = await MembersHost.StartAsync();

        await host.TypeAsync(
            "INSERT INTO notification_config (service, enabled, config) VALUES ('plex', 1, '{\"url\":\"http://p:32400\",\"token\":\"CANARY-BY-HAND\"}')"
        );
        host.LetTimePass();
        var plex = (await host.Book.FindAsync<PlayerTerms>("plex", Ct))!;

        Assert.Equal("CANARY-BY-HAND", ((PlexOptions)plex.Options).Token!.Reveal());
        Assert.Contains("\"token\":\"sealed:1:", await host.TypeAsync("SELECT config FROM notification_config"), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", await host.TypeAsync("SELECT config FROM notification_config"), StringComparison.Ordinal);
        host.LetTimePass();
        Assert.Equal("CANARY-BY-HAND", ((PlexOptions)(await host.Book.FindAsync<PlayerTerms>("plex", Ct))!.Options).Token!.Reveal());
    }

    [Theory]
    [InlineData("('kodi', 'attic', 1, 'no json')", "attic", "no JSON object")]
    [InlineData("('kodi', 'attic', 1, '[]')", "attic", "no JSON object")]
    [InlineData("('kodi', 'attic', 1, '{}')", "attic", "players.attic.url is missing")]
    [InlineData("('kodi', 'attic', 1, '{\"url\":\"kodi\"}')", "attic", "players.attic.url must be an address")]
    [InlineData("('kodi', 'attic', 1, '{\"url\":\"http://k\",\"usr\":1}')", "attic", "no option players.attic.usr")]
    [InlineData("('kodie', 'attic', 1, '{}')", "attic", "There is no kind 'kodie'. Did you mean kodi?")]
    [InlineData("('plex', 'kodi', 1, '{\"url\":\"http://p\",\"token\":\"x\"}')", "kodi", "There is a kodi with the same name")]
    [InlineData("('kodi', 'Big Attic', 1, '{\"url\":\"http://k\"}')", "Big Attic", "no good name")]
    public async Task What_does_not_fit_is_shown_as_broken_and_stops_nobody_else(string values, string name, string trouble)
    {
        await using var host = await MembersHost.StartAsync(Kodi);

        await host.TypeAsync($"INSERT INTO notification_config (service, name, enabled, config) VALUES {values}");
        host.LetTimePass();
        var members = (await host.GetAsync("/members")).Body.EnumerateArray().ToList();

        Assert.Equal(["kodi"], (await host.Book.AllAsync<PlayerTerms>(Ct)).Select(m => m.Name));
        Assert.Equal(name, members[1].GetProperty("name").GetString());
        Assert.Contains(trouble, members[1].GetProperty("trouble").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_often_asks_no_disk()
    {
        await using var host = await MembersHost.StartAsync(Kodi);
        await host.Book.AllAsync<PlayerTerms>(Ct);

        await host.TypeAsync("DELETE FROM notification_config");
        host.Clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Single(await host.Book.AllAsync<PlayerTerms>(Ct));
        host.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Empty(await host.Book.AllAsync<PlayerTerms>(Ct));
    }
}
