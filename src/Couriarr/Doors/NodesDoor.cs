using Couriarr.Doors.Described;
using Couriarr.Jobs.Sharing;

namespace Couriarr.Doors;

/// <summary>/nodes: who works on this database.</summary>
internal static class NodesDoor
{
    public static void MapNodes(this IEndpointRouteBuilder app) =>
        app.MapGet("/nodes", (Nodes nodes) => Results.Json(NodeView.Of(nodes), Answers.Json))
            .Explained(
                "Watching",
                "The nodes",
                "All processes that share the database, as each said of itself within the last minute; here is the one that answers. "
                    + "One that fell silent without stopping is shown for a day, with live false.",
                new[] { Examples.Node }
            );
}

/// <param name="Lanes">Whose work it does.</param>
/// <param name="Unreachable">What it leaves to others: gates, like route:movies, and kinds of jobs that its version does not know, like kind:novelty.</param>
internal sealed record NodeView(
    string Name,
    string Version,
    bool Live,
    bool Here,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    int Running,
    IReadOnlyList<string> Lanes,
    IReadOnlyList<string> Unreachable
)
{
    public static IReadOnlyList<NodeView> Of(Nodes nodes) =>
        [
            .. nodes.All.Select(node => new NodeView(
                node.Name,
                node.Version,
                node.IsLive,
                node.Id == nodes.Id,
                node.StartedAt,
                node.SeenAt,
                node.Running,
                node.Lanes,
                node.Unreachable
            )),
        ];
}
