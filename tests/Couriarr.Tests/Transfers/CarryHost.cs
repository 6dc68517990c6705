using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Doors.Access;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Logging;
using Couriarr.Storage;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Postgres;
using Couriarr.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Transfers;

/// <summary>The whole service in this process, with two libraries to carry: what it is told arrived and failed is kept.</summary>
internal sealed class CarryHost : IAsyncDisposable
{
    private readonly LocalStore _store;
    private readonly LogBook _logs;
    private readonly WebApplication _app;

    private CarryHost(Libraries libraries, LocalStore store, LogBook logs, WebApplication app) =>
        (Libraries, _store, _logs, _app) = (libraries, store, logs, app);

    public Libraries Libraries { get; }
    public Told Told => Get<Told>();
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };
    public string ApiKey => Get<Keys>().Full!.Reveal();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<CarryHost> StartAsync(
        Libraries libraries,
        Func<SyncOptions, SyncOptions>? sync = null,
        IFailPoints? faults = null,
        Action<JobsOptions>? jobs = null,
        TimeProvider? clock = null,
        Features.Configuration.Options.StorageOptions? storage = null
    )
    {
        var quick = new SyncOptions
        {
            Settle = TimeSpan.FromMilliseconds(50),
            ReserveMb = 0,
            RetryInterval = TimeSpan.FromMilliseconds(200),
            RetryFlat = true,
        };
        var options = new CouriarrOptions
        {
            TimeZone = TimeZoneInfo.Utc,
            Paths = new PathsOptions { Mappings = libraries.Mappings },
            Sync = sync?.Invoke(quick) ?? quick,
            Storage = storage ?? new(),
        };
        var settings = new Settings(libraries.Data, "127.0.0.1", 0, TimeZoneInfo.Utc) { Options = options };
        var store = await SharedPostgres.OpenAsync(settings.Storage);
        var logs = new LogBook(LogOptions.Read(settings, _ => null), new Redactor(), TimeProvider.System, Stream.Null);
        var app = CouriarrApp.Build(
            settings,
            store,
            logs,
            services =>
            {
                services.AddSingleton<Told>().AddSingleton<IReaction<MediaDelivered>>(s => s.GetRequiredService<Told>());
                services.AddSingleton<IReaction<TransferFailed>>(s => s.GetRequiredService<Told>());
                services.AddSingleton<IReaction<RemovalRefused>>(s => s.GetRequiredService<Told>());
                services.AddSingleton<IReaction<MountLost>>(s => s.GetRequiredService<Told>());
                services.AddSingleton<IReaction<MountBack>>(s => s.GetRequiredService<Told>());
                services.AddJob<Note, NoteHandler>().AddJob<Play, PlayHandler>();
                services.AddSingleton(faults ?? new NoFailPoints());
                if (clock is not null)
                    services.AddSingleton(clock);
                services.Configure<JobsOptions>(o =>
                    (o.PollEvery, o.ProbeEvery) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500))
                );
                services.Configure<JobsOptions>(o => jobs?.Invoke(o));
            }
        );
        await CouriarrApp.StartAsync(app, settings);
        var host = new CarryHost(libraries, store, logs, app) { Client = { BaseAddress = new Uri(app.Urls.Single()) } };
        host.Client.DefaultRequestHeaders.Add("X-Api-Key", host.ApiKey);
        return host;
    }

    /// <summary>What the intake does with a webhook: a job whose end brings forth what others do about the event.</summary>
    public Task<JobId> ImportAsync(MediaImported imported) => Get<JobQueue>().EnqueueAsync(new Play(imported), ct: Ct);

    /// <summary>Imports one movie file that lies in the source library.</summary>
    public Task<JobId> ImportAsync(string within, long? size = null, bool onlyMissing = false, long id = 1) =>
        ImportAsync(Libraries.Movie(within, size, id) with { OnlyMissing = onlyMissing });

    /// <summary>Waits until no job of this kind, or none at all, is left to run.</summary>
    public async Task IdleAsync(int seconds = 30)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (
            (await Get<IJobReader>().CensusAsync(limit.Token)).Any(c =>
                c.State is not (JobState.Scheduled) || c.Kind != "transfer-sidecars"
            )
        )
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    /// <summary>Waits until something is so, looking often.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, int seconds = 30)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public async Task<JobRecord> UntilAsync(string kind, JobState state, int seconds = 30)
    {
        JobRecord? found = null;
        await UntilAsync(
            async () =>
                (await Get<IJobReader>().ListAsync(new JobQuery([state], kind), Ct)) is [var first, ..] && (found = first) is not null,
            seconds
        );
        return found!;
    }

    public async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await Client.GetStringAsync(path, Ct)).RootElement;

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var answer = await Client.PostAsJsonAsync(path, body, Ct);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }

    public Task<List<string>> AskAsync(string sql) => Get<Database>().AskAsync(sql);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        await _logs.DisposeAsync();
    }
}

/// <summary>An event, as the intake would give it out.</summary>
internal sealed record Play(MediaImported Imported) : IJob<Play>
{
    public static JobKind Kind { get; } = new("play") { Lane = "critical", Priority = JobPriority.Critical };
}

internal sealed class PlayHandler(Reactions reactions) : IJobHandler<Play>
{
    public async Task<JobResult> RunAsync(Play job, JobContext context, CancellationToken ct)
    {
        context.FollowUp(await reactions.ToAsync(job.Imported, ct));
        return JobResult.Done;
    }
}

/// <summary>A receiver that is told by a job, as all are.</summary>
internal sealed record Note(string Text) : IJob<Note>
{
    public static JobKind Kind { get; } = new("note") { Lane = "notes" };
}

internal sealed class NoteHandler(Told told) : IJobHandler<Note>
{
    public Task<JobResult> RunAsync(Note job, JobContext context, CancellationToken ct)
    {
        told.All.Enqueue(job.Text);
        return Task.FromResult(JobResult.Done);
    }
}
