using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs.Running;

/// <summary>Opens the lanes: takes over what a dead run left behind, then works until told to stop.</summary>
internal sealed class Workers(
    IJobStore store,
    IJobReader reader,
    JobRunner runner,
    Judge judge,
    Heart heart,
    Nodes nodes,
    Loops loops,
    JobCatalog catalog,
    WorkSignal signal,
    IFailPoints failPoints,
    TimeProvider clock,
    IOptions<JobsOptions> options,
    ILoggerFactory logs
) : BackgroundService
{
    // Leaves the host time to close the store: Docker kills after ten seconds.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(7);
    private readonly ILogger _log = logs.CreateLogger<Workers>();

    /// <summary>All lanes there are.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>The lanes that are open here.</summary>
    public IReadOnlyList<Lane> Lanes { get; private set; } = [];

    public override async Task StartAsync(CancellationToken ct)
    {
        await store.PrepareAsync(ct);
        Names = [.. catalog.Lanes.Union(await reader.LanesAsync(ct), StringComparer.Ordinal)];
        Lanes = [.. Names.Where(options.Value.Opens).Select(Open)];
        nodes.Open([.. Lanes.Select(lane => lane.Name)], () => heart.Count);
        // An older node must know that we are there before it meets what it had parked.
        await nodes.TellAsync(ct);
        await store.UnparkAsync(ct);
        await AdoptAsync(ct);
        heart.Start();
        await base.StartAsync(ct);
    }

    public override async Task StopAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StopWithin);
        await base.StopAsync(patience.Token);
        failPoints.Reach("shutdown.drain");
        await Task.WhenAll(Lanes.Select(lane => lane.EmptyAsync(patience.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Task.WhenAll([
            .. Lanes.Select(lane => loops.KeepAsync($"lane {lane.Name}", lane.RunAsync, stopping)),
            loops.KeepAsync("orphans", TendAsync, stopping),
        ]);

    private Lane Open(string name) =>
        new(name, catalog.KeepsASlot(name), nodes, store, runner, signal, clock, options, logs.CreateLogger<Lane>());

    // Where leases run out, other nodes' jobs may need a new home at any time; and a clock that was wrong may have been set right.
    private async Task TendAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(JobsOptions.Lease / 2, clock);
        do
        {
            await store.StraightenAsync(clock.GetUtcNow(), Latest(), stopping);
            await AdoptAsync(stopping);
        } while (await timer.WaitForNextTickAsync(stopping));
    }

    private DateTimeOffset Latest() => clock.GetUtcNow() + Verdict.LongestRetryAfter;

    private async Task AdoptAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var orphans = await store.AdoptAsync(new Claim("", int.MaxValue, nodes.Id, now, now + JobsOptions.Lease, now), ct);
        foreach (var lease in orphans)
        {
            _log.LogWarning("{Kind} {Id} was running when its worker died; it was interrupted, not failed", lease.Job.Kind, lease.Job.Id);
            await judge.PassAsync(lease, new Outcome.Crashed(), [], ct);
        }
    }
}
