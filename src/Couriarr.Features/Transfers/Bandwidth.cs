using System.Globalization;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Transfers;

/// <summary>How fast a transfer may be at a time of day.</summary>
internal static class Bandwidth
{
    /// <returns>KB a second; 0 for no limit. The first window that fits counts.</returns>
    public static int At(TimeOnly time, BandwidthOptions options)
    {
        foreach (var window in options.Windows)
            if (Read(window.From) is { } from && Read(window.To) is { } to && time.IsBetween(from, to))
                return window.Limit;
        return options.Limit;
    }

    private static TimeOnly? Read(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
