using Couriarr.Features.Discovery.Cinema;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Lists;
using Couriarr.Features.Discovery.Review;
using Couriarr.Features.Media;
using Couriarr.Features.Tmdb;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Discovery.Adding;

public static class AddingModule
{
    public static MigrationLine Tables { get; } = new("adding", typeof(AddingModule).Assembly, "Discovery/Adding/Migrations");

    public static IServiceCollection AddAdding(this IServiceCollection services)
    {
        services.AddSingleton<AdditionTable>().AddSingleton<Consent>().AddSingleton<Targets>().AddSingleton<Storefront>();
        services
            .AddSingleton<IWishes, ShowWishes>()
            .AddSingleton<IWishes, MovieWishes>()
            .AddSingleton<WishBook>()
            .AddSingleton<Planner>()
            .AddSingleton<Leavers>();
        services.AddSingleton<Room>().AddSingleton<AddingCounts>().AddSingleton<Assistant>().AddSingleton<Till>();
        services.AddJob<PlanAdditions, PlanAdditionsHandler>().AddJob<AddWanted, AddWantedHandler>().AddJob<AddOne, AddOneHandler>();
        services.AddSingleton<IReaction<ShowsJudged>, PlanWhenJudged>();
        services.AddSingleton<IDigestPart, FoundDigest>();
        services.AddJob<TellFound, TellFoundHandler>().AddJob<CheckTarget, CheckTargetHandler>();
        services.AddSingleton<AddingDesk>().AddSingleton<ReviewDesk>().AddSingleton<SecondThoughts>().AddSingleton<ListDesk>();
        services.AddJob<NeverAgain, NeverAgainHandler>();
        services.AddTmdb().AddSingleton<TmdbApi>().AddSingleton<MovieTable>().AddJob<FindMovies, FindMoviesHandler>();
        services.AddSchedule("find-movies", "20 */6 * * *", _ => new FindMovies());
        services.AddSchedule("add-wanted", "40 * * * *", _ => new PlanAdditions());
        return services.AddHostedService<CheckTargets>();
    }
}
