namespace Couriarr.Tests.Configuration;

/// <summary>The files that people of the older services have.</summary>
[Trait("family", "doors")]
public sealed class FoundingConfigTests
{
    public const string Yaml = """
        tvmaze:
          api_key: "${TVMAZE_API_KEY}"          # Optional premium key
          rate_limit: 20                         # Requests per 10 seconds
          update_window: "week"                  # day, week, month

        sync:
          poll_interval: "6h"                    # How often to sync
          retry_delay: "1w"                      # Retry pending_tvdb after
          abandon_after: "1y"                    # Abandon pending_tvdb after

        filters:
          genres:
            exclude: ["Reality", "Talk Show", "Game Show", "News", "Sports"]
          types:
            include: ["Scripted", "Animation", "Documentary"]
          countries:
            include: ["US", "UK", "CA", "AU", "NZ", "IE", "GB"]
          languages:
            include: ["English"]
          status:
            exclude_ended: true
          premiered:
            after: "2010-01-01"
          min_runtime: 20

        sonarr:
          url: "${SONARR_URL}"
          api_key: "${SONARR_API_KEY}"
          root_folder: "/tv"
          quality_profile: "HD-1080p"
          language_profile: "English"
          monitor: "all"
          search_on_add: true
          tags: ["auto-sync"]

        storage:
          path: "/data"

        logging:
          level: "INFO"                          # DEBUG, INFO, WARNING, ERROR
          format: "json"                         # json, text

        server:
          enabled: true
          port: 8080

        dry_run: false
        """;

    private const string Env = """
        # Existing
        TELEGRAM_BOT_TOKEN=CANARY-bot
        TELEGRAM_CHAT_ID=-100200300

        # New - Authentication
        WEBHOOK_SECRET=CANARY-secret
        export DISCORD_WEBHOOK_URL="https://discord.com/api/webhooks/1/CANARY"

        SYNC_LOG_PATH=/logs/sync_history.log
        SYNC_RETRY_INTERVAL=900    # 15 minutes
        SYNC_MAX_RETRIES=5
        RADARR_HD_URL=http://radarr-hd:7878
        RADARR_HD_API_KEY='CANARY-radarr'
        PLEX_URL=http://10.0.0.50:32400
        PLEX_TOKEN=CANARY-plex
        PLEX_SECTION_MOVIES_4K=2
        FILTERS_GENRES_EXCLUDE=Horror,Talk Show
        SONARR_URL=http://sonarr:8989
        SONARR_API_KEY=CANARY-sonarr
        TVMAZE_API_KEY=
        CONFIG_PATH=/opt
        """;

    [Fact]
    public void X29_X30_The_documents_own_YAML_passes_with_two_warnings()
    {
        using var room = Sonarr().Yaml(Yaml);
        var (code, output, error) = room.Run("config", "check");
        Assert.Equal((0, "config.yaml is fine, with 2 warnings.\n"), (code, output));
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith(
            "Warning: config.yaml:13:14: filters.genres.exclude: the catalogue knows Reality, Talk Show, Game Show, News as types",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Warning: config.yaml:17:14: filters.countries.include: the catalogue writes the United Kingdom as GB",
            lines[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void X30_UK_is_read_as_GB_once()
    {
        using var room = Sonarr().Yaml(Yaml);
        Assert.Equal(["US", "GB", "CA", "AU", "NZ", "IE"], room.Load().Options.Filters.Countries.Include);
        Assert.Equal("[\"US\",\"GB\",\"CA\",\"AU\",\"NZ\",\"IE\"]", room.Shown("filters.countries.include").Value);
    }

    [Fact]
    public void The_older_files_become_one_that_means_the_same()
    {
        using var room = new ConfigRoom().File("old.yaml", Yaml).File(".env", Env);
        var (code, output, error) = room.Run("config", "import", ".env", "old.yaml", "--output", "config.yaml", "--secrets");
        Assert.True(code == 0, error);
        Assert.Equal("", output);
        Assert.Contains("Left out: CONFIG_PATH is no name of ours.", error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(room.Folder, "config.yaml")));

        using var before = new ConfigRoom().Yaml(Yaml);
        foreach (var line in Env.Split('\n').Where(l => l.Contains('=', StringComparison.Ordinal)))
            before.With(line.Replace("export ", "", StringComparison.Ordinal).Split('=')[0], Value(line));
        room.With("TVMAZE_API_KEY", "").With("SONARR_URL", "http://sonarr:8989").With("SONARR_API_KEY", "CANARY-sonarr");
        Assert.Equal(Meaning(before), Meaning(room));
    }

    [Fact]
    public void Secrets_stay_in_their_variables_unless_they_are_asked_for()
    {
        using var room = new ConfigRoom().File("old.yml", Yaml).File(".env", Env);
        var (code, output, error) = room.Run("config", "import", "old.yml", ".env");
        Assert.True(code == 0, error);
        Assert.DoesNotContain("CANARY", output + error, StringComparison.Ordinal);
        Assert.Contains("bot_token: ${TELEGRAM_BOT_TOKEN}", output, StringComparison.Ordinal);
        Assert.StartsWith("# These variables are still needed", output, StringComparison.Ordinal);
        Assert.Equal(78, room.Run("config", "import", ".env", "--secrets").Code);
    }

    [Fact]
    public void What_looks_like_a_variable_in_an_older_value_stays_as_it_was()
    {
        using var room = new ConfigRoom().File(".env", "SONARR_QUALITY_PROFILE='a ${b} \"c\" # d'\n");
        room.Yaml(room.Run("config", "import", ".env").Output);
        Assert.Equal("a ${b} \"c\" # d", room.Load().Options.Sonarr.QualityProfile);
    }

    [Fact]
    public void Import_replaces_a_file_only_by_force()
    {
        using var room = new ConfigRoom().File(".env", "SERVER_PORT=1\n").Yaml("# mine\n");
        var (code, _, error) = room.Run("config", "import", ".env", "--output", "config.yaml");
        Assert.Equal((78, "config.yaml is there already. Choose another name, or replace it with --force.\n"), (code, error));
        Assert.Equal("# mine\n", room.Read("config.yaml"));
        Assert.Equal(0, room.Run("config", "import", ".env", "--output", "config.yaml", "--force").Code);
        Assert.Equal("server:\n  port: 1\n", room.Read("config.yaml"));
    }

    [Fact]
    public void Import_writes_nothing_when_something_is_wrong()
    {
        using var room = new ConfigRoom().File(".env", "SYNC_MAX_RETRIES=many\nwhat is this\n").File("old.yaml", "sonar: {}\n");
        var (code, output, error) = room.Run("config", "import", ".env", "old.yaml", "--output", "config.yaml");
        Assert.Equal((78, ""), (code, output));
        Assert.Contains(".env:2:1: this line is none of NAME=value", error, StringComparison.Ordinal);
        Assert.Contains("old.yaml:1:1: there is no option sonar.", error, StringComparison.Ordinal);
        Assert.Contains("SYNC_MAX_RETRIES: sync.max_retries must be", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(room.Folder, "config.yaml")));
    }

    private static ConfigRoom Sonarr() =>
        new ConfigRoom().With("TVMAZE_API_KEY", "").With("SONARR_URL", "http://sonarr:8989").With("SONARR_API_KEY", "x");

    private static string[] Meaning(ConfigRoom room)
    {
        var config = room.Load();
        Assert.Empty(config.Problems.Errors);
        return
        [
            .. config
                .Settings.Select(s => $"{s.Path}={(s.Value is Features.Configuration.Secret secret ? secret.Reveal() : s.Text)}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Value(string line) => line.Split('=', 2)[1].Split(" #")[0].Trim().Trim('"', '\'');
}
