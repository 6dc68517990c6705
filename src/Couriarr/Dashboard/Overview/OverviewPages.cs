using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Queue;
using Couriarr.Dashboard.Welcome;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Overview;

/// <summary>Where a browser that is signed in begins.</summary>
internal static class OverviewPages
{
    private const int MostMoving = 12;
    private const int MostEnded = 8;

    public static IServiceCollection AddOverview(this IServiceCollection services) =>
        services
            .AddSingleton<Activity>()
            .AddSingleton<HouseTroubles>()
            .AddSingleton<WorkTroubles>()
            .AddSingleton<Rooms>()
            .AddSingleton<Household>()
            .AddSingleton<Trends>();

    public static void MapOverview(this IEndpointRouteBuilder app)
    {
        app.MapPage("/", ShowAsync);
        app.MapRemedies();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Activity activity,
        HouseTroubles house,
        WorkTroubles work,
        Rooms rooms,
        Household household,
        Trends trends,
        Proofs proofs,
        MemberBook members,
        Settings settings,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await Postponed.LeadsAsync(http, members, ct))
            return Pages.GoTo(http, WelcomePages.Address);
        var strips = await Strips.OfAsync(proofs, clock.GetUtcNow(), settings.Zone, ct);
        var view = new OverviewView(
            [.. await house.AllAsync(ct), .. await work.AllAsync(strips, ct)],
            await activity.MovingAsync(MostMoving, ct),
            await activity.EndedAsync(MostEnded, ct)
        )
        {
            IsDry = settings.Options.Sync.DryRun,
            Trends = await trends.AllAsync(ct),
            Proofs = strips,
            Routes = rooms.All,
            Members = await household.AllAsync(ct),
        };
        return await Pages.ShowAsync<OverviewPage, OverviewView>(http, Say("overview.title"), view);
    }
}

/// <summary>What moves now and what was carried last.</summary>
internal sealed class Activity(IJobReader reader, LiveFeed live)
{
    public async Task<IReadOnlyList<JobLine>> MovingAsync(int most, CancellationToken ct) =>
        await LinesAsync(new JobQuery([JobState.Running], OldestFirst: true, Limit: most), ct);

    /// <summary>The newest, wherever they stand.</summary>
    public async Task<IReadOnlyList<JobLine>> CarriedAsync(int most, CancellationToken ct) =>
        await LinesAsync(new JobQuery(Kind: "transfer-media", After: await Reach.FloorAsync(reader, before: null, ct), Limit: most), ct);

    public async Task<IReadOnlyList<JobLine>> EndedAsync(int most, CancellationToken ct)
    {
        var floor = await Reach.FloorAsync(reader, before: null, ct);
        return await LinesAsync(new JobQuery(JobFilter.Ended, Kind: "transfer-media", After: floor, Limit: most), ct);
    }

    private async Task<IReadOnlyList<JobLine>> LinesAsync(JobQuery query, CancellationToken ct) =>
        [.. (await reader.ListAsync(query, ct)).Select(job => JobLine.Of(job, live))];
}
