namespace Couriarr.Doors.Access;

/// <summary>Who may come in by a route. A route that says nothing is for administrators and keys alone.</summary>
internal enum Entrance
{
    /// <summary>Sessions and the full key; the read-only key for what only reads.</summary>
    Household,

    /// <summary>Everybody who reaches the port.</summary>
    Everyone,

    /// <summary>Apps that know the webhook secret of the instance, or the general one.</summary>
    Webhooks,

    /// <summary>Who knows the metrics token, besides the household.</summary>
    Metrics,
}

internal sealed record OpenTo(Entrance Entrance);

internal static class Entrances
{
    /// <summary>What has no door of its own, or says nothing, is the household's.</summary>
    public static Entrance Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<OpenTo>()?.Entrance ?? Entrance.Household;

    /// <summary>Who watches over the program calls it as his network does.</summary>
    public static TBuilder ByAnyName<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new UnderAnyName());

    public static TBuilder OpenTo<TBuilder>(this TBuilder route, Entrance entrance)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OpenTo(entrance));
}
