using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Players;

namespace Couriarr.Doors;

/// <param name="Why">As it was found when it was tried last.</param>
internal sealed record BrokenMember(string Family, string Name, string Why)
{
    /// <param name="withReason">It may name addresses, which is not for everybody.</param>
    public string Sentence(bool withReason)
    {
        var what = Family == "players" ? $"The player '{Name}' cannot be told" : $"The channel '{Name}' takes no messages";
        return $"{what}{(withReason ? $": {Why}" : ".")}";
    }
}

/// <summary>The members that cannot be told anything, as their features know it.</summary>
internal sealed class BrokenMembers(ChannelHealth channels, PlayerHealth players)
{
    public async Task<IReadOnlyList<BrokenMember>> AllAsync(CancellationToken ct) =>
        [
            .. (await channels.BrokenAsync(ct)).Select(one => new BrokenMember("channels", one.Channel, one.Why)),
            .. (await players.BrokenAsync(ct)).Select(one => new BrokenMember("players", one.Player, one.Why)),
        ];
}
