using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Has a player that refused us asked before its peace is over, once there is a reason to: it was changed, or lets us in again.</summary>
internal sealed class SecondChance(
    MemberBook book,
    BrokenPlayers broken,
    Patience patience,
    Tidings tidings,
    PlayerNews news,
    JobQueue queue
)
{
    /// <summary>Those that need not be left in peace any more, for they are set up differently now.</summary>
    public async Task GiveAsync(IReadOnlyList<Target> targets, CancellationToken ct)
    {
        foreach (var player in (await broken.AllAsync(ct)).Where(player => !player.ByGate))
            if (
                targets.FirstOrDefault(t => string.Equals(t.Key, player.Key, StringComparison.OrdinalIgnoreCase)) is { } target
                && patience.With(target) is null
            )
                await AskAsync(target, ct);
    }

    /// <summary>Somebody tried it, and it answered as it should.</summary>
    public async Task WelcomedAsync(string member, CancellationToken ct)
    {
        var targets = Target.Of(await book.AllAsync<PlayerTerms>(ct));
        if (targets.FirstOrDefault(target => target.Members.Any(one => one.Name == member)) is not { } target)
            return;
        patience.End(target);
        if (await broken.FindAsync(target.Key, ct) is { ByGate: false } && !await AskAsync(target, ct))
            await news.SpokenAsync(target, ct);
    }

    /// <returns>False when there is nothing that it is to be told.</returns>
    private async Task<bool> AskAsync(Target target, CancellationToken ct)
    {
        if (await tidings.WaitingAsync(target.Key, job: 0, ct) is [])
            return false;
        await queue.EnqueueAsync(Notify.Of(target), ct: ct);
        return true;
    }
}
