namespace Couriarr.Tests.Configuration;

[Trait("family", "doors")]
public sealed class MistakeTests
{
    [Theory]
    [InlineData("sonar:\n  url: http://x\n", "config.yaml:1:1: there is no option sonar. Did you mean sonarr?")]
    [InlineData("server:\n  prot: 8475\n", "config.yaml:2:3: there is no option server.prot. Did you mean port?")]
    [InlineData(
        "filters:\n  countries:\n    inclde: [US]\n",
        "config.yaml:3:5: there is no option filters.countries.inclde. Did you mean include?"
    )]
    [InlineData("server:\n\tport: 1\n", "config.yaml:2:1: a tab stands in the indentation")]
    [InlineData("server:\n  port: 1\n  port: 2\n", "config.yaml:3:3: 'port' stands here twice, first in line 2.")]
    [InlineData("server:\n  port: many\n", "config.yaml:2:9: server.port must be a whole number from 1 to 65535, not 'many'.")]
    [InlineData("server:\n  port: 65536\n", "config.yaml:2:9: server.port must be a whole number from 1 to 65535, not '65536'.")]
    [InlineData("server:\n  port: [1]\n", "config.yaml:2:9: server.port must be a whole number, not a list.")]
    [InlineData("server: 8475\n", "config.yaml:1:9: server must hold options with a name")]
    [InlineData(
        "sync:\n  bandwidth:\n    windows:\n      - { from: \"18:00\", to: midnight, limit: 5 }\n",
        "config.yaml:4:30: sync.bandwidth.windows[0].to must be a time of day like 18:30, not 'midnight'."
    )]
    [InlineData("dry_run: maybe\n", "config.yaml:1:10: dry_run must be true or false, not 'maybe'.")]
    [InlineData(
        "sync:\n  poll_interval: 6 hours\n",
        "config.yaml:2:18: sync.poll_interval must be a duration: a number with s, m, h, d, w or y"
    )]
    [InlineData("sync:\n  poll_interval: 1s\n", "config.yaml:2:18: sync.poll_interval must be at least 1m, not '1s'.")]
    [InlineData("tvmaze:\n  update_window: year\n", "config.yaml:2:18: tvmaze.update_window must be one of day, week, month, not 'year'.")]
    [InlineData(
        "filters:\n  premiered:\n    after: 01.01.2010\n",
        "config.yaml:3:12: filters.premiered.after must be a date like 2010-01-31"
    )]
    [InlineData("sonarr:\n  url: sonarr:8989\n", "config.yaml:2:8: sonarr.url must be an address like http://host:8989")]
    [InlineData("sonarr:\n  tags: auto-sync\n", "config.yaml:2:9: sonarr.tags must be a list, like [one, two].")]
    [InlineData("sonarr:\n  tags: [[a]]\n", "config.yaml:2:10: sonarr.tags[0] must be text, not a list.")]
    [InlineData("time_zone: Mars/Olympus\n", "config.yaml:1:12: time_zone must be a time zone that this machine knows")]
    [InlineData(
        "players:\n  attic:\n    kind: plx\n",
        "config.yaml:3:11: players.attic.kind must be one of plex, jellyfin, emby, kodi. Did you mean plex?"
    )]
    [InlineData("players:\n  attic:\n    url: http://x\n", "config.yaml:2:3: players.attic needs a kind: one of plex")]
    [InlineData("players:\n  attic:\n    kind: plex\n    url: http://x\n", "config.yaml:3:5: players.attic.token is missing.")]
    [InlineData(
        "players:\n  attic:\n    kind: kodi\n    url: http://x\n    tokn: a\n",
        "config.yaml:5:5: there is no option players.attic.tokn."
    )]
    [InlineData("players:\n  Living Room:\n    kind: plex\n", "config.yaml:2:3: players.Living Room is no good name")]
    [InlineData(
        "channels:\n  mail:\n    kind: email\n    host: a\n    from: a@b\n    to: [c@d]\n    password: x\n    starttls: false\n",
        "config.yaml:8:15: channels.mail has a password and starttls: false"
    )]
    [InlineData(
        "channels:\n  d:\n    kind: discord\n    webhook_url: http://a\n    username: My Discord\n",
        "config.yaml:5:15: channels.d has 'discord' in its username"
    )]
    [InlineData(
        "channels:\n  n:\n    kind: ntfy\n    topic: a\n    quiet_hours: night\n",
        "config.yaml:5:18: channels.n.quiet_hours must be two times of day"
    )]
    [InlineData(
        "schedules:\n  cleanup: \"61 * * * *\"\n",
        "config.yaml:2:12: schedules.cleanup: The cron line '61 * * * *' cannot be read"
    )]
    [InlineData("schedules:\n  clenup: \"1 * * * *\"\n", "config.yaml:2:11: there is no schedule 'clenup'. There are: ")]
    [InlineData("schedules:\n  clenup: \"1 * * * *\"\n", " Did you mean cleanup?")]
    [InlineData("schedules:\n  cleanup: \"0 0 30 2 *\"\n", "config.yaml:2:12: schedules.cleanup: the cron line '0 0 30 2 *' never comes.")]
    [InlineData("lanes:\n  maintenence: 1\n", "config.yaml:2:16: there is no lane 'maintenence'.")]
    [InlineData("lanes:\n  maintenance: 0\n", "config.yaml:2:16: lanes.maintenance must be a whole number from 1 to 64, not '0'.")]
    [InlineData("node:\n  lanes: []\n", "config.yaml:2:10: node.lanes is empty.")]
    [InlineData("node:\n  lanes: [none, transfer]\n", "config.yaml:2:10: node.lanes names lanes, or it is all or none alone")]
    [InlineData("sync:\n  chmod: F999\n", "config.yaml:2:10: sync.chmod is 'F999'")]
    [InlineData("server:\n  base_path: couriarr\n", "config.yaml:2:14: server.base_path must begin with /")]
    [InlineData("server:\n  bind: myhost\n", "config.yaml:2:9: server.bind must be an address of this machine")]
    [InlineData("server:\n  trusted_proxies: [proxy]\n", "server.trusted_proxies[0] must be an address or a range")]
    [InlineData(
        "filters:\n  countries:\n    include: [England]\n",
        "config.yaml:3:14: filters.countries.include must hold countries as two letters"
    )]
    [InlineData("a: *b\n", "config.yaml:1:4: aliases ('*name') are not followed here.")]
    [InlineData("server: !secret x\n", "config.yaml:1:9: YAML tags like '!name' are not understood here.")]
    [InlineData("server:\n  port: \"1\n", "config.yaml:2:9: this is not YAML")]
    [InlineData("- server\n", "config.yaml:1:1: the file must hold sections with a name")]
    [InlineData("dry_run: true\n---\ndry_run: false\n", "config.yaml:2:1: a second YAML document begins here")]
    [InlineData("? [a]\n: b\n", "config.yaml:1:3: a key must be a name.")]
    [InlineData("sonarr:\n  url: ${}\n", "config.yaml:2:8: a ${ without a variable's name")]
    [InlineData("", "config.yaml:1:1: the file is empty")]
    [InlineData(" \n\n", "config.yaml:1:1: the file is empty")]
    public void H01_Names_the_line_and_what_to_do(string yaml, string sentence)
    {
        using var room = new ConfigRoom().Yaml(yaml);
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public void H01_All_mistakes_are_told_at_once()
    {
        using var room = new ConfigRoom()
            .With("SYNC_MAX_RETRIES", "often")
            .Yaml("sonar: {}\nserver:\n  port: 0\n  port: 1\nlogging:\n  level: loud\n");
        var lines = room.Run("config", "check").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Collection(
            lines,
            line => Assert.StartsWith("SYNC_MAX_RETRIES: sync.max_retries must be", line, StringComparison.Ordinal),
            line => Assert.StartsWith("config.yaml:1:1: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("config.yaml:3:9: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("config.yaml:4:3: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("config.yaml:6:10: ", line, StringComparison.Ordinal),
            line => Assert.Equal("5 mistakes to mend.", line)
        );
    }

    [Fact]
    public void H01_Every_line_with_a_tab_is_told()
    {
        using var room = new ConfigRoom().Yaml("server:\n\tport: 1\n  bind: a\nsync:\n \tdry_run: true\n");
        var error = room.Run("config", "check").Error;
        Assert.Contains("config.yaml:2:1: a tab", error, StringComparison.Ordinal);
        Assert.Contains("config.yaml:5:2: a tab", error, StringComparison.Ordinal);
    }

    [Fact]
    public void H01_A_file_that_was_named_has_to_be_there()
    {
        using var room = new ConfigRoom();
        Assert.Contains(
            "nope.yaml: the file does not exist.",
            room.Run("config", "check", "--config", "nope.yaml").Error,
            StringComparison.Ordinal
        );
        room.With("COURIARR_CONFIG", "gone.yaml");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains("gone.yaml: the file does not exist. Make it, or leave COURIARR_CONFIG away.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void H01_A_folder_where_the_file_should_be_is_explained()
    {
        using var room = new ConfigRoom();
        Directory.CreateDirectory(Path.Combine(room.Folder, "config.yaml"));
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains("config.yaml: this is a folder.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void H01_Bytes_that_are_no_text_are_refused()
    {
        using var room = new ConfigRoom();
        File.WriteAllBytes(Path.Combine(room.Folder, "config.yaml"), [0x61, 0x3a, 0x20, 0xff, 0xfe]);
        Assert.Contains("the file is not UTF-8 text", room.Run("config", "check").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_at_all_is_a_valid_configuration()
    {
        using var room = new ConfigRoom();
        var (code, output, error) = room.Run("config", "check");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("there is no file", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# nothing yet\n")]
    [InlineData("\uFEFFserver:\r\n  port: 8480\r\n")]
    [InlineData("server:\nsync: ~\n")]
    public void A_file_that_says_little_is_fine(string yaml)
    {
        using var room = new ConfigRoom().Yaml(yaml);
        Assert.Equal((0, "config.yaml is fine.\n", ""), room.Run("config", "check"));
    }
}
