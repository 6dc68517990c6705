using System.Collections.Concurrent;
using System.Globalization;
using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Counts what came of adding and of each question to an app, and keeps in mind which Sonarr could be asked the last time.</summary>
internal sealed class AddingCounts(DiscoveryInstruments instruments)
{
    private readonly ConcurrentDictionary<Target, bool> _well = [];

    public void Count(ShowStatus status) => instruments.Processed.Add(1, new KeyValuePair<string, object?>("result", status.Word()));

    /// <param name="status">Nought when there was no answer.</param>
    public void Count(Target target, string endpoint, int status)
    {
        instruments.ApiRequests.Add(
            1,
            new("service", target.Kind),
            new("endpoint", endpoint),
            new("status", status.ToString(CultureInfo.InvariantCulture))
        );
        Note(target, isWell: status > 0);
    }

    /// <summary>There may be several: one that is away is not made up for by another.</summary>
    public void Note(Target target, bool isWell)
    {
        if (target.Kind != "sonarr")
            return;
        _well[target] = isWell;
        instruments.SonarrHealthy.Record(_well.Values.All(well => well) ? 1 : 0);
    }
}
