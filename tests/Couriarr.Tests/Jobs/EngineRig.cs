using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Schedules;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Couriarr.Tests.Jobs;

/// <summary>The whole engine on a fake clock: everything that AddJobs brings, and a store that can be told to fail.</summary>
internal sealed class EngineRig : IAsyncDisposable
{
    /// <summary>When something that should happen counts as not happening.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly ServiceProvider _services;
    private readonly IReadOnlyList<IHostedService> _hosted;
    private readonly OpenStore? _owned;
    private bool _isStopped;

    private EngineRig(ServiceProvider services, OpenStore? owned) =>
        (_services, _owned, _hosted) = (services, owned, [.. services.GetServices<IHostedService>()]);

    public FakeClock Clock => (FakeClock)_services.GetRequiredService<TimeProvider>();
    public Playbook Book => _services.GetRequiredService<Playbook>();
    public FaultyStore Store => (FaultyStore)_services.GetRequiredService<IJobStore>();
    public IJobReader Reader => _services.GetRequiredService<IJobReader>();
    public JobDesk Desk => _services.GetRequiredService<JobDesk>();
    public ScheduleDesk Schedules => _services.GetRequiredService<ScheduleDesk>();
    public LiveFeed Live => _services.GetRequiredService<LiveFeed>();
    public Loops Loops => _services.GetRequiredService<Loops>();
    public Heart Heart => _services.GetRequiredService<Heart>();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>On a new store of that kind, which it closes itself.</summary>
    public static async Task<EngineRig> StartAsync(string storeKind, Action<IServiceCollection>? add = null)
    {
        var open = await OpenStore.OfAsync(storeKind);
        return await StartAsync(open, open, new FakeClock(), add);
    }

    /// <summary>On a store that outlives it, like another start of the program.</summary>
    public static Task<EngineRig> StartAsync(OpenStore open, FakeClock? clock = null, Action<IServiceCollection>? add = null) =>
        StartAsync(open, owned: null, clock ?? new FakeClock(), add);

    private static async Task<EngineRig> StartAsync(OpenStore open, OpenStore? owned, FakeClock clock, Action<IServiceCollection>? add)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<Playbook>()
            .AddSingleton<IJobStore>(new FaultyStore(open.Store))
            .AddSingleton(open.Reader)
            .AddJobs()
            .AddJob<Chore, PlayHandler<Chore>>()
            .AddJob<Errand, PlayHandler<Errand>>();
        add?.Invoke(services);
        var rig = new EngineRig(services.BuildServiceProvider(), owned);
        foreach (var service in rig._hosted)
            await service.StartAsync(Ct);
        return rig;
    }

    public Task<JobId> EnqueueAsync(IJob job, int? priority = null, DateTimeOffset? runAt = null) =>
        _services.GetRequiredService<JobQueue>().EnqueueAsync(job, new EnqueueOptions(runAt, priority), Ct);

    /// <summary>Waits until the job is in one of the states.</summary>
    public async Task<JobRecord> ReachesAsync(JobId id, params JobState[] states)
    {
        JobRecord? job = null;
        await UntilAsync(
            async () => (job = await Reader.FindAsync(id, Ct)) is { } found && states.Contains(found.State),
            () => $"{id} is {job?.State} ({job?.Note}), not {string.Join(" or ", states)}"
        );
        return job!;
    }

    /// <summary>Looks again after every call to the store.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, Func<string>? otherwise = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Limit);
        while (true)
        {
            var changed = Store.Changed;
            if (await holds())
                return;
            await changed.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit.IsCancellationRequested)
                Assert.Fail(otherwise?.Invoke() ?? "It did not come to that.");
        }
    }

    public Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    public async Task<JobRecord> FindAsync(JobId id) => (await Reader.FindAsync(id, Ct))!;

    public Task<IReadOnlyList<JobRecord>> ListAsync(params JobState[] states) => Reader.ListAsync(new JobQuery(states, Limit: 1000), Ct);

    public LaneState Lane(string name = "default") => Desk.Lanes.Single(lane => lane.Name == name);

    /// <summary>As docker stop would.</summary>
    public async Task StopAsync()
    {
        _isStopped = true;
        foreach (var service in _hosted.Reverse())
            await service.StopAsync(Ct).WaitAsync(Limit, Ct);
    }

    /// <summary>As kill -9 would: whatever it still does, the store does not hear of it.</summary>
    public async Task DieAsync()
    {
        Store.IsCutOff = true;
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _services.DisposeAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
    }

    private async Task EndAsync()
    {
        Book.LetAllGo();
        if (!_isStopped)
            await StopAsync();
    }
}
