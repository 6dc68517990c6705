using Couriarr.Doors;
using Couriarr.Features.Intake;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;
using Couriarr.Jobs.Store;

namespace Couriarr.Dashboard.Overview;

/// <summary>How instances, players and channels are, as far as that is known without asking any of them.</summary>
internal sealed class Household(MemberRoll roll, BrokenMembers broken, InboxTable inbox, CatchUpDesk histories, IJobReader jobs)
{
    public async Task<IReadOnlyList<MemberLine>> AllAsync(CancellationToken ct)
    {
        var ill = (await broken.AllAsync(ct)).ToLookup(one => (one.Family, one.Name), one => one.Why);
        var gates = (await jobs.GatesAsync(ct)).ToDictionary(gate => gate.Name, gate => gate.Reason, StringComparer.Ordinal);
        var heard = await inbox.LastHeardAsync(ct);
        var marks = (await histories.MarksAsync(ct)).ToDictionary(mark => mark.Instance, StringComparer.Ordinal);
        return
        [
            .. (await roll.ReadAsync(ct)).Select(entry => new MemberLine(
                entry.Family,
                entry.Name,
                entry.Row.Service,
                entry.Row.Enabled,
                entry.Trouble ?? ill[(entry.Family, entry.Name)].FirstOrDefault() ?? gates.GetValueOrDefault($"instance:{entry.Name}")
            )
            {
                HeardAt = heard.TryGetValue(entry.Name, out var at) ? at : null,
                History = marks.GetValueOrDefault(entry.Name),
            }),
        ];
    }
}
