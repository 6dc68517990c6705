using Couriarr.Jobs;

namespace Couriarr.Features.Places;

/// <summary>A folder of the route cannot be used now. Whoever sees that it can again may open the route's gate.</summary>
internal sealed class AwayException(Route route, Side side, string why) : OutOfReachException(Opening(route, side) + why)
{
    /// <summary>Whether this is why the gate of the route is closed: only the sentence is kept there, also across restarts.</summary>
    public static bool IsReason(string reason, Route route) =>
        Enum.GetValues<Side>().Any(side => reason.StartsWith(Opening(route, side), StringComparison.Ordinal));

    private static string Opening(Route route, Side side) =>
        side is Side.Source ? $"The source of {route.Name} is away: " : $"The destination of {route.Name} cannot be used: ";
}
