using System.Globalization;
using Couriarr.Features.Media;

namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>What is said of shows and movies that the search found: of one with all that is known, of several as a list.</summary>
internal sealed class FoundWords(Editor editor)
{
    public Notice Of(ShowAdded happened) =>
        happened is { Count: 1, Titles: [var one] }
            ? Single(Messages.ShowAdded, one)
            : Several(Messages.ShowsAdded, happened.Titles, happened.Count, withReason: false);

    public Notice Of(ShowNeedsReview happened) =>
        happened is { Count: 1, Titles: [var one] }
            ? Single(Messages.ShowNeedsReview, one)
            : Several(Messages.ShowsNeedReview, happened.Titles, happened.Count, withReason: true);

    private Notice Single(string message, FoundTitle title)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Fact.Title] = title.Title,
            [Fact.Year] = title.Year is { } year ? year.ToString(CultureInfo.InvariantCulture) : "",
            ["network"] = title.Channel ?? "",
            ["genres"] = string.Join(", ", title.Genres),
            ["why"] = title.Why ?? "",
            ["credit"] = CreditOf([title]),
            ["key"] = title.Key,
        };
        return editor.Write(message, facts) with { Poster = title.Poster, Link = title.Page };
    }

    private Notice Several(string message, IReadOnlyList<FoundTitle> titles, int count, bool withReason)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["count"] = count.ToString(CultureInfo.InvariantCulture),
            ["credit"] = CreditOf(titles),
            ["keys"] = string.Join(' ', titles.Select(title => title.Key)),
        };
        return editor.Write(message, facts, ("parts", Listed(titles, count, withReason)));
    }

    // Each with its address in the catalogue.
    private static Prose Listed(IReadOnlyList<FoundTitle> titles, int count, bool withReason)
    {
        var phrases = new List<Phrase>();
        foreach (var title in titles)
        {
            phrases.Add(new Phrase(phrases.Count == 0 ? "• " : "\n• "));
            phrases.Add(new Phrase(title.Title) { Link = title.Page });
            var year = title.Year is { } of ? Figures.Text($" ({of})") : "";
            phrases.Add(new Phrase(withReason && title.Why is { } why ? $"{year}: {why}" : year));
        }
        if (count > titles.Count)
            phrases.Add(new Phrase(Figures.Text($"\nand {count - titles.Count} more")));
        return new Prose(phrases);
    }

    private static string CreditOf(IReadOnlyList<FoundTitle> titles) =>
        titles.All(title => title.Key.StartsWith("tmdb:", StringComparison.Ordinal))
            ? "Data by TMDB, which does not endorse this"
            : "Data by TVmaze";
}
