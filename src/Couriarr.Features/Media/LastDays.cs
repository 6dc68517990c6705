namespace Couriarr.Features.Media;

/// <summary>The local days up to today, oldest first: for what is told by day.</summary>
public static class LastDays
{
    public const int Usual = 14;

    public static IReadOnlyList<Period> Of(int count, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return [.. Enumerable.Range(1 - count, count).Select(today.AddDays).Select(day => new Period(day, day, zone))];
    }
}
