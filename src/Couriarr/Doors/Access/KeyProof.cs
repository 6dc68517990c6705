namespace Couriarr.Doors.Access;

/// <summary>Proves by a key: in a header, as a password, or in the address. An instance's own secret counts on its own route alone.</summary>
internal sealed class KeyProof(KeyRing ring, Missteps missteps) : IProof
{
    public async ValueTask<Caller?> OfAsync(HttpContext context, CancellationToken ct)
    {
        var entrance = Entrances.Of(context);
        var shown = Shown.In(context.Request, withPassword: entrance is Entrance.Webhooks or Entrance.Metrics);
        Shown.HideIn(context.Request);
        if (shown.Count == 0)
            return null;
        var address = Neighbour.Of(context);
        Caller? proved = null;
        foreach (var credential in shown)
            if (
                await TryAsync(Fingerprint.Of(credential), address, entrance, context, ct) is { } caller
                && !(proved?.Standing >= caller.Standing)
            )
                proved = caller;
        return proved;
    }

    // Where too much was tried, a short key may have been found by trying; a long one cannot have been.
    private async ValueTask<Caller?> TryAsync(
        Fingerprint credential,
        Neighbour address,
        Entrance entrance,
        HttpContext context,
        CancellationToken ct
    )
    {
        var fitting = await ring.FitAsync(credential, ct);
        if (fitting.Count == 0)
            missteps.Count(address, credential, context.Request);
        return fitting
            .FindAll(key =>
                (key.IsLong || !missteps.IsShut(address, out _))
                && (key.Caller.Standing is not Standing.App || (entrance is Entrance.Webhooks && IsFor(key.Instance, context)))
            )
            .MaxBy(key => key.Caller.Standing)
            ?.Caller;
    }

    private static bool IsFor(string? instance, HttpContext context) =>
        instance is null || instance.Equals(Addressed(context), StringComparison.OrdinalIgnoreCase);

    // /webhooks/{instance}, or a route of its own that is called like it: /webhooks/radarr.
    private static string? Addressed(HttpContext context) =>
        context.GetRouteValue("instance") as string
        ?? ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.PathSegments is { Count: 2 } ? LastPart(context.Request.Path) : null);

    private static string? LastPart(PathString path) => path.Value?.Split('/')[^1];
}
