using Couriarr.Features.Media;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>Tells once, through the others, that a channel does not work, and once that it does again. Never through itself.</summary>
internal sealed class BreakNews(
    Receivers receivers,
    Editor editor,
    JobQueue queue,
    IJobReader gates,
    TimeProvider clock,
    ILogger<History> history
)
{
    public async Task BreakAsync(string channel, string why, bool byGate, CancellationToken ct)
    {
        if (await receivers.FindBrokenAsync(channel, ct) is { } known)
        {
            // It was away, and now answers, but refuses us: the opening of its gate no longer means that it is back.
            if (known.ByGate && !byGate)
                await receivers.BreakAsync(channel, why, byGate, ct);
            return;
        }
        history.LogWarning("The channel '{Channel}' takes no messages, they wait for it: {Why}", channel, why);
        var facts = new Dictionary<string, string> { ["channel"] = channel, ["why"] = why };
        // First it is told, then noted: after a crash in between it is told twice, but never not at all.
        await queue.EnqueueAsync(new Tell(editor.Write(Messages.ReceiverBroken, facts)) { Except = channel }, ct: ct);
        await receivers.BreakAsync(channel, why, byGate, ct);
    }

    /// <summary>It took a message. While its gate is closed it is not back yet: that is said when the gate has opened.</summary>
    public async Task TakenAsync(string channel, CancellationToken ct)
    {
        if (await receivers.FindBrokenAsync(channel, ct) is null)
            return;
        if ((await gates.GatesAsync(ct)).FirstOrDefault(gate => gate.Name == Receivers.GateOf(channel)) is { ProbeAt: not null } gate)
            await receivers.BreakAsync(channel, gate.Reason, byGate: true, ct);
        else
            await MendAsync(channel, ct);
    }

    public async Task MendAsync(string channel, CancellationToken ct)
    {
        if (await receivers.MendAsync(channel, ct) is not { } broken)
            return;
        var away = clock.GetUtcNow() - broken.Since;
        history.LogInformation("The channel '{Channel}' takes messages again after {Away}", channel, away);
        var facts = new Dictionary<string, string> { ["channel"] = channel, ["away"] = Figures.Time(away) };
        await queue.EnqueueAsync(new Tell(editor.Write(Messages.ReceiverBack, facts)) { Except = channel }, ct: ct);
    }
}
