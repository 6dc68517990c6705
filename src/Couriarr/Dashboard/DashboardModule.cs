using Couriarr.Dashboard.Assets;
using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Movies;
using Couriarr.Dashboard.Overview;
using Couriarr.Dashboard.Pictures;
using Couriarr.Dashboard.Queue;
using Couriarr.Dashboard.Review;
using Couriarr.Dashboard.Rules;
using Couriarr.Dashboard.Shows;

namespace Couriarr.Dashboard;

/// <summary>The pages that people leave open. Each folder is one part of them; what they show they ask of the features, as the doors do.</summary>
internal static class DashboardModule
{
    public static void MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapDashboardAssets();
        app.MapFrame();
        app.MapOverview();
        app.MapQueuePages();
        app.MapShowsPages();
        app.MapReviewPages();
        app.MapRulesPages();
        app.MapMoviesPages();
        app.MapPictures();
    }
}
