using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Couriarr.Jobs.Schedules;
using Couriarr.Storage;
using Couriarr.Verbs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
        await using var app = CouriarrApp.Build(Settings.Of(room.Load().Options), store, Quiet);
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
        await using var app = CouriarrApp.Build(Settings.Of(room.Load().Options), store, Quiet);
        var (schedules, lanes) = ProgramChecks.Names();
        Assert.Equal(app.Services.GetRequiredService<Calendar>().Entries.Select(e => e.Name).Order(), schedules.Order());
        Assert.Empty(app.Services.GetRequiredService<JobCatalog>().Lanes.Except(lanes));
    }

    [Fact]
    public async Task A_base_path_is_answered_under()
    {
        using var room = new ConfigRoom().Yaml("server: { base_path: /couriarr }\n");
        await using var store = await OpenAsync(room.Folder);
        var settings = Settings.Of(room.Load().Options) with { Port = 0 };
        await using var app = CouriarrApp.Build(settings, store, Quiet);
        await CouriarrApp.StartAsync(app, settings);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await client.GetAsync(new Uri("/couriarr/health", UriKind.Relative), Ct);
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task A_disabled_server_opens_no_door()
    {
        using var room = new ConfigRoom().Yaml("server: { enabled: false }\n");
        await using var store = await OpenAsync(room.Folder);
        var settings = Settings.Of(room.Load().Options) with { Port = 0 };
        await using var app = CouriarrApp.Build(settings, store, Quiet);
        await CouriarrApp.StartAsync(app, settings);
        Assert.Empty(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features);
        await app.StopAsync(Ct);
    }

    [Theory]
    [InlineData("/logs", "/logs", "/logs/sync_history.log")]
    [InlineData("/logs/mine.log", "/logs", "/logs/mine.log")]
    [InlineData(null, "/data/logs", "/data/logs/sync_history.log")]
    public void X3_A_log_path_is_a_folder_or_the_history_file(string? path, string folder, string history)
    {
        var places = LogPlaces.Of(new LoggingOptions { Path = path }, "/data");
        Assert.Equal((folder, history, folder + "/sync_webhook.log"), (places.Folder, places.History, places.Program));
    }

    private static void Quiet(IServiceCollection services) => services.AddLogging(logging => logging.ClearProviders());

    private static Task<LocalStore> OpenAsync(string folder) =>
        LocalStore.OpenAsync(
            new global::Couriarr.Storage.StorageOptions(Path.Combine(folder, "data")),
            TimeProvider.System,
            NullLoggerFactory.Instance,
            Ct
        );
}
