using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Jobs.Metrics;

/// <summary>
/// The metrics of one room, declared in its constructor with a <see cref="Meter"/> called Couriarr.Room. An instrument's name is
/// the name that Prometheus sees, its description the help, its tags the <see cref="Labels"/>.
/// </summary>
public interface IInstruments
{
    /// <summary>Called before the metrics are read. What has to be asked for, rather than looked at, is asked for here.</summary>
    Task LookAsync(CancellationToken ct) => Task.CompletedTask;
}

public static class InstrumentsModule
{
    /// <summary>Adds a room's metrics to /metrics and to docs/metrics.md.</summary>
    public static IServiceCollection AddInstruments<T>(this IServiceCollection services)
        where T : class, IInstruments
    {
        services.AddMetrics();
        services.AddSingleton<T>();
        return services.AddSingleton<IInstruments>(s => s.GetRequiredService<T>());
    }
}
