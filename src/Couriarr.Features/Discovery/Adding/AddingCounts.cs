using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Counts what came of adding, and of each question to a Sonarr.</summary>
internal sealed class AddingCounts(DiscoveryInstruments instruments)
{
    public void Count(ShowStatus status) => instruments.Processed.Add(1, new KeyValuePair<string, object?>("result", status.Word()));

    /// <param name="status">Nought when there was no answer.</param>
    public void Count(string service, string endpoint, int status) =>
        instruments.ApiRequests.Add(
            1,
            new("service", service),
            new("endpoint", endpoint),
            new("status", status.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
}
