using Couriarr.Dashboard.Instances;
using Couriarr.Dashboard.Members;
using Couriarr.Dashboard.Overview;
using Couriarr.Doors;
using Couriarr.Features.Members;

namespace Couriarr.Dashboard.Welcome;

/// <summary>Puts together what a step of the set-up shows.</summary>
internal sealed class WelcomeViews(Progress progress, MemberRoll roll, MemberDesk desk, InstanceViews instances, Activity activity)
{
    private const int MostArrivals = 6;

    /// <returns>Null when there is no such step.</returns>
    public async Task<WelcomeView?> OfAsync(string step, CancellationToken ct)
    {
        var steps = await progress.OfAsync(ct);
        if (steps.FirstOrDefault(one => one.Key == step) is not { } present)
            return null;
        var members = (await roll.ReadAnewAsync(ct)).Where(entry => entry.Family == present.Family).Select(MemberView.Of).ToList();
        var view = new WelcomeView(present, steps, members)
        {
            Kinds = [.. KindView.All(desk.Families).Where(kind => kind.Family == present.Family).Select(kind => kind.Kind)],
        };
        return present.Key switch
        {
            "way" => view with { Instances = await LinesAsync(members, ct) },
            "import" => view with
            {
                Instances = [.. members.Select(member => new InstanceLine(member, State: null))],
                Arrivals = await activity.CarriedAsync(MostArrivals, ct),
            },
            _ => view,
        };
    }

    private async Task<IReadOnlyList<InstanceLine>> LinesAsync(IReadOnlyList<MemberView> members, CancellationToken ct)
    {
        var states = (await instances.AllAsync(ct)).ToDictionary(view => view.Name);
        return [.. members.Select(member => new InstanceLine(member, states.GetValueOrDefault(member.Name)))];
    }
}
