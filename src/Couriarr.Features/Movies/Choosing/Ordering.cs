using System.Globalization;

namespace Couriarr.Features.Movies.Choosing;

/// <summary>
/// Puts what providers have into the one order in which it would be worn: language, votes, size, name. The same images come out in the same
/// order, however they came in, and each is told why it stands where it does. Pure.
/// </summary>
internal sealed class Ordering(Tongues tongues)
{
    // Until about that many people have voted, a vote is noise.
    private const long Doubt = 10;
    private const long Middle = 5000;

    public IReadOnlyList<Candidate> Of(IEnumerable<Candidate> candidates) =>
        [.. candidates.DistinctBy(one => (one.Type, one.Source)).GroupBy(one => one.Type).OrderBy(same => same.Key).SelectMany(OfType)];

    private IEnumerable<Candidate> OfType(IGrouping<ArtworkType, Candidate> same)
    {
        var judged = same.Select(one => (One: one, Objection: Objection(one))).ToLookup(one => one.Objection is null);
        var fit = judged[true].Select(one => one.One).OrderBy(Rank).ThenByDescending(Points).ThenByDescending(Pixels);
        var ordered = fit.ThenBy(one => one.Path, StringComparer.Ordinal).ThenBy(one => one.Provider, StringComparer.Ordinal).ToList();
        var refused = judged[false].OrderBy(one => one.One.Source, StringComparer.Ordinal);
        return
        [
            .. ordered.Select((one, place) => one with { Place = place, Why = place == 0 ? Merits(one) : Behind(one, ordered[place - 1]) }),
            .. refused.Select(one => one.One with { Place = null, Why = $"Refused: {one.Objection}." }),
        ];
    }

    private static string? Objection(Candidate one) =>
        one.Path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
        || one.Url.AbsolutePath.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
            ? "it is an SVG, which players cannot show"
        : one.Width <= 0 || one.Height <= 0 ? "it has no size"
        : one.Type is ArtworkType.Landscape && one.Language is null ? "it has no title on it"
        : Standard.Of(one.Type).Objection(one.Width, one.Height);

    private int Rank(Candidate one) => tongues.Rank(one.Type, one.Language);

    /// <summary>Its votes, and as many in the middle as make few of them count little.</summary>
    private static long Points(Candidate one) => (((long)one.Vote * one.Votes) + (Middle * Doubt)) / (one.Votes + Doubt);

    private static long Pixels(Candidate one) => (long)one.Width * one.Height;

    private static string Merits(Candidate one) =>
        $"The first: {Tongues.Name(one.Language)}, {Stars(one)} after {one.Votes} votes, {one.Width}×{one.Height}.";

    /// <summary>What alone decided: all before it was equal.</summary>
    private string Behind(Candidate one, Candidate better) =>
        Rank(one) != Rank(better) ? $"Behind {better.Path}: {Tongues.Name(one.Language)}, not {Tongues.Name(better.Language)}."
        : Points(one) != Points(better)
            ? $"Behind {better.Path}: {Stars(one)} after {one.Votes} votes, not {Stars(better)} after {better.Votes}."
        : Pixels(one) != Pixels(better) ? $"Behind {better.Path}: {one.Width}×{one.Height}, not {better.Width}×{better.Height}."
        : $"Behind {better.Path}: as good, and later in the alphabet.";

    private static string Stars(Candidate one) => (Points(one) / 1000m).ToString("0.00", CultureInfo.InvariantCulture);
}
