using Couriarr.Dashboard.Assets;
using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Inbox;
using Couriarr.Dashboard.Overview;
using Couriarr.Dashboard.Parity;
using Couriarr.Dashboard.Queue;
using Couriarr.Dashboard.Titles;

namespace Couriarr.Dashboard;

/// <summary>The pages that people leave open. Each folder is one part of them; what they show they ask of the features, as the doors do.</summary>
internal static class DashboardModule
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddOverview();

    public static void MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapDashboardAssets();
        app.MapFrame();
        app.MapOverview();
        app.MapQueuePages();
        app.MapTitlePages();
        app.MapInboxPages();
        app.MapParityPages();
    }
}
