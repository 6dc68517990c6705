using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>
/// Looks after the channels twice a minute: tells of those whose gate closed, has those asked anew whose member was changed, and
/// sees that whatever waits has a job that sees to it.
/// </summary>
internal sealed class ReceiverWatch(
    MemberBook members,
    Receivers receivers,
    BreakNews news,
    IJobReader reader,
    Errands errands,
    Loops loops
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("channels", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken ct)
    {
        await errands.StartAsync(ct);
        using var timer = errands.Timer();
        do await LookAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }

    public async Task LookAsync(CancellationToken ct)
    {
        var gates = (await reader.GatesAsync(ct))
            .Where(gate => gate.ProbeAt is not null)
            .ToDictionary(gate => gate.Name, StringComparer.Ordinal);
        var broken = await receivers.BrokenAsync(ct);
        foreach (var channel in (await members.AllAsync<ChannelTerms>(ct)).Where(channel => channel.Terms.Enabled))
            if (gates.TryGetValue(Receivers.GateOf(channel.Name), out var gate))
                await news.BreakAsync(channel.Name, gate.Reason, byGate: true, ct);
        foreach (var one in broken)
            await LookAfterAsync(one, gates, ct);
    }

    private async Task LookAfterAsync(BrokenReceiver broken, Dictionary<string, Gate> gates, CancellationToken ct)
    {
        if (await members.FindAsync<ChannelTerms>(broken.Channel, ct) is not { Terms.Enabled: true } member)
            await receivers.ForgetAsync(broken.Channel, ct);
        else if (broken.ByGate && !gates.ContainsKey(Receivers.GateOf(broken.Channel)))
            await news.MendAsync(broken.Channel, ct);
        else if (broken.Member != await receivers.TagOfAsync(broken.Channel, ct))
            await errands.SendAsync(member, ct);
    }
}

/// <summary>Starts the jobs that empty boxes, apart from those that come with what is told.</summary>
internal sealed class Errands(MemberBook members, NoticeTable table, Clients clients, JobQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public PeriodicTimer Timer() => new(Every, clock);

    /// <summary>For what waited when the program ended, should its job be gone.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var channels = await members.AllAsync<ChannelTerms>(ct);
        foreach (var (name, _, _) in await table.WaitingAsync(ct))
            if (channels.FirstOrDefault(channel => channel.Name == name) is { } channel)
                await SendAsync(channel, ct);
    }

    public Task SendAsync(Member<ChannelTerms> channel, CancellationToken ct) =>
        queue.EnqueueAsync(clients.JobFor(channel.Kind, channel.Name), ct: ct);
}
