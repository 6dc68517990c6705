using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Players.Kinds;
using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Looks which files a player shows. One that does not answer shows none.</summary>
internal sealed class Lookout(Switchboard players)
{
    /// <returns>Those that are visible, and why it could not be looked.</returns>
    public async Task<(IReadOnlyList<Tiding> Visible, string? Trouble)> LookAsync(
        Target target,
        IReadOnlyList<Tiding> rows,
        bool isThorough,
        CancellationToken ct
    )
    {
        string? trouble = null;
        if (rows.Count > 0)
            // They share one library: the first that answers speaks for all.
            foreach (var member in target.Members)
                try
                {
                    return (await LookAsync(member, rows, isThorough, ct), null);
                }
                catch (Exception e) when (e is TransientException or PermanentException)
                {
                    trouble = e.Message;
                }
        return ([], trouble);
    }

    private async Task<List<Tiding>> LookAsync(
        Member<PlayerTerms> member,
        IReadOnlyList<Tiding> rows,
        bool isThorough,
        CancellationToken ct
    )
    {
        var (player, visible) = (players.To(member), new List<Tiding>());
        foreach (var same in rows.GroupBy(row => row.Folder, StringComparer.Ordinal))
            if (Conversation.Translate([.. same], member, out var visit) is null)
            {
                var paths = await player.VisibleAsync(visit!, isThorough, ct);
                visible.AddRange(visit!.Files.Where(file => paths.Contains(file.Path)).Select(file => file.Row));
            }
        return visible;
    }
}
