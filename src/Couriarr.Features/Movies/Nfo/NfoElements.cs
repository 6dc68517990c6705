using System.Globalization;
using System.Xml.Linq;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>All that goes into an NFO of ours.</summary>
internal sealed record NfoContent(MovieFacts Facts)
{
    public int? TmdbId { get; init; }
    public string? ImdbId { get; init; }
    public int? Year { get; init; }
    public Streams? Streams { get; init; }
}

/// <summary>The elements that we know, in the order in which players write them. Those without content of ours stay as they are.</summary>
internal static class NfoElements
{
    public static IEnumerable<(string Name, IReadOnlyList<XElement> Ours)> All(NfoContent content, XElement old)
    {
        var facts = content.Facts;
        var year = facts.Premiered?.Year ?? content.Year;
        return
        [
            One("title", facts.Title),
            One("originaltitle", facts.OriginalTitle),
            One("sorttitle", facts.SortTitle),
            ("ratings", NfoMerged.Ratings(facts, old)),
            One("outline", facts.Outline),
            One("plot", facts.Plot),
            One("tagline", facts.Tagline),
            One("runtime", Text(facts.Runtime)),
            One("mpaa", facts.Certification),
            ("uniqueid", NfoMerged.Ids(content, old)),
            Each("genre", facts.Genres),
            Each("country", facts.Countries),
            ("set", Set(facts.Set)),
            Each("tag", facts.Tags),
            Each("credits", facts.Writers),
            Each("director", facts.Directors),
            One("premiered", facts.Premiered?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            One("year", Text(year)),
            Each("studio", facts.Studios),
            One("trailer", facts.Trailer is { } key ? $"plugin://plugin.video.youtube/play/?video_id={key}" : null),
            ("fileinfo", NfoMerged.Streams(content.Streams, old)),
            ("actor", NfoMerged.Cast(facts, old)),
        ];
    }

    internal static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static (string, IReadOnlyList<XElement>) One(string name, string? text) =>
        (name, text is { Length: > 0 } ? [new XElement(name, text)] : []);

    private static (string, IReadOnlyList<XElement>) Each(string name, IReadOnlyList<string> texts) =>
        (name, [.. texts.Select(text => new XElement(name, text))]);

    private static IReadOnlyList<XElement> Set(MovieSet? set) =>
        set is null ? []
        : set.Overview is { } overview ? [new XElement("set", new XElement("name", set.Name), new XElement("overview", overview))]
        : [new XElement("set", new XElement("name", set.Name))];
}
