using Couriarr.Jobs;

namespace Couriarr.Doors;

/// <summary>Everything that can be asked over HTTP.</summary>
internal static class DoorsModule
{
    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddHostedService<Pulse>();
        services.AddSingleton<Uptime>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseDoors(this WebApplication app)
    {
        app.Services.GetRequiredService<Uptime>();
        app.UseMiddleware<Apologies>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        app.MapHealth();
        app.MapJobs();
        app.MapLanes();
        app.MapSchedules();
        app.MapBackups();
        app.MapLive();
        app.MapFallback(
            "{*path}",
            (HttpRequest request) =>
                Answers.NotFound($"There is nothing at {request.Method} {request.Path}. The API is described in docs/api.md.")
        );
    }
}
