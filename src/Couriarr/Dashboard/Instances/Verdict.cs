using Couriarr.Doors;
using Couriarr.Features.Instances;

namespace Couriarr.Dashboard.Instances;

/// <summary>What the doctor found, in a word. A way holds also while the file that it was tried with has not arrived yet.</summary>
internal static class Verdict
{
    private const string Arrival = "arrival";

    public static string Of(DiagnosisView way) =>
        way switch
        {
            { Whole: true } => "instances.whole",
            { Broken: Arrival } => "instances.not_arrived",
            { Broken: not null } => "instances.broken",
            _ when way.Hops.All(hop => hop.State is HopState.Ok || hop.Name == Arrival) => "instances.underway",
            _ => "instances.unknown",
        };
}
