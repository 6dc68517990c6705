using Couriarr.Doors;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Overview;

/// <summary>What is not as it should be with folders, apps, receivers and lanes, each with the button that mends it.</summary>
internal sealed class HouseTroubles(
    Loops loops,
    IPlaceHealth places,
    IJobReader jobs,
    JobDesk desk,
    BrokenMembers broken,
    UnservedLanes unserved
)
{
    private const string OfInstances = "instance:";
    private const string OfLanes = "lane:";

    public async Task<IReadOnlyList<Worry>> AllAsync(CancellationToken ct)
    {
        var (away, gates) = (places.Issues, await jobs.GatesAsync(ct));
        return
        [
            .. loops.Fallen.Select(loop => new Worry(Troubles.Sentence(loop, isKnown: true))),
            .. away.Select(issue => new Worry(issue) { Remedies = [new("/ui/overview/look", Say("overview.look"))] }),
            .. ClosedGates.Of(gates, away, withReasons: true).Select(closed => OfGate(closed.Gate, closed.Sentence)),
            .. gates.Where(gate => gate.Name.StartsWith(OfLanes, StringComparison.Ordinal)).Select(OfLane),
            .. (await unserved.AllAsync(ct)).Select(lane => new Worry(Troubles.Unserved(lane))),
            .. (await broken.AllAsync(ct)).Select(OfMember),
            .. desk.Lanes.Where(lane => lane.Stuck > 0).Select(OfStuck),
        ];
    }

    private static Worry OfGate(Gate gate, string sentence)
    {
        var again = new Remedy("/ui/overview/reopen", Say("overview.reopen")) { With = [("gate", gate.Name)] };
        return new(sentence)
        {
            Remedies = gate.Name.StartsWith(OfInstances, StringComparison.Ordinal)
                ? [again, DoctorOf(gate.Name[OfInstances.Length..])]
                : [again],
        };
    }

    private static Remedy DoctorOf(string instance) =>
        new("/ui/overview/doctor", Say("overview.doctor")) { With = [("instance", instance)] };

    private static Worry OfLane(Gate gate)
    {
        var lane = gate.Name[OfLanes.Length..];
        return new(Say("overview.paused", SayOr($"lane.{lane}", lane), gate.Reason))
        {
            IsMild = true,
            Remedies = [new($"/ui/lanes/{lane}/resume", Say("queue.resume"))],
        };
    }

    private static Worry OfMember(BrokenMember member) =>
        new(member.Sentence(withReason: true))
        {
            Remedies = [new("/ui/overview/try", Say("overview.try")) { With = [("family", member.Family), ("name", member.Name)] }],
        };

    private static Worry OfStuck(LaneState lane) =>
        new(Say("overview.stuck", lane.Stuck, SayOr($"lane.{lane.Name}", lane.Name)))
        {
            Remedies = [new($"/ui/queue?lane={lane.Name}&state=running", Say("overview.show"), IsPage: true)],
        };
}
