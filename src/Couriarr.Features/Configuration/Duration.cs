using System.Globalization;
using System.Text.RegularExpressions;

namespace Couriarr.Features.Configuration;

/// <summary>Durations as people write them: 30s, 15m, 6h, 2d, 1w, 1y; a bare number is seconds.</summary>
public static partial class Duration
{
    public const string Forms = "a number with s, m, h, d, w or y, like 30s, 15m, 6h or 1w";

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is null || Form().Match(text.Trim()) is not { Success: true } match)
            return false;
        var seconds = double.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) * SecondsIn(match.Groups["unit"].Value);
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>In the largest unit that says it exactly.</summary>
    public static string Write(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var unit = seconds == 0 ? 's' : "ywdhms".First(u => seconds % (long)SecondsIn(u.ToString()) == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / (long)SecondsIn(unit.ToString())}{unit}");
    }

    private static double SecondsIn(string unit) =>
        unit switch
        {
            "m" => 60,
            "h" => 3600,
            "d" => 86400,
            "w" => 7 * 86400,
            "y" => 365 * 86400,
            _ => 1,
        };

    [GeneratedRegex(
        @"^(?<n>\d{1,12}(\.\d{1,6})?)\s*(?<unit>[smhdwy]?)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Form();
}
