using Couriarr.Features.Configuration.Options;

namespace Couriarr.Doors.Access;

/// <summary>
/// Stands before every door, known or not, and lets nobody in who has not proved that he may. What a new route does not say about
/// itself is decided here, and the answer is no.
/// </summary>
internal sealed class Guard(
    RequestDelegate next,
    IEnumerable<IProof> proofs,
    Pace pace,
    Missteps missteps,
    KnownHosts hosts,
    AuthOptions options
)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context, AccessInstruments instruments)
    {
        var caller = await WhoAsync(context);
        context.Features.Set(caller);
        if (Objection(context, caller, Entrances.Of(context)) is not { } refusal)
        {
            await next(context);
            return;
        }
        instruments.Count(refusal.Reason);
        await refusal.SayAsync(context);
    }

    // A session among the proofs outweighs the others: what it asks may be forged, and is checked for that.
    private async Task<Caller> WhoAsync(HttpContext context)
    {
        var caller = Caller.Stranger;
        foreach (var proof in proofs)
            if (await proof.OfAsync(context, context.RequestAborted) is { } proved && proved.Standing > caller.Standing)
                caller = proved;
        return caller;
    }

    private Refusal? Objection(HttpContext context, Caller caller, Entrance entrance)
    {
        var address = Neighbour.Of(context);
        if (IsByAWrongName(context, caller))
            return Refusal.Misdirected(context.Request.Host.Host);
        if (!pace.Allows(address, caller.Standing, entrance))
            return Refusal.TooFast(Soon);
        if (!Admits(entrance, caller.Standing, context))
            return caller.Standing is not Standing.Stranger ? Refusal.NotAllowed(caller.Name)
                : missteps.IsShut(address, out var rest) ? Refusal.ShutOut(rest)
                : Refusal.Unknown;
        return Limits.Admit(context, entrance) ? null : Refusal.TooMuch;
    }

    private bool Admits(Entrance entrance, Standing standing, HttpContext context) =>
        entrance switch
        {
            Entrance.Everyone => true,
            Entrance.Webhooks => standing is Standing.App or Standing.Key or Standing.Browser
                || (options.AllowUnauthenticatedWebhooks && ClientAddress.IsAtHome(context)),
            Entrance.Metrics => standing is Standing.Meter or Standing.Reader or Standing.Key or Standing.Browser,
            _ => standing is Standing.Key or Standing.Browser
                || (
                    standing is Standing.Reader && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                ),
        };

    // Whoever shows a key with each request does not do it on behalf of a page that borrowed our address.
    private bool IsByAWrongName(HttpContext context, Caller caller) =>
        caller.Standing is Standing.Stranger or Standing.Browser
        && context.GetEndpoint()?.Metadata.GetMetadata<UnderAnyName>() is null
        && !hosts.Know(context.Request.Host);
}
