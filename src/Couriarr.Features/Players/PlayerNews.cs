using Couriarr.Features.Members;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Players;

/// <summary>Tells once that a player cannot be told what arrives, and once that it can again.</summary>
internal sealed class PlayerNews(BrokenPlayers broken, Herald herald, IJobReader gates, TimeProvider clock)
{
    public async Task BreakAsync(Target target, string why, bool byGate, CancellationToken ct)
    {
        var known = await broken.FindAsync(target.Key, ct);
        // Of one that refuses us the opening of its gate would not mean that it is back.
        if (known is { ByGate: false } && byGate || (known?.Why == why && known.ByGate == byGate))
            return;
        // First it is told, then noted: after a crash in between it is told twice, but never not at all.
        if (known is null)
            await herald.BrokenAsync(target, why, ct);
        await broken.AddAsync(known?.Key ?? target.Key, why, byGate, ct);
    }

    /// <summary>It was spoken to. While its gate is closed it is not back yet: that is said when the gate has opened.</summary>
    public async Task SpokenAsync(Target target, CancellationToken ct)
    {
        if (await broken.FindAsync(target.Key, ct) is not { } known)
            return;
        if ((await gates.GatesAsync(ct)).FirstOrDefault(g => g.Name == Notify.GateOf(target.Key)) is { ProbeAt: not null } gate)
            await broken.AddAsync(known.Key, gate.Reason, byGate: true, ct);
        else
            await MendAsync(target, ct);
    }

    private async Task MendAsync(Target target, CancellationToken ct)
    {
        if (await broken.FindAsync(target.Key, ct) is { } known && await broken.RemoveAsync(known, ct))
            await herald.BackAsync(target, clock.GetUtcNow() - known.Since, ct);
    }

    /// <summary>Whose gate is open again is back. Who was disabled or removed is nobody's trouble any more.</summary>
    public async Task ReviewAsync(IReadOnlyList<Target> targets, Func<Target, bool> isClosed, CancellationToken ct)
    {
        foreach (var player in await broken.AllAsync(ct))
            if (targets.FirstOrDefault(t => string.Equals(t.Key, player.Key, StringComparison.OrdinalIgnoreCase)) is not { } target)
                await broken.RemoveAsync(player, ct);
            else if (player.ByGate && !isClosed(target))
                await MendAsync(target, ct);
    }
}

/// <summary>Who cannot be told what arrives, and why, by the names of members.</summary>
internal sealed class PlayerHealth(MemberBook book, BrokenPlayers broken, Tidings tidings)
{
    /// <summary>When each was asked last to look at something, as far as that is not long ago.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastToldAsync(CancellationToken ct)
    {
        var asked = await tidings.LastAskedAsync(ct);
        var told =
            from target in Target.Of(await book.AllAsync<Configuration.Options.PlayerTerms>(ct))
            where asked.ContainsKey(target.Key)
            from member in target.Members
            select (member.Name, At: asked[target.Key]);
        return told.ToDictionary(one => one.Name, one => one.At);
    }

    public async Task<IReadOnlyList<(string Player, string Why)>> BrokenAsync(CancellationToken ct)
    {
        var all = await broken.AllAsync(ct);
        return all.Count == 0
            ? []
            :
            [
                .. from target in Target.Of(await book.AllAsync<Configuration.Options.PlayerTerms>(ct))
                from player in all
                where string.Equals(target.Key, player.Key, StringComparison.OrdinalIgnoreCase)
                from member in target.Members
                select (member.Name, player.Why),
            ];
    }
}
