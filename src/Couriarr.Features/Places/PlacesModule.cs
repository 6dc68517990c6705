using Couriarr.Features.Media;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Places;

public static class PlacesModule
{
    public static MigrationLine Tables { get; } = new("places", typeof(PlacesModule).Assembly, "Places/Migrations");

    public static IServiceCollection AddPlaces(this IServiceCollection services)
    {
        services.TryAddSingleton<Reactions>();
        services.AddSingleton<PathMap>().AddSingleton<MountMemory>().AddSingleton<Mounts>().AddSingleton<MountBell>();
        services.AddSingleton<Losses>().AddSingleton<Shortages>();
        services.AddSingleton<MountWatch>().AddHostedService(s => s.GetRequiredService<MountWatch>());
        services.AddSingleton<IPlaceHealth, PlaceHealth>();
        return services.AddInstruments<MountInstruments>();
    }
}

/// <summary>What everybody may know of the folders: names of routes, no paths.</summary>
public interface IPlaceHealth
{
    IReadOnlyList<string> Issues { get; }
}

internal sealed class PlaceHealth(MountWatch watch, PathMap map) : IPlaceHealth
{
    public IReadOnlyList<string> Issues =>
        [
            .. watch
                .Away.Where(away => map.Find(away.Key.Route) is not { } route || !watch.IsServedElsewhere(route))
                .Select(away => $"{away.Key.Route}: the {MountWatch.Word(away.Key.Side)} {away.Value.Brief}")
                .Order(StringComparer.Ordinal),
        ];
}
