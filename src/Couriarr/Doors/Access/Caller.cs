namespace Couriarr.Doors.Access;

/// <summary>Who is asking, as far as it was proved.</summary>
/// <param name="Name">For the audit trail: the account, "API key", the instance.</param>
internal sealed record Caller(Standing Standing, string Name)
{
    public static readonly Caller Stranger = new(Standing.Stranger, "nobody");

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Stranger;
}

internal enum Standing
{
    Stranger,

    /// <summary>Holds the metrics token: may read /metrics, nothing else.</summary>
    Meter,

    /// <summary>Holds a webhook secret: may hand in webhooks, nothing else.</summary>
    App,

    /// <summary>Holds the read-only key.</summary>
    Reader,

    /// <summary>Holds the full key.</summary>
    Key,

    /// <summary>An administrator in a browser: what it asks may be forged by another page, and is checked for that.</summary>
    Browser,
}

/// <summary>One way to prove who one is. Null when the request does not use it, or proves nothing by it.</summary>
internal interface IProof
{
    ValueTask<Caller?> OfAsync(HttpContext context, CancellationToken ct);
}
