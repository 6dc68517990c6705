using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Notifications;

/// <summary>The whole service with channels whose messages come to a test, and a clock that runs and can be set forward.</summary>
internal sealed class NoticeHost : IAsyncDisposable
{
    // Far from everything that is scheduled by night or by week.
    private static readonly DateTimeOffset WednesdayNoon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly DoorsHost _host;

    private NoticeHost(DoorsHost host, Mailbox mailbox, MovedClock clock) => (_host, Mailbox, Clock) = (host, mailbox, clock);

    public Mailbox Mailbox { get; }
    public MovedClock Clock { get; }
    public HttpClient Client => _host.Client;
    public string ApiKey => _host.ApiKey;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _host.Get<T>();

    public static async Task<NoticeHost> StartAsync(
        IEnumerable<Member<ChannelTerms>> channels,
        Func<CouriarrOptions, CouriarrOptions>? options = null,
        Action<IServiceCollection>? more = null,
        DateTimeOffset? now = null
    )
    {
        var (mailbox, clock) = (new Mailbox(), new MovedClock(now ?? WednesdayNoon));
        var all = new CouriarrOptions { TimeZone = TimeZoneInfo.Utc, Channels = channels.ToDictionary(channel => channel.Name) };
        var host = await DoorsHost.StartAsync(
            services =>
            {
                foreach (var kind in KnownKinds.All.Of(typeof(ChannelTerms)))
                    services.AddSingleton<IChannel>(new MailClient(kind.Name, mailbox));
                services.AddSingleton<TimeProvider>(clock);
                services.Configure<JobsOptions>(jobs =>
                {
                    (jobs.PollEvery, jobs.ProbeEvery) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300));
                    foreach (var kind in KnownKinds.All.Of(typeof(ChannelTerms)))
                        jobs.Retries[$"notify-{kind.Name}"] = RetryPolicy.Flat(10, TimeSpan.FromMilliseconds(50));
                });
                more?.Invoke(services);
            },
            options: options?.Invoke(all) ?? all
        );
        return new NoticeHost(host, mailbox, clock);
    }

    public static Member<ChannelTerms> Channel(string name, ChannelTerms? terms = null, string kind = "webhook", object? options = null) =>
        new(name, kind, terms ?? new(), options ?? new WebhookOptions { Url = new("http://127.0.0.1:9/") });

    public static ChannelTerms Backup { get; } = new() { Role = ChannelRole.Backup };

    public async Task HappenAsync<TEvent>(params TEvent[] events)
        where TEvent : class
    {
        foreach (var happened in events)
            await Get<JobQueue>().EnqueueAllAsync(await new Reactions(Get<IServiceProvider>()).ToAsync(happened, Ct), ct: Ct);
    }

    public Task TellAsync(Tell tell) => Get<JobQueue>().EnqueueAsync(tell, ct: Ct);

    /// <summary>Waits until nothing that tells anybody is left to run now.</summary>
    public Task IdleAsync() =>
        UntilAsync(async () =>
            !(await Get<IJobReader>().CensusAsync(Ct)).Any(c => c.State is JobState.Waiting or JobState.Running or JobState.Failed)
        );

    public static async Task UntilAsync(Func<Task<bool>> isSo, int seconds = 20)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(15), limit.Token);
    }

    public Task UntilGotAsync(string channel, int messages) => UntilAsync(() => Task.FromResult(Mailbox.Of(channel).Count >= messages));

    public Task<List<string>> AskAsync(string sql) => Get<Database>().AskAsync(sql);

    public Task<JsonElement> GetAsync(string path) => _host.GetAsync(path);

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Client.SendAsync(request, Ct);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

/// <summary>Goes on as time does, from a moment of the test's choice, and can be set forward.</summary>
internal sealed class MovedClock(DateTimeOffset? start) : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private readonly DateTimeOffset _start = start ?? System.GetUtcNow();
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => _start + (System.GetUtcNow() - _began) + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Forward(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
