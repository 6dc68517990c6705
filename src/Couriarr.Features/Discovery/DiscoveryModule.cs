using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules.Written;
using Couriarr.Features.Discovery.Tvmaze;
using Couriarr.Features.Media;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Discovery;

public static class DiscoveryModule
{
    public static MigrationLine Tables { get; } = new("discovery", typeof(DiscoveryModule).Assembly, "Discovery/Migrations");

    /// <param name="folder">Where state.json lies.</param>
    public static IServiceCollection AddStateFile(this IServiceCollection services, string folder) =>
        services.AddSingleton(s => new StateFile(Path.Combine(folder, "state.json"), s.GetRequiredService<TimeProvider>()));

    public static IServiceCollection AddDiscovery(this IServiceCollection services)
    {
        services.TryAddSingleton<Reactions>();
        services
            .AddInstruments<DiscoveryInstruments>()
            .AddAdding()
            .AddSingleton(s => RuleWriting.Of(s.GetRequiredService<CouriarrOptions>(), new Problems()));
        AddCatalogue(services);
        services.AddSingleton<Today>().AddSingleton<Law>().AddSingleton(s => new Course(s.GetRequiredService<CouriarrOptions>().Sync));
        services.AddSingleton<Picture>().AddSingleton<Court>().AddSingleton<Verdicts>().AddSingleton<RulesDesk>();
        services.AddSingleton<Crawl>().AddSingleton<Refresh>().AddSingleton<LateShows>().AddSingleton<DiscoveryDesk>();
        services.AddJob<Discover, DiscoverHandler>().AddJob<Refilter, RefilterHandler>().AddHostedService<DiscoveryClock>();
        // One after the other: they write the same.
        services.AddOptions<JobsOptions>().Configure(jobs => jobs.Lanes.TryAdd(Discover.Lane, 1));
        services.AddSingleton(s => AbilityOf(s.GetRequiredService<DiscoveryDesk>()));
        return services.AddInstruments<CatalogueInstruments>();
    }

    private static Ability AbilityOf(DiscoveryDesk desk) =>
        new(
            "the search for new shows",
            desk.IsOn,
            desk.IsOn ? "GET /state tells how far it is" : "neither sonarr.url nor a rule with an instance"
        );

    private static void AddCatalogue(IServiceCollection services) =>
        services
            .AddSingleton<ShowsTable>()
            .AddSingleton<StateTable>()
            .AddSingleton<Bookmark>()
            .AddSingleton(s => new Pace(s.GetRequiredService<CouriarrOptions>().Tvmaze.RateLimit, s.GetRequiredService<TimeProvider>()))
            .AddSingleton<TvmazeApi>();
}
