using System.Globalization;
using Couriarr.Features.Media;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>What the digest says about the search: what was added by it, and how much has come to wait for a person.</summary>
internal sealed class FoundDigest(AdditionTable additions) : IDigestPart
{
    private const int MostTitles = 5;

    public async Task<IReadOnlyList<DigestPart>> OfAsync(Period period, CancellationToken ct)
    {
        var (from, until) = (period.From, period.Until);
        var added = await additions.EndedBetweenAsync(Addition.Added, from, until, MostTitles, ct);
        var review = await additions.EndedBetweenAsync(Addition.Review, from, until, MostTitles, ct);
        List<string> lines = [.. Line("Added", added), .. Line("New for your review", review)];
        return lines.Count == 0 ? [] : [new DigestPart(50, "New shows and movies", lines)];
    }

    private static IEnumerable<string> Line(string what, (long Count, List<string> Titles) found)
    {
        if (found.Count == 0)
            return [];
        var more = found.Count - found.Titles.Count;
        var named = string.Join(", ", found.Titles) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "");
        return [string.Create(CultureInfo.InvariantCulture, $"{what}: {found.Count} ({named})")];
    }
}
