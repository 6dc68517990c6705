using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Players;

/// <summary>
/// Looks twice a minute whose gate closed or opened, so that the owner hears of it. Who refused us is back when he was spoken to: once
/// his member was changed, that is tried at once.
/// </summary>
internal sealed class PlayerWatch(MemberBook book, PlayerNews news, SecondChance second, IJobReader jobs, Loops loops, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("players", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await LookAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }

    public async Task LookAsync(CancellationToken ct)
    {
        var targets = Target.Of(await book.AllAsync<PlayerTerms>(ct));
        // One that a person closed is not probed, and is no news to him.
        var gates = (await jobs.GatesAsync(ct)).Where(gate => gate.ProbeAt is not null).ToList();
        foreach (var target in targets)
            if (GateOf(target) is { } gate)
                await news.BreakAsync(target, gate.Reason, byGate: true, ct);
        await news.ReviewAsync(targets, target => GateOf(target) is not null, ct);
        await second.GiveAsync(targets, ct);

        Gate? GateOf(Target target) => gates.Find(gate => gate.Name == Notify.GateOf(target.Key));
    }
}
