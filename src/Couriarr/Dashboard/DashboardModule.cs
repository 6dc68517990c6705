using Couriarr.Dashboard.Account;
using Couriarr.Dashboard.Anew;
using Couriarr.Dashboard.Assets;
using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Inbox;
using Couriarr.Dashboard.Instances;
using Couriarr.Dashboard.Logs;
using Couriarr.Dashboard.Machine;
using Couriarr.Dashboard.Mappings;
using Couriarr.Dashboard.Members;
using Couriarr.Dashboard.Movies;
using Couriarr.Dashboard.MovingIn;
using Couriarr.Dashboard.Overview;
using Couriarr.Dashboard.Parity;
using Couriarr.Dashboard.Pictures;
using Couriarr.Dashboard.Queue;
using Couriarr.Dashboard.Receivers;
using Couriarr.Dashboard.Restoring;
using Couriarr.Dashboard.Review;
using Couriarr.Dashboard.Rules;
using Couriarr.Dashboard.Schedules;
using Couriarr.Dashboard.Setup;
using Couriarr.Dashboard.Shows;
using Couriarr.Dashboard.Titles;
using Couriarr.Dashboard.Welcome;
using Couriarr.Dashboard.Words;
using Couriarr.MovingIn;

namespace Couriarr.Dashboard;

/// <summary>The pages that people leave open. Each folder is one part of them; what they show they ask of the features, as the doors do.</summary>
internal static class DashboardModule
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) =>
        services
            .AddOverview()
            .AddSingleton<Previews>()
            .AddSingleton<InstanceAsking>()
            .AddSingleton<Rehearsal>()
            .AddSingleton<Luggage>()
            .AddSingleton<Progress>()
            .AddSingleton<WelcomeViews>();

    public static void MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapDashboardAssets();
        app.MapFrame();
        app.MapAnew();
        app.MapOverview();
        app.MapQueuePages();
        app.MapAccount();
        app.MapMemberPages();
        app.MapReceivers();
        app.MapInstancesPages();
        app.MapSchedulesPages();
        app.MapLogsPages();
        app.MapSystemPages();
        app.MapSettingsPages();
        app.MapMappings();
        app.MapRestoring();
        app.MapMovingIn();
        app.MapWelcome();
        app.MapShowsPages();
        app.MapReviewPages();
        app.MapRulesPages();
        app.MapMoviesPages();
        app.MapPictures();
        app.MapTitlePages();
        app.MapInboxPages();
        app.MapParityPages();
        app.MapFallback("/ui/{*path}", (Delegate)LostAsync);
    }

    // Below /ui are people: programs are told the same as JSON elsewhere.
    private static Task<IResult> LostAsync(HttpContext http) => Pages.NotFoundAsync(http, Lexicon.Say("frame.no_page"));
}
