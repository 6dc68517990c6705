using System.Diagnostics.Metrics;
using System.Net;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Outside;

/// <summary>How it goes with those whom we ask.</summary>
public sealed class OutsideInstruments : IInstruments
{
    private static readonly double[] Seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly HashSet<string> Services =
    [
        "radarr",
        "sonarr",
        "lidarr",
        "readarr",
        "plex",
        "jellyfin",
        "emby",
        "kodi",
        "telegram",
        "discord",
        "pushover",
        "email",
        "ntfy",
        "gotify",
        "slack",
        "matrix",
        "apprise",
        "webhook",
        "tvmaze",
        "tmdb",
        "fanart",
        "tvdb",
    ];

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _took;

    public OutsideInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Couriarr.Outside");
        _requests = meter.CreateCounter<long>(
            "couriarr_outside_requests_total",
            null,
            "Requests to other services, by kind of service and what came of them.",
            Labels.Named("service", "result")
        );
        _took = meter.CreateHistogram(
            "couriarr_outside_request_duration_seconds",
            "s",
            "How long other services took for their whole answer.",
            Labels.Named("service"),
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
    }

    internal void Count(string service, string result, TimeSpan took)
    {
        var known = new KeyValuePair<string, object?>("service", Services.Contains(service) ? service : "other");
        _requests.Add(1, known, new("result", result));
        _took.Record(took.TotalSeconds, known);
    }
}

/// <summary>What came of a request, as the metrics say it.</summary>
internal static class Outcome
{
    public static string Of(Exception e) =>
        e is TimeoutException ? "timeout"
        : Mishap.Inmost<PermanentException>(e) is null ? "unreachable"
        : "forbidden";

    public static string Of(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.TooManyRequests => "throttled",
            < HttpStatusCode.Ambiguous => "ok",
            < HttpStatusCode.BadRequest => "redirected",
            < HttpStatusCode.InternalServerError => "refused",
            _ => "failed",
        };
}
