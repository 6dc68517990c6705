using Couriarr.Doors.Access;
using Couriarr.Doors.Described;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Metrics;

/// <summary>Every room's metrics at /metrics.</summary>
internal static class MetricsModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services) =>
        services.AddSingleton<Ledger>().AddInstruments<ProcessInstruments>().AddInstruments<RuntimeInstruments>();

    public static void MapMetrics(this WebApplication app)
    {
        // It listens from now on: before anything that it should hear is started.
        app.Services.GetRequiredService<Ledger>();
        app.MapGet(
                "/metrics",
                async (Ledger ledger, CancellationToken ct) => Results.Text(await ledger.ReadAsync(ct), Exposition.ContentType)
            )
            .Explained(
                "Watching",
                "All metrics",
                "In the text format of Prometheus, version 0.0.4. docs/metrics.md lists them.",
                Examples.Metrics,
                type: "text/plain"
            )
            .OpenTo(Entrance.Metrics);
    }
}
