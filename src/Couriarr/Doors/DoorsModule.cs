using Couriarr.Dashboard;
using Couriarr.Dashboard.Movies;
using Couriarr.Dashboard.Pictures;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;
using Couriarr.Doors.Library;
using Couriarr.Doors.Parity;
using Couriarr.Doors.Timelines;
using Couriarr.Metrics;

namespace Couriarr.Doors;

/// <summary>Everything that can be asked over HTTP.</summary>
internal static class DoorsModule
{
    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddHostedService<Pulse>();
        services.AddSingleton<Uptime>();
        services.AddSingleton<Timeline>();
        services.AddSingleton<InstanceViews>().AddSingleton<OwnHook>();
        services.AddBrowsers();
        services.AddDescription();
        services.AddTrials();
        services.AddDashboard();
        services
            .AddSingleton<BrokenMembers>()
            .AddSingleton<Troubles>()
            .AddSingleton<MovieViews>()
            .AddSingleton<SmallPictures>()
            .AddSingleton<MovieLooks>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseDoors(this WebApplication app)
    {
        app.Services.GetRequiredService<Uptime>();
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<Apologies>();
        app.UseAccess();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        app.UseBrowsers();
        app.UseDescription();
        app.MapDashboard();
        app.MapHealth();
        app.MapStats();
        app.MapMetrics();
        app.MapSystem();
        app.MapNodes();
        app.MapRestart();
        app.MapJobs();
        app.MapQueue();
        app.MapLanes();
        app.MapSchedules();
        app.MapBackups();
        app.MapInstances();
        app.MapDoctor();
        app.MapDeliveries();
        app.MapCatchUp();
        app.MapPlayers();
        app.MapMembers();
        app.MapTrials();
        app.MapLive();
        app.MapLogs();
        app.MapWebhooks();
        app.MapManual();
        app.MapTitles();
        app.MapInbox();
        app.MapNotices();
        app.MapPreview();
        app.MapDiscovery();
        app.MapShows();
        app.MapAdding();
        app.MapReview();
        app.MapLists();
        app.MapLibrary();
        app.MapReconcile();
        app.MapReports();
        app.MapPlans();
        app.MapFallback(
            "{*path}",
            (HttpRequest request) =>
                Answers.NotFound($"There is nothing at {request.Method} {request.Path}. The API is described at /api-docs.")
        );
    }
}
