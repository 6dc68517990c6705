using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Doors.Access;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Logging;
using Couriarr.Storage;
using Couriarr.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Doors;

/// <summary>The whole service in this process, on a free port and a folder of its own, with one job that does as it is told.</summary>
internal sealed class DoorsHost : IAsyncDisposable
{
    private readonly string _folder;
    private readonly bool _isLent;
    private readonly LocalStore _store;
    private readonly LogBook _logs;
    private readonly WebApplication _app;

    private DoorsHost(string folder, bool isLent, LocalStore store, LogBook logs, WebApplication app) =>
        (_folder, _isLent, _store, _logs, _app) = (folder, isLent, store, logs, app);

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };
    public string Address => _app.Urls.Single();

    public string ApiKey => Get<Keys>().Full!.Reveal();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public T? Find<T>() => _app.Services.GetService<T>();

    public Errands Errands => Get<Errands>();

    public string Logs => Path.Combine(_folder, "logs");

    /// <param name="lent">A folder that is there before it and after it; without one it has its own.</param>
    public static async Task<DoorsHost> StartAsync(
        Action<IServiceCollection>? more = null,
        Redactor? redactor = null,
        CouriarrOptions? options = null,
        Action<WebApplication>? doors = null,
        string? lent = null
    )
    {
        var folder = lent ?? Directory.CreateTempSubdirectory("couriarr-doors-").FullName;
        var settings = new Settings(folder, "127.0.0.1", 0, TimeZoneInfo.Utc) { Options = options ?? new() };
        var store = await SharedPostgres.OpenAsync(settings.Storage);
        var logs = new LogBook(LogOptions.Read(settings, _ => null), redactor ?? new Redactor(), TimeProvider.System, Stream.Null);
        var app = CouriarrApp.Build(
            settings,
            store,
            logs,
            services =>
            {
                services.AddSingleton<Errands>().AddJob<Errand, ErrandHandler>();
                services.AddSchedule("errand", "0 12 * * *", _ => new Errand("scheduled", Succeed: true));
                more?.Invoke(services);
            }
        );
        doors?.Invoke(app);
        await CouriarrApp.StartAsync(app, settings);
        var host = new DoorsHost(folder, lent is not null, store, logs, app);
        host.Client.BaseAddress = new Uri(host.Address);
        host.Client.DefaultRequestHeaders.Add("X-Api-Key", host.ApiKey);
        return host;
    }

    public Task<JobId> EnqueueAsync(Errand errand, EnqueueOptions? wish = null) => Get<JobQueue>().EnqueueAsync(errand, wish);

    /// <summary>Enqueues and waits until it runs.</summary>
    public async Task<JobId> StartErrandAsync(Errand errand)
    {
        var id = await EnqueueAsync(errand);
        await Errands.StartedAsync(errand.Name);
        return id;
    }

    /// <summary>Asks for the job until it is there and has come to this status: what follows from a webhook is born after its answer.</summary>
    public async Task<JsonElement> UntilAsync(JobId id, string status)
    {
        var ct = TestContext.Current.CancellationToken;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var seen = "no such job";
        try
        {
            while (true)
            {
                using var answer = await Client.GetAsync($"/jobs/{id.Value}", limit.Token);
                if (answer.StatusCode != HttpStatusCode.NotFound)
                {
                    var job = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(limit.Token)).GetProperty(
                        "job"
                    );
                    if (job.GetProperty("status").GetString() == status)
                        return job;
                    seen = job.GetRawText();
                }
                await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
            }
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Job {id.Value} did not come to '{status}'. Last seen: {seen}", e);
        }
    }

    /// <summary>Asks for the schedule until its last job has come to this status.</summary>
    public async Task UntilLastRunAsync(string schedule, string status)
    {
        var last = (await GetAsync("/schedules"))
            .EnumerateArray()
            .Single(s => s.GetProperty("name").GetString() == schedule)
            .GetProperty("last_run");
        await UntilAsync(new JobId(last.GetProperty("job_id").GetInt64()), status);
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>What the owner would read.</summary>
    public Task<IReadOnlyList<WrittenLine>> LogAsync() =>
        Get<LogReader>().TailAsync(int.MaxValue, LogLevel.Trace, job: null, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path) => Client.PostAsync(path, content: null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        await _logs.DisposeAsync();
        if (_isLent)
            return;
        Directory.Delete(_folder, recursive: true);
        await SharedPostgres.ForgetAsync(_folder);
    }
}

/// <summary>Runs until it is told to go on, then succeeds or fails.</summary>
internal sealed record Errand(string Name, bool Succeed = false, bool Fail = false) : IJob<Errand>
{
    public static JobKind Kind { get; } = new("errand") { Lane = "errands", Retry = RetryPolicy.Flat(0, TimeSpan.FromHours(1)) };
}

/// <summary>Tells tests that an errand runs, and an errand that it may go on.</summary>
internal sealed class Errands
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<
        string,
        (TaskCompletionSource Started, TaskCompletionSource GoOn)
    > _all = [];

    public Task StartedAsync(string name) => Of(name).Started.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void GoOn(string name) => Of(name).GoOn.TrySetResult();

    public async Task RunAsync(string name, CancellationToken ct)
    {
        Of(name).Started.TrySetResult();
        await Of(name).GoOn.Task.WaitAsync(ct);
    }

    private (TaskCompletionSource Started, TaskCompletionSource GoOn) Of(string name) => _all.GetOrAdd(name, _ => (New(), New()));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed class ErrandHandler(Errands errands) : IJobHandler<Errand>
{
    public async Task<JobResult> RunAsync(Errand job, JobContext context, CancellationToken ct)
    {
        context.Report(new(1, 4, $"Running {job.Name}", "the first of four"));
        if (!job.Succeed && !job.Fail)
            await errands.RunAsync(job.Name, ct);
        return job.Fail ? throw new InvalidOperationException($"{job.Name} went wrong") : JobResult.Done;
    }
}
