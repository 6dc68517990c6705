using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Transfers;

/// <summary>How fast a transfer may be at a time of day.</summary>
internal static class Bandwidth
{
    /// <returns>KB a second; 0 for no limit. The first window that fits counts.</returns>
    public static int At(TimeOnly time, BandwidthOptions options) =>
        options.Windows.FirstOrDefault(window => time.IsBetween(window.From, window.To))?.Limit ?? options.Limit;
}
