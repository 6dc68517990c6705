using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Transfers;

/// <summary>How fast a transfer may be at a time of day.</summary>
internal static class Bandwidth
{
    /// <summary>As it is now.</summary>
    public static int At(CouriarrOptions options, TimeProvider clock)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.TimeZone ?? TimeZoneInfo.Local);
        return At(TimeOnly.FromTimeSpan(now.TimeOfDay), options.Sync.Bandwidth);
    }

    /// <summary>As it is now, on a route that has a limit of its own or 0.</summary>
    public static int On(int route, CouriarrOptions options, TimeProvider clock) =>
        At(options, clock) is > 0 and var each ? (route > 0 ? Math.Min(each, route) : each) : route;

    /// <returns>KB a second; 0 for no limit. The first window that fits counts.</returns>
    public static int At(TimeOnly time, BandwidthOptions options) =>
        options.Windows.FirstOrDefault(window => time.IsBetween(window.From, window.To))?.Limit ?? options.Limit;
}
