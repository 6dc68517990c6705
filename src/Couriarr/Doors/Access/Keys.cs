using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Doors.Access;

/// <summary>What opens the doors, besides a session and the instances' own secrets.</summary>
internal sealed record Keys(Secret? Full, Secret? ReadOnly, Secret? Metrics, Secret? Webhooks)
{
    private const string FullName = "COURIARR_API_KEY";
    private const string ReadOnlyName = "COURIARR_READ_ONLY_API_KEY";
    private const string MetricsName = "COURIARR_METRICS_TOKEN";
    private const string WebhooksName = "WEBHOOK_SECRET";

    /// <summary>By the variables that set them, in the order in which they are written down.</summary>
    public IEnumerable<KeyValuePair<string, Secret?>> All =>
        [new(FullName, Full), new(ReadOnlyName, ReadOnly), new(MetricsName, Metrics), new(WebhooksName, Webhooks)];

    public static Keys Of(AuthOptions options) => new(options.ApiKey, options.ReadOnlyApiKey, options.MetricsToken, options.WebhookSecret);

    public static Keys Of(IEnumerable<KeyValuePair<string, Secret?>> configured, Dictionary<string, string> kept)
    {
        var all = configured.ToDictionary(
            key => key.Key,
            key => key.Value ?? (kept.TryGetValue(key.Key, out var value) ? new Secret(value) : null)
        );
        return new(all[FullName], all[ReadOnlyName], all[MetricsName], all[WebhooksName]);
    }
}
