namespace Couriarr.Features.Media;

/// <summary>What a feature has to say about a day or a week that is over. Asked by those who tell people.</summary>
public interface IDigestPart
{
    /// <returns>None when there is nothing to say.</returns>
    Task<IReadOnlyList<DigestPart>> OfAsync(Period period, CancellationToken ct);
}

/// <param name="Order">Smaller ones come first.</param>
/// <param name="Heading">Null for what needs none.</param>
/// <param name="Lines">As they are: whatever a title holds is text.</param>
public sealed record DigestPart(int Order, string? Heading, IReadOnlyList<string> Lines);

/// <summary>Whole local days.</summary>
public sealed record Period(DateOnly First, DateOnly Last, TimeZoneInfo Zone)
{
    public bool IsDay => First == Last;

    public DateTimeOffset From => StartOf(First);

    /// <summary>The first moment that is not part of it.</summary>
    public DateTimeOffset Until => StartOf(Last.AddDays(1));

    public bool Has(DateOnly day) => day >= First && day <= Last;

    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock skips midnight, the day begins with the first moment that it shows.
        while (Zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }
}
