using OpenTelemetry.Trace;

namespace Couriarr.Tracing;

/// <summary>Listens from the start, and sends what is left at the end; the container disposes of the rest.</summary>
internal sealed class Traces(TracerProvider provider) : IHostedService
{
    private const int PatienceMs = 2_000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => provider.ForceFlush(PatienceMs), cancellationToken);
}
