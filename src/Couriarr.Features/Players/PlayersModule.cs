using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Players;

public static class PlayersModule
{
    // One that takes the call and never answers holds a slot for half a minute: the others need their own.
    private const int Slots = 8;

    public static MigrationLine Tables { get; } = new("players", typeof(PlayersModule).Assembly, "Players/Migrations");

    public static IServiceCollection AddPlayers(this IServiceCollection services)
    {
        services.TryAddSingleton<Reactions>();
        services.AddSingleton<Tidings>().AddSingleton<Switchboard>().AddSingleton<Turns>().AddSingleton<Patience>();
        services.AddSingleton<Herald>().AddSingleton<Conversation>().AddSingleton<Asking>().AddSingleton<Lookout>().AddSingleton<Survey>();
        services.AddSingleton<BrokenPlayers>().AddSingleton<PlayerNews>().AddSingleton<SecondChance>().AddSingleton<PlayerHealth>();
        services.AddSingleton<PlayerWatch>().AddHostedService(s => s.GetRequiredService<PlayerWatch>());
        services.AddSingleton<Looking>().AddSingleton<Untold>().AddSingleton<WatchableTrend>();
        services.AddSingleton<TellOfChanges>();
        services.AddSingleton<IReaction<MediaDelivered>>(s => s.GetRequiredService<TellOfChanges>());
        services.AddSingleton<IReaction<MediaWithdrawn>>(s => s.GetRequiredService<TellOfChanges>());
        services.AddJob<TellPlayers, TellPlayersHandler>().AddJob<AwaitVisible, AwaitVisibleHandler>();
        services.AddJob<NotifyPlex, NotifyHandler<NotifyPlex>>().AddJob<NotifyJellyfin, NotifyHandler<NotifyJellyfin>>();
        services.AddJob<NotifyEmby, NotifyHandler<NotifyEmby>>().AddJob<NotifyKodi, NotifyHandler<NotifyKodi>>();
        services.AddOptions<JobsOptions>().Configure(SetSlots);
        services.AddSingleton(s => AbilityOf(s.GetRequiredService<CouriarrOptions>()));
        return services.AddInstruments<PlayerInstruments>();
    }

    private static Ability AbilityOf(CouriarrOptions options) =>
        new(
            "configured players",
            options.Players.Count > 0,
            options.Players.Count > 0 ? string.Join(", ", options.Players.Keys) : "none in players; the API may have added some"
        );

    private static void SetSlots(JobsOptions jobs)
    {
        jobs.Lanes.TryAdd(NotifyPlex.Kind.Lane, Slots);
        jobs.Lanes.TryAdd(AwaitVisible.Kind.Lane, Slots);
    }
}
