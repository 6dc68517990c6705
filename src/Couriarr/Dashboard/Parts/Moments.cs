using System.Globalization;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Parts;

/// <summary>Times, spans and sizes as people say them.</summary>
internal static class Moments
{
    private static readonly TimeSpan Near = TimeSpan.FromHours(20);

    public static string Said(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var apart = now - at;
        if (apart.Duration() < TimeSpan.FromSeconds(1))
            return Say("parts.now");
        if (apart.Duration() < Near)
            return Say(apart > TimeSpan.Zero ? "parts.ago" : "parts.ahead", Span(apart.Duration()));
        var (there, here) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        return there.ToString(there.Year == here.Year ? "d MMM, HH:mm" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>By the clock to the second, with the day when it is another than today.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (there, here) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        return there.ToString(there.Date == here.Date ? "HH:mm:ss" : "d MMM, HH:mm:ss", CultureInfo.InvariantCulture);
    }

    public static string Exact(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    /// <summary>With the two largest units that matter.</summary>
    public static string Span(TimeSpan span) =>
        span switch
        {
            { TotalSeconds: < 1 } => $"{span.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms",
            { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
            { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min{Rest(span.Seconds, "s", span.TotalMinutes < 5)}",
            { TotalDays: < 2 } => $"{(int)span.TotalHours} h{Rest(span.Minutes, "min", true)}",
            _ => $"{(int)span.TotalDays} d{Rest(span.Hours, "h", true)}",
        };

    private static string Rest(int number, string unit, bool isWanted) => isWanted && number > 0 ? $" {number} {unit}" : "";
}
