using System.Diagnostics.Metrics;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Discovery;

/// <summary>The metrics of the search for new shows, under the names that dashboards of the older service know.</summary>
public sealed class DiscoveryInstruments : IInstruments
{
    private static readonly string[] Statuses = [.. ShowStatuses.All];

    /// <summary>By which shows are ruled out.</summary>
    public static readonly string[] Reasons = ["genre", "type", "country", "language", "status", "premiered", "runtime", "rule"];
    private static readonly string[][] Requests =
    [
        ["tvmaze", "shows", "200"],
        ["tvmaze", "show", "200"],
        ["tvmaze", "updates", "200"],
        ["sonarr", "lookup", "200"],
        ["sonarr", "series", "201"],
    ];

    public DiscoveryInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Couriarr.Discovery");
        LastRun = meter.CreateGauge<double>(
            "tvmaze_sync_last_run_timestamp",
            "s",
            "When the last sync was completed, as Unix time; 0 before the first."
        );
        LastRunDuration = meter.CreateGauge<double>("tvmaze_sync_last_run_duration_seconds", "s", "How long the last sync took.");
        NextRun = meter.CreateGauge<double>(
            "tvmaze_sync_next_run_timestamp",
            "s",
            "When the next sync is due, as Unix time; 0 when none is."
        );
        InitialComplete = meter.CreateGauge<long>(
            "tvmaze_sync_initial_complete",
            null,
            "1 when the first full sync has been completed, else 0."
        );
        Healthy = meter.CreateGauge<long>("tvmaze_sync_healthy", null, "1 when the last sync succeeded, else 0.");
        Shows = meter.CreateGauge<long>("tvmaze_shows_total", null, "Shows by processing status.", Labels.Known("status", Statuses));
        Filtered = meter.CreateGauge<long>(
            "tvmaze_shows_filtered_by_reason",
            null,
            "Filtered shows by the filter that ruled them out.",
            Labels.Known("reason", Reasons)
        );
        HighestId = meter.CreateGauge<long>("tvmaze_shows_highest_id", null, "The highest TVMaze id seen.");
        Processed = meter.CreateCounter<long>(
            "tvmaze_shows_processed_total",
            null,
            "Shows processed since the start, by result.",
            Labels.Known("result", Statuses)
        );
        ProcessedLast = meter.CreateGauge<long>(
            "tvmaze_sync_shows_processed",
            null,
            "Shows processed in the last sync and by the adding that followed it, by result.",
            Labels.Known("result", Statuses)
        );
        ApiRequests = meter.CreateCounter<long>(
            "tvmaze_api_requests_total",
            null,
            "Requests to TVMaze and Sonarr, by kind of request and HTTP status (0: no answer).",
            Labels.Known(["service", "endpoint", "status"], Requests)
        );
        SonarrHealthy = meter.CreateGauge<long>(
            "tvmaze_sonarr_healthy",
            null,
            "1 when every Sonarr could be reached the last time, else 0."
        );
        PendingRetry = meter.CreateGauge<long>(
            "tvmaze_shows_pending_retry",
            null,
            "Shows that wait to be tried again, by reason.",
            Labels.Known("reason", "pending_tvdb", "failed")
        );
    }

    /// <param name="status">0: no answer came.</param>
    public void Asked(string service, string endpoint, int status) =>
        ApiRequests.Add(
            1,
            new("service", service),
            new("endpoint", endpoint),
            new("status", status.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );

    public Gauge<double> LastRun { get; }
    public Gauge<double> LastRunDuration { get; }
    public Gauge<double> NextRun { get; }
    public Gauge<long> InitialComplete { get; }
    public Gauge<long> Healthy { get; }
    public Gauge<long> Shows { get; }
    public Gauge<long> Filtered { get; }
    public Gauge<long> HighestId { get; }
    public Counter<long> Processed { get; }
    public Gauge<long> ProcessedLast { get; }
    public Counter<long> ApiRequests { get; }
    public Gauge<long> SonarrHealthy { get; }
    public Gauge<long> PendingRetry { get; }
}
