using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Configuration;

[Trait("family", "doors")]
public sealed class MemberTests
{
    [Fact]
    public void Members_have_a_name_a_kind_and_the_options_of_it()
    {
        using var room = new ConfigRoom().Yaml(
            """
            players:
              living-room: { kind: plex, url: "http://plex:32400", token: t, sections: { movies: 1 }, paths: { /mnt/unraid: /media }, events: [imported] }
              attic: { kind: kodi, url: "http://kodi:8080", enabled: false }
            """
        );
        var players = room.Load().Options.Players;
        var plex = Assert.IsType<PlexOptions>(players["living-room"].Options);
        Assert.Equal(("plex", "t", "1"), (players["living-room"].Kind, plex.Token?.Reveal(), plex.Sections["movies"]));
        Assert.Equal("/media", players["living-room"].Terms.Paths["/mnt/unraid"]);
        Assert.Equal([PlayerEvent.Imported], players["living-room"].Terms.Events);
        Assert.False(players["attic"].Terms.Enabled);
    }

    [Fact]
    public void The_environment_alone_makes_a_backup_of_Discord()
    {
        using var room = new ConfigRoom().With("DISCORD_WEBHOOK_URL", "https://discord.com/api/webhooks/1/x");
        Assert.Equal(ChannelRole.Backup, room.Load().Options.Channels["discord"].Terms.Role);
        room.With("DISCORD_ROLE", "primary");
        Assert.Equal(ChannelRole.Primary, room.Load().Options.Channels["discord"].Terms.Role);
    }

    [Fact]
    public void The_environment_changes_a_member_of_the_file()
    {
        using var room = new ConfigRoom()
            .With("PLAYERS_LIVING_ROOM_URL", "http://other:1")
            .Yaml("players:\n  living-room: { kind: plex, url: 'http://plex', token: t }\n");
        Assert.Equal(("http://other:1", "PLAYERS_LIVING_ROOM_URL"), room.Shown("players.living-room.url"));
    }

    [Fact]
    public void The_environment_makes_a_member_of_any_name()
    {
        using var room = new ConfigRoom()
            .With("INSTANCES_RADARR_KIDS_KIND", "radarr")
            .With("INSTANCES_RADARR_KIDS_URL", "http://kids:7878");
        Assert.Equal(("http://kids:7878", "INSTANCES_RADARR_KIDS_URL"), room.Shown("instances.radarr-kids.url"));
        room.With("INSTANCES_RADARR_KIDS_KIND", "raddar");
        Assert.Contains(
            "INSTANCES_RADARR_KIDS_KIND: this must be one of radarr",
            room.Run("config", "check").Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_variable_that_the_file_takes_in_makes_no_second_member()
    {
        using var room = new ConfigRoom()
            .With("TELEGRAM_BOT_TOKEN", "t")
            .With("TELEGRAM_CHAT_ID", "1")
            .Yaml("channels:\n  family: { kind: telegram, bot_token: '${TELEGRAM_BOT_TOKEN}', chat_id: '${TELEGRAM_CHAT_ID}' }\n");
        Assert.Equal(["family"], room.Load().Options.Channels.Keys);
    }

    [Fact]
    public void A_documented_name_changes_only_the_documented_member()
    {
        using var room = new ConfigRoom()
            .With("TELEGRAM_BOT_TOKEN", "env")
            .With("TELEGRAM_CHAT_ID", "1")
            .Yaml("channels:\n  family: { kind: telegram, bot_token: file, chat_id: 2 }\n");
        var channels = room.Load().Options.Channels;
        Assert.Equal("file", ((TelegramOptions)channels["family"].Options).BotToken?.Reveal());
        Assert.Equal("env", ((TelegramOptions)channels["telegram"].Options).BotToken?.Reveal());
    }

    [Fact]
    public void A_member_of_the_file_with_another_kind_keeps_its_name()
    {
        using var room = new ConfigRoom()
            .With("PLEX_URL", "http://a")
            .With("PLEX_TOKEN", "t")
            .Yaml("players:\n  plex: { kind: kodi, url: 'http://kodi' }\n");
        Assert.Equal("kodi", Assert.Single(room.Load().Options.Players.Values).Kind);
    }

    [Fact]
    public void A_variable_without_its_member_is_told()
    {
        using var room = new ConfigRoom().With("RADARR_HD_API_KEY", "x");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(0, code);
        Assert.Equal(
            "Warning: RADARR_HD_API_KEY: this does nothing, because there is no 'radarr-hd' in instances. Set RADARR_HD_URL too, or remove it.\n",
            error
        );
    }

    [Fact]
    public void An_instance_without_a_key_is_used_and_told()
    {
        using var room = new ConfigRoom().With("RADARR_HD_URL", "http://radarr-hd:7878");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(0, code);
        Assert.Contains("Set RADARR_HD_API_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_kept_as_they_were_written_with_their_places()
    {
        using var room = new ConfigRoom().Yaml("rules:\n  - name: dramas\n    all: [{ genre: Drama }]\n");
        var rule = Assert.IsType<Mapping>(Assert.IsType<Sequence>(room.Load().Options.Rules).Items.Single());
        Assert.Equal("config.yaml:3:11", ((Sequence)rule.Find("all")!).Items.Single().At.ToString());
        Assert.Equal("rules: [{ name: dramas, all: [{ genre: Drama }] }]\n", room.Run("config", "import", "config.yaml").Output);
        Assert.Null(room.Yaml("rules:\n").Load().Options.Rules);
    }

    [Fact]
    public void X59_Open_webhooks_are_told_at_every_start()
    {
        using var room = new ConfigRoom().Yaml("auth:\n  allow_unauthenticated_webhooks: true\n");
        Assert.Contains(
            "Warning: config.yaml:2:35: auth.allow_unauthenticated_webhooks is on",
            room.Run("config", "check").Error,
            StringComparison.Ordinal
        );
    }
}
