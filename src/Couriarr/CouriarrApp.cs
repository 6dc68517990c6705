using System.Net.Sockets;
using Couriarr.Doors;
using Couriarr.Features.Discovery;
using Couriarr.Jobs;
using Couriarr.Logging;
using Couriarr.Metrics;
using Couriarr.Storage;

namespace Couriarr;

/// <summary>The service, wired. Tests add their own jobs to it and leave the rest as it is.</summary>
internal static class CouriarrApp
{
    // Docker kills after ten seconds.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(9);

    public static WebApplication Build(Settings settings, LocalStore store, LogBook logs, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(Listen(settings));
        logs.AddTo(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.Services.Configure<JobsOptions>(jobs => (jobs.TimeZone, jobs.Redact) = (settings.Zone, logs.Redactor.Redact));
        builder.Services.AddSingleton(settings).AddLogs(logs);
        builder.Services.AddJobs().AddStorage(store).AddDiscovery().AddLedger().AddDoors();
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseDoors();
        return app;
    }

    /// <returns>False when it was told to stop meanwhile; what is up already is to be stopped in good order.</returns>
    public static async Task<bool> StartAsync(WebApplication app, Settings settings)
    {
        try
        {
            await app.StartAsync();
            return true;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException e) when (e.InnerException is { } inner && IsInUse(inner))
        {
            throw new StartupException(
                $"Port {settings.Port} of {settings.Bind} is in use. Stop the other program, or choose another port: PORT=8476 ./run",
                StartupException.Configuration
            );
        }
    }

    private static bool IsInUse(Exception e) =>
        e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (e.InnerException is { } inner && IsInUse(inner));

    private static string Listen(Settings settings) => $"http://{settings.Bind}:{settings.Port}";
}
