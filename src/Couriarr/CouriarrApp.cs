using System.Net.Sockets;
using Couriarr.Doors;
using Couriarr.Jobs;
using Couriarr.Storage;

namespace Couriarr;

/// <summary>The service, wired. Tests add their own jobs to it and leave the rest as it is.</summary>
internal static class CouriarrApp
{
    // Docker kills after ten seconds. The lanes have seven of them.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    public static WebApplication Build(Settings settings, LocalStore store, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(Listen(settings));
        Speak(builder.Logging);
        // Side by side: a caller who is slow to finish must not use up the time in which running jobs are given back.
        builder.Services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (StopWithin, true));
        builder.Services.Configure<JobsOptions>(jobs => jobs.TimeZone = settings.Zone);
        builder.Services.AddJobs().AddStorage(store).AddDoors();
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseDoors();
        return app;
    }

    public static void Speak(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "yyyy-MM-dd HH:mm:ss "));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Why a start failed is said in one sentence by the verb.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
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
        catch (Exception e) when (Refusal(e, settings) is { } refusal)
        {
            throw new StartupException(refusal, StartupException.Configuration, e);
        }
    }

    private static string? Refusal(Exception e, Settings settings) =>
        e switch
        {
            SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                $"Port {settings.Port} of {settings.Bind} is in use. Stop the other program, or choose another port: PORT=8476 ./run",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                $"This machine has no address {settings.Bind}. Name one that it has in COURIARR_BIND; 0.0.0.0 means all of them.",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"Port {settings.Port} may only be used by root. Choose one above 1023: PORT=8475 ./run",
            { InnerException: { } inner } => Refusal(inner, settings),
            _ => null,
        };

    private static string Listen(Settings settings) => $"http://{settings.Bind}:{settings.Port}";
}
