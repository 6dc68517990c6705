using System.Diagnostics.Metrics;
using Couriarr.Jobs.Sharing;

namespace Couriarr.Jobs.Metrics;

/// <summary>How many share the work, and how many of them fell silent.</summary>
internal sealed class NodeInstruments : IInstruments
{
    public NodeInstruments(IMeterFactory meters, Nodes nodes) =>
        meters
            .Create("Couriarr.Nodes")
            .CreateObservableGauge(
                "couriarr_nodes",
                () => (Measurement<int>[])[Of("live", nodes.All.Count(node => node.IsLive)), Of("silent", nodes.Silent.Count)],
                null,
                "Nodes that work on the same store, and those that fell silent within a day.",
                Labels.Named("state")
            );

    private static Measurement<int> Of(string state, int count) => new(count, new KeyValuePair<string, object?>("state", state));
}
