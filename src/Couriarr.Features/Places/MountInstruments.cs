using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Places;

/// <summary>Whether the folders of the mappings are there.</summary>
internal sealed class MountInstruments : IInstruments
{
    private readonly PathMap _map;
    private readonly MountWatch _watch;

    public MountInstruments(IMeterFactory meters, PathMap map, MountWatch watch)
    {
        (_map, _watch) = (map, watch);
        meters
            .Create("Couriarr.Places")
            .CreateObservableGauge(
                "couriarr_mount_up",
                Look,
                null,
                "1 while a folder of a mapping is there and can be used, else 0.",
                Labels.Named("mapping", "side")
            );
    }

    private IEnumerable<Measurement<long>> Look() =>
        from route in _map.All
        from side in route.Sides
        select new Measurement<long>(
            _watch.Away.ContainsKey((route.Name, side)) ? 0 : 1,
            new KeyValuePair<string, object?>("mapping", route.Name),
            new KeyValuePair<string, object?>("side", MountWatch.Word(side))
        );
}
