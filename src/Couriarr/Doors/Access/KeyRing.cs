using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Doors.Access;

/// <summary>Every credential there is, by what it opens. An instance's secret that changes counts a second later.</summary>
internal sealed class KeyRing
{
    private readonly List<RingKey> _fixed;
    private readonly Glance<List<RingKey>> _all;

    public KeyRing(Keys keys, MemberBook members, TimeProvider clock)
    {
        _fixed =
        [
            .. Cut(keys.Full, Standing.Key, "API key"),
            .. Cut(keys.ReadOnly, Standing.Reader, "read-only key"),
            .. Cut(keys.Metrics, Standing.Meter, "metrics token"),
            .. Cut(keys.Webhooks, Standing.App, "webhook secret"),
        ];
        _all = new(ct => GatherAsync(members, ct), clock);
    }

    /// <summary>All keys that a credential is. Every key is tried, whichever fitted before.</summary>
    public async ValueTask<List<RingKey>> FitAsync(Fingerprint shown, CancellationToken ct)
    {
        var fitting = new List<RingKey>();
        foreach (var key in await _all.AskAsync(ct))
            if (key.Is(shown))
                fitting.Add(key);
        return fitting;
    }

    private async Task<List<RingKey>> GatherAsync(MemberBook members, CancellationToken ct)
    {
        var instances = await members.AllAsync<InstanceTerms>(ct);
        return [.. _fixed, .. instances.SelectMany(one => Cut(SecretOf(one), Standing.App, one.Name, one.Name))];
    }

    private static Secret? SecretOf(Member<InstanceTerms> instance) => (instance.Options as ArrOptions)?.WebhookSecret;

    private static IEnumerable<RingKey> Cut(Secret? secret, Standing standing, string name, string? instance = null) =>
        secret?.Reveal() is { Length: > 0 } text
            ? [new RingKey(new Caller(standing, name), instance, text.Length >= RingKey.Unguessable, Fingerprint.AllOf(text))]
            : [];
}

/// <param name="Instance">The only one whose webhooks it opens; null when it opens all.</param>
/// <param name="IsLong">Nobody finds it by trying.</param>
internal sealed record RingKey(Caller Caller, string? Instance, bool IsLong, IReadOnlyList<Fingerprint> Fingerprints)
{
    public const int Unguessable = 16;

    public bool Is(Fingerprint shown)
    {
        var fits = false;
        foreach (var fingerprint in Fingerprints)
            fits |= fingerprint.Is(shown);
        return fits;
    }
}
