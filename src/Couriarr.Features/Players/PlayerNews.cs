using Couriarr.Features.Members;

namespace Couriarr.Features.Players;

/// <summary>Tells once that a player cannot be told what arrives, and once that it can again.</summary>
internal sealed class PlayerNews(BrokenPlayers broken, Herald herald, TimeProvider clock)
{
    public async Task BreakAsync(Target target, string why, bool byGate, CancellationToken ct)
    {
        var known = await broken.FindAsync(target.Key, ct);
        if (known?.Why == why && known.ByGate == byGate)
            return;
        // First it is told, then noted: after a crash in between it is told twice, but never not at all.
        if (known is null)
            await herald.BrokenAsync(target, why, ct);
        await broken.AddAsync(known?.Key ?? target.Key, why, byGate, ct);
    }

    public async Task MendAsync(Target target, CancellationToken ct)
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
internal sealed class PlayerHealth(MemberBook book, BrokenPlayers broken)
{
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
