namespace Couriarr.Tests.Configuration;

[Trait("family", "doors")]
public sealed class VariableTests
{
    /// <summary>Every name that the founding documents give, with what it is for.</summary>
    public static TheoryData<string, string, string, string> Documented =>
        new()
        {
            { "TVMAZE_API_KEY", "xxx", "tvmaze.api_key", "***" },
            { "TVMAZE_RATE_LIMIT", "10", "tvmaze.rate_limit", "10" },
            { "TVMAZE_UPDATE_WINDOW", "month", "tvmaze.update_window", "month" },
            { "SYNC_POLL_INTERVAL", "12h", "sync.poll_interval", "12h" },
            { "SYNC_RETRY_DELAY", "2w", "sync.retry_delay", "2w" },
            { "SYNC_ABANDON_AFTER", "2y", "sync.abandon_after", "2y" },
            { "FILTERS_GENRES_EXCLUDE", "Horror, Adult ,Food", "filters.genres.exclude", "[\"Horror\",\"Adult\",\"Food\"]" },
            { "FILTERS_TYPES_INCLUDE", "Scripted", "filters.types.include", "[\"Scripted\"]" },
            { "FILTERS_COUNTRIES_INCLUDE", "US,NO", "filters.countries.include", "[\"US\",\"NO\"]" },
            { "FILTERS_LANGUAGES_INCLUDE", "English,German", "filters.languages.include", "[\"English\",\"German\"]" },
            { "FILTERS_STATUS_EXCLUDE_ENDED", "false", "filters.status.exclude_ended", "false" },
            { "FILTERS_PREMIERED_AFTER", "2020-02-29", "filters.premiered.after", "2020-02-29" },
            { "FILTERS_MIN_RUNTIME", "5", "filters.min_runtime", "5" },
            { "SONARR_URL", "http://sonarr:8989", "sonarr.url", "http://sonarr:8989" },
            { "SONARR_API_KEY", "xxx", "sonarr.api_key", "***" },
            { "SONARR_ROOT_FOLDER", "/series", "sonarr.root_folder", "/series" },
            { "SONARR_QUALITY_PROFILE", "Any", "sonarr.quality_profile", "Any" },
            { "SONARR_LANGUAGE_PROFILE", "German", "sonarr.language_profile", "German" },
            { "SONARR_MONITOR", "future", "sonarr.monitor", "future" },
            { "SONARR_SEARCH_ON_ADD", "no", "sonarr.search_on_add", "false" },
            { "SONARR_TAGS", "a,b", "sonarr.tags", "[\"a\",\"b\"]" },
            { "STORAGE_PATH", "/srv", "storage.path", "/srv" },
            { "LOGGING_LEVEL", "DEBUG", "logging.level", "debug" },
            { "LOGGING_FORMAT", "json", "logging.format", "json" },
            { "SERVER_ENABLED", "false", "server.enabled", "false" },
            { "SERVER_PORT", "8080", "server.port", "8080" },
            { "DRY_RUN", "true", "dry_run", "true" },
            { "WEBHOOK_SECRET", "xxx", "auth.webhook_secret", "***" },
            { "SYNC_DB_PATH", "/data/jobs.db", "storage.path", "/data" },
            { "SYNC_LOG_PATH", "/logs/sync_history.log", "logging.path", "/logs/sync_history.log" },
            { "SYNC_LOG_JSON_PATH", "/logs/sync.json", "logging.json_path", "/logs/sync.json" },
            { "SYNC_RETRY_INTERVAL", "900", "sync.retry_interval", "15m" },
            { "SYNC_MAX_RETRIES", "3", "sync.max_retries", "3" },
            { "SYNC_DRY_RUN", "true", "sync.dry_run", "true" },
            { "SYNC_LOG_LEVEL", "WARNING", "logging.level", "warning" },
            { "TZ", "Europe/Berlin", "time_zone", "Europe/Berlin" },
            { "TZ", "/usr/share/zoneinfo/Europe/Berlin", "time_zone", "Europe/Berlin" },
            { "TZ", ":/usr/share/zoneinfo/Europe/Berlin", "time_zone", "Europe/Berlin" },
            { "TZ", ":/etc/localtime", "time_zone", TimeZoneInfo.Local.Id },
            { "SYNC_WEBHOOK_PORT", "5000", "server.port", "5000" },
            { "SYNC_SOURCE_BASE", "/mnt/synology", "sync.source_base", "/mnt/synology" },
            { "SYNC_DEST_BASE", "/mnt/unraid/media", "sync.dest_base", "/mnt/unraid/media" },
            { "COURIARR_API_KEY", "xxx", "auth.api_key", "***" },
            { "PORT", "3000", "server.port", "3000" },
            { "COURIARR_BIND", "0.0.0.0", "server.bind", "0.0.0.0" },
            { "COURIARR_DATA", "/data", "storage.path", "/data" },
            { "TVMAZE_BASE_URL", "http://proxy", "tvmaze.base_url", "http://proxy" },
            { "TMDB_BASE_URL", "http://proxy", "tmdb.base_url", "http://proxy" },
            { "TMDB_IMAGE_BASE_URL", "http://proxy", "tmdb.image_base_url", "http://proxy" },
            { "TMDB_API_KEY", "xxx", "tmdb.api_key", "***" },
            { "SCHEDULES_CLEANUP", "0 5 * * *", "schedules.cleanup", "0 5 * * *" },
            { "LANES_MAINTENANCE", "2", "lanes.maintenance", "2" },
            { "PATHS_MAPPINGS_1_TYPE", "tv", "paths.mappings[0].type", "tv" },
            { "DISCORD_WEBHOOK_URL", "https://discord.com/api/webhooks/1/x", "channels.discord.webhook_url", "***" },
            { "TELEGRAM_BOT_TOKEN", "xxx", "channels.telegram.bot_token", "***" },
            { "TELEGRAM_CHAT_ID", "-100", "channels.telegram.chat_id", "-100" },
            { "TELEGRAM_API_URL", "http://bots:8081", "channels.telegram.api_url", "http://bots:8081" },
            { "APPRISE_TELEGRAM_TOKEN", "xxx", "channels.telegram.bot_token", "***" },
            { "APPRISE_TELEGRAM_CHAT_ID", "-100", "channels.telegram.chat_id", "-100" },
            { "PLEX_URL", "http://10.0.0.50:32400", "players.plex.url", "http://10.0.0.50:32400" },
            { "PLEX_TOKEN", "xxx", "players.plex.token", "***" },
            { "PLEX_SECTION_MOVIES", "1", "players.plex.sections.movies", "1" },
            { "PLEX_SECTION_MOVIES_4K", "2", "players.plex.sections.movies_4k", "2" },
            { "PLEX_SECTION_TV", "3", "players.plex.sections.tv", "3" },
            { "PLEX_SECTION_TV_4K", "4", "players.plex.sections.tv_4k", "4" },
            { "RADARR_HD_URL", "http://radarr-hd:7878", "instances.radarr-hd.url", "http://radarr-hd:7878" },
            { "RADARR_4K_URL", "http://radarr-4k:7878", "instances.radarr-4k.url", "http://radarr-4k:7878" },
            { "SONARR_HD_URL", "http://sonarr-hd:8989", "instances.sonarr-hd.url", "http://sonarr-hd:8989" },
            { "SONARR_4K_URL", "http://sonarr-4k:8989", "instances.sonarr-4k.url", "http://sonarr-4k:8989" },
            { "RADARR_HD_API_KEY", "xxx", "instances.radarr-hd.api_key", "***" },
            { "RADARR_4K_API_KEY", "xxx", "instances.radarr-4k.api_key", "***" },
            { "SONARR_HD_API_KEY", "xxx", "instances.sonarr-hd.api_key", "***" },
            { "SONARR_4K_API_KEY", "xxx", "instances.sonarr-4k.api_key", "***" },
        };

    // What a member needs besides, to be one.
    private static readonly Dictionary<string, (string Name, string Value)[]> Company = new()
    {
        ["channels.telegram"] = [("TELEGRAM_BOT_TOKEN", "t"), ("TELEGRAM_CHAT_ID", "1")],
        ["players.plex"] = [("PLEX_URL", "http://plex:32400"), ("PLEX_TOKEN", "t")],
        ["instances.radarr-hd"] = [("RADARR_HD_URL", "http://r")],
        ["instances.radarr-4k"] = [("RADARR_4K_URL", "http://r")],
        ["instances.sonarr-hd"] = [("SONARR_HD_URL", "http://s")],
        ["instances.sonarr-4k"] = [("SONARR_4K_URL", "http://s")],
        ["paths.mappings[0]"] =
        [
            ("PATHS_MAPPINGS_1_FROM", "/tv"),
            ("PATHS_MAPPINGS_1_SOURCE", "/a"),
            ("PATHS_MAPPINGS_1_DESTINATION", "/b"),
        ],
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_documented_variable_is_shown_with_its_name(string variable, string value, string option, string shown)
    {
        using var room = Accompanied(variable, option).With(variable, value);
        Assert.Equal((shown, variable), room.Shown(option));
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_documented_variable_can_lie_in_a_file(string variable, string value, string option, string shown)
    {
        using var room = Accompanied(variable, option).File("value", value + "\n").With(variable + "_FILE", "value");
        Assert.Equal((shown, variable), room.Shown(option));
    }

    [Theory]
    [InlineData("PORT", "SERVER_PORT")]
    [InlineData("SERVER_PORT", "SYNC_WEBHOOK_PORT")]
    [InlineData("PORT", "SYNC_WEBHOOK_PORT")]
    public void The_first_name_of_a_port_wins_and_the_other_is_told(string first, string second)
    {
        using var room = new ConfigRoom().With(second, "1111").With(first, "2222");
        Assert.Equal(("2222", first), room.Shown("server.port"));
        Assert.Contains(
            $"Warning: {second}: this does not count, because {first} is for the same option and wins.",
            room.Run("config", "check").Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        using var room = new ConfigRoom()
            .Yaml("server:\n  port: 1\n  bind: 10.0.0.1\nstorage:\n  path: /file\n")
            .With("SERVER_PORT", "2")
            .With("COURIARR_DATA", "/environment");
        Assert.Equal(("2", "SERVER_PORT"), room.Shown("server.port"));
        Assert.Equal(("10.0.0.1", "config.yaml:3:9"), room.Shown("server.bind"));
        Assert.Contains("/line", room.Run("config", "show", "--data", "/line").Output, StringComparison.Ordinal);
        Assert.Contains("--port", room.Run("config", "show", "--port", "3").Output, StringComparison.Ordinal);
        var (code, _, error) = room.Run("config", "check", "--port", "x");
        Assert.Equal((78, "--port: server.port must be a whole number from 1 to 65535, not 'x'.\n1 mistake to mend.\n"), (code, error));
    }

    [Fact]
    public void The_home_says_where_the_default_data_lies_and_no_more()
    {
        using var room = new ConfigRoom().With("COURIARR_HOME", "/opt/couriarr");
        Assert.Equal(("/opt/couriarr/data", "COURIARR_HOME"), room.Shown("storage.path"));
        Assert.Equal(("/srv", "config.yaml:2:9"), room.Yaml("storage:\n  path: /srv\n").Shown("storage.path"));
    }

    [Fact]
    public void A_variable_that_a_container_platform_sets_for_a_service_is_no_port()
    {
        using var room = new ConfigRoom().With("SYNC_WEBHOOK_PORT", "tcp://172.17.0.2:5000");
        Assert.Equal(("8475", "default"), room.Shown("server.port"));
    }

    [Fact]
    public void Names_of_several_words_are_found_by_their_usual_spelling()
    {
        using var room = new ConfigRoom().With("SCHEDULES_WEEKLY_REPORT", "0 6 * * 1");
        Assert.Equal(["weekly-report"], room.Load().Options.Schedules.Keys);
    }

    [Fact]
    public void An_empty_variable_is_not_set()
    {
        using var room = new ConfigRoom().With("SERVER_PORT", "").With("TELEGRAM_BOT_TOKEN", "").With("TELEGRAM_CHAT_ID", "");
        Assert.Equal(("8475", "default"), room.Shown("server.port"));
        Assert.Empty(room.Load().Options.Channels);
    }

    [Fact]
    public void A_folder_of_logs_stays_a_folder_and_a_file_is_told_once()
    {
        using var folder = new ConfigRoom().With("SYNC_LOG_PATH", "/logs");
        Assert.Equal("", folder.Run("config", "check").Error);
        using var file = new ConfigRoom().With("SYNC_LOG_PATH", "/logs/sync_history.log");
        Assert.Single(file.Run("config", "check").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static ConfigRoom Accompanied(string variable, string option)
    {
        var room = new ConfigRoom();
        foreach (var (name, value) in Company.FirstOrDefault(c => option.StartsWith(c.Key + ".", StringComparison.Ordinal)).Value ?? [])
            if (
                variable
                    .Replace("APPRISE_TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN", StringComparison.Ordinal)
                    .Replace("APPRISE_", "", StringComparison.Ordinal) != name
            )
                room.With(name, value);
        return room;
    }
}
