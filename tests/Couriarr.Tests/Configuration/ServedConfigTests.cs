using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Jobs.Schedules;
using Couriarr.Logging;
using Couriarr.Storage;
using Couriarr.Tests.Postgres;
using Couriarr.Verbs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Couriarr.Tests.Configuration;

/// <summary>The service does what its configuration says.</summary>
[Trait("family", "doors")]
public sealed class ServedConfigTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lanes_schedules_retention_and_zone_reach_the_engine()
    {
        using var room = new ConfigRoom()
            .With("TZ", "Europe/Berlin")
            .Yaml("lanes: { maintenance: 3 }\nschedules: { cleanup: '15 5 * * *' }\nstorage: { keep_completed: 2d, keep_failed: 1w }\n");
        await using var store = await OpenAsync(room.Folder);
        var settings = SettingsOf(room);
        await using var logs = Logs(settings);
        await using var app = CouriarrApp.Build(settings, store, logs);
        var jobs = app.Services.GetRequiredService<IOptions<JobsOptions>>().Value;
        Assert.Equal(
            (3, 4, TimeSpan.FromDays(2), TimeSpan.FromDays(7)),
            (jobs.SlotsOf("maintenance"), jobs.SlotsOf("default"), jobs.KeepEndedWell, jobs.KeepFailed)
        );
        var cleanup = app.Services.GetRequiredService<Calendar>().Find("cleanup");
        Assert.Equal(("15 5 * * *", "Europe/Berlin"), (cleanup?.Cron, cleanup?.Zone));
    }

    [Fact]
    public async Task Every_schedule_and_lane_of_the_service_can_be_configured()
    {
        using var room = new ConfigRoom();
        await using var store = await OpenAsync(room.Folder);
        var settings = SettingsOf(room);
        await using var logs = Logs(settings);
        await using var app = CouriarrApp.Build(settings, store, logs);
        var (schedules, lanes) = ProgramChecks.Names();
        Assert.Equal(app.Services.GetRequiredService<Calendar>().Entries.Select(e => e.Name).Order(), schedules.Order());
        Assert.Empty(app.Services.GetRequiredService<JobCatalog>().Lanes.Except(lanes));
    }

    [Fact]
    public void The_logs_follow_the_configuration()
    {
        using var room = new ConfigRoom().Yaml(
            "logging: { level: DEBUG, format: json, path: /logs/mine.log, json_path: /logs/all.json }\n"
        );
        var logs = LogOptions.Of(Settings.Of(room.Load()));
        Assert.Equal(
            (LogLevel.Debug, true, "/logs/mine.log", "/logs", "/logs/all.json"),
            (logs.Level, logs.IsJson, logs.History, logs.Folder, logs.Json)
        );
    }

    [Fact]
    public void The_sizes_and_numbers_of_log_files_follow_the_configuration()
    {
        using var room = new ConfigRoom().Yaml("logging: { max_size_mb: 3, keep: 4, keep_history: 7 }\n");
        var logs = LogOptions.Of(Settings.Of(room.Load()));
        Assert.Equal((new Rolling(3 * 1024 * 1024, 4), new Rolling(3 * 1024 * 1024, 7)), (logs.ApplicationRolling, logs.HistoryRolling));
    }

    [Fact]
    public void Secrets_of_the_file_are_known_to_the_logs()
    {
        using var room = new ConfigRoom().Yaml(
            "auth: { api_key: CANARY-1 }\nchannels: { a: { kind: apprise, url: 'http://a', urls: [tgram://CANARY-2] } }\n"
        );
        Assert.Equal(["CANARY-1", "tgram://CANARY-2"], Settings.Of(room.Load()).Secrets.Select(s => s.Reveal()));
    }

    [Fact]
    public async Task A_base_path_is_answered_under()
    {
        using var room = new ConfigRoom().Yaml("server: { base_path: /couriarr }\n");
        await using var store = await OpenAsync(room.Folder);
        var settings = SettingsOf(room) with { Port = 0, Bind = "127.0.0.1" };
        await using var logs = Logs(settings);
        await using var app = CouriarrApp.Build(settings, store, logs);
        await CouriarrApp.StartAsync(app, settings);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await client.GetAsync(new Uri("/couriarr/health", UriKind.Relative), Ct);
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = client.BaseAddress };
        stranger.DefaultRequestHeaders.Add("Accept", "text/html");
        using var way = await stranger.GetAsync(new Uri("/couriarr/jobs", UriKind.Relative), Ct);
        Assert.Equal("/couriarr/login?to=%2Fjobs", way.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_disabled_server_opens_no_door()
    {
        using var room = new ConfigRoom().Yaml("server: { enabled: false }\n");
        await using var store = await OpenAsync(room.Folder);
        var settings = SettingsOf(room) with { Port = 0 };
        await using var logs = Logs(settings);
        await using var app = CouriarrApp.Build(settings, store, logs);
        await CouriarrApp.StartAsync(app, settings);
        Assert.Empty(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features);
        await app.StopAsync(Ct);
    }

    private static Settings SettingsOf(ConfigRoom room) => Settings.Of(room.Load()) with { Folder = Path.Combine(room.Folder, "data") };

    private static LogBook Logs(Settings settings) => new(LogOptions.Of(settings), new Redactor(), TimeProvider.System, Stream.Null);

    private static Task<LocalStore> OpenAsync(string folder) =>
        SharedPostgres.OpenAsync(new global::Couriarr.Storage.StorageOptions(Path.Combine(folder, "data")) { Tables = Tables.All });
}
