using System.Net.Sockets;
using Couriarr.Doors;
using Couriarr.Doors.Access;
using Couriarr.Features.Discovery;
using Couriarr.Features.Instances;
using Couriarr.Features.Intake;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;
using Couriarr.Features.Movies;
using Couriarr.Features.Notifications;
using Couriarr.Features.Outside;
using Couriarr.Features.Places;
using Couriarr.Features.Players;
using Couriarr.Features.Reconciliation;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Logging;
using Couriarr.Metrics;
using Couriarr.Saving;
using Couriarr.Storage;
using Couriarr.Tracing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Couriarr;

/// <summary>The service, wired. Tests add their own jobs to it and leave the rest as it is.</summary>
internal static class CouriarrApp
{
    // Docker kills after ten seconds. The lanes have seven of them.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    public static WebApplication Build(Settings settings, LocalStore store, LogBook logs, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(Listen(settings));
        if (!settings.Options.Server.Enabled)
            builder.Services.AddSingleton<IServer, NoServer>();
        logs.AddTo(builder.Logging);
        // Side by side: a caller who is slow to finish must not use up the time in which running jobs are given back.
        builder.Services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (StopWithin, true));
        builder.Services.Configure<JobsOptions>(jobs => Tune(jobs, settings, logs));
        builder.Services.AddSingleton(settings).AddSingleton(settings.Options).AddLogs(logs).AddSaving();
        builder.Services.AddOutside(s => s.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        builder.Services.AddMembers(settings.Options, settings.Folder).AddStateFile(settings.Folder);
        builder.Services.AddImageCache(settings.Folder).AddRecollection(settings.Folder).AddRemoteFiles(settings.Folder);
        builder.Services.AddWork().AddStorage(store).AddLedger().AddDoors().AddTracing(settings.Options.Telemetry);
        builder.AddAccess(settings, logs);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        if (settings.Options.Server.BasePath is { } path)
            app.UsePathBase(path).UseRouting();
        app.UseTracing();
        app.UseDoors();
        return app;
    }

    /// <summary>Everything that brings jobs, lanes and schedules of its own.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services) =>
        services
            .AddJobs()
            .AddDiscovery()
            .AddPlaces()
            .AddTransfers()
            .AddIntake()
            .AddCatchUp()
            .AddInstances()
            .AddMovies()
            .AddPlayers()
            .AddReconciliation()
            .AddNotifications();

    private static void Tune(JobsOptions jobs, Settings settings, LogBook logs)
    {
        (jobs.TimeZone, jobs.Redact) = (settings.Zone, logs.Redactor.Redact);
        (jobs.KeepEndedWell, jobs.KeepFailed) = (settings.Options.Storage.KeepCompleted, settings.Options.Storage.KeepFailed);
        (jobs.NodeName, jobs.Version) = (settings.Options.Node.Name ?? Environment.MachineName, RuntimeInstruments.Version);
        jobs.OpenLanes = settings.Options.Node.OpenLanes;
        foreach (var (lane, slots) in settings.Options.Lanes)
            jobs.Lanes[lane] = slots;
        foreach (var (schedule, cron) in settings.Options.Schedules)
            jobs.Schedules[schedule] = cron;
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
