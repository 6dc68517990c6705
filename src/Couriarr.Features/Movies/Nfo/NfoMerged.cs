using System.Globalization;
using System.Xml.Linq;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>Elements in which ours lie beside others': of those, only ours are written anew.</summary>
internal static class NfoMerged
{
    private const decimal Thousand = 1000;
    private static readonly string[] OurIds = ["tmdb", "imdb", "themoviedb"];

    public static IReadOnlyList<XElement> Ratings(MovieFacts facts, XElement old)
    {
        if (facts.Ratings.Count == 0)
            return [];
        var others = old.All("ratings")
            .SelectMany(ratings => ratings.All("rating"))
            // Some tools call it tmdb, which players do not know.
            .Where(rating => facts.Ratings.All(ours => !IsOf(rating, ours.Source)) && !IsOf(rating, "tmdb"))
            .Select(rating => new XElement(rating))
            .ToList();
        var all = facts.Ratings.Select(RatingOf).Concat(others).ToList();
        MarkDefault(all, "name", facts.Ratings[0].Source);
        return [new XElement("ratings", all)];
    }

    private static bool IsOf(XElement rating, string source) =>
        string.Equals((string?)rating.Attribute("name"), source, StringComparison.OrdinalIgnoreCase);

    private static XElement RatingOf(Rating rating) =>
        new(
            "rating",
            new XAttribute("name", rating.Source),
            new XAttribute("max", "10"),
            new XElement("value", (rating.Thousandths / Thousand).ToString("0.0##", CultureInfo.InvariantCulture)),
            new XElement("votes", NfoElements.Text(rating.Votes))
        );

    public static IReadOnlyList<XElement> Ids(NfoContent content, XElement old)
    {
        if (content.TmdbId is null && content.ImdbId is null)
            return [];
        var all = new List<XElement>();
        if (content.TmdbId is { } tmdb)
            all.Add(new XElement("uniqueid", new XAttribute("type", "tmdb"), NfoElements.Text(tmdb)));
        if (content.ImdbId is { } imdb)
            all.Add(new XElement("uniqueid", new XAttribute("type", "imdb"), imdb));
        all.AddRange(old.All("uniqueid").Where(id => !IsOurs(id, content)).Select(id => new XElement(id)));
        MarkDefault(all, "type", (string)all[0].Attribute("type")!);
        return all;
    }

    private static bool IsOurs(XElement id, NfoContent content)
    {
        var type = (string?)id.Attribute("type");
        return OurIds.Contains(type, StringComparer.OrdinalIgnoreCase)
            && (content.ImdbId is not null || !string.Equals(type, "imdb", StringComparison.OrdinalIgnoreCase));
    }

    // Exactly one: with none or two, players choose as they like.
    private static void MarkDefault(List<XElement> all, string key, string standard)
    {
        var chosen = all.FirstOrDefault(one => (string?)one.Attribute(key) == standard) ?? all[0];
        foreach (var one in all)
            one.SetAttributeValue("default", one == chosen ? "true" : null);
    }

    /// <summary>An actor's portrait, and what else others said of him, stays.</summary>
    public static IReadOnlyList<XElement> Cast(MovieFacts facts, XElement old)
    {
        var known = old.All("actor").Where(one => one.Text("name") is not null).ToLookup(one => one.Text("name")!);
        return [.. facts.Cast.Select(actor => ActorOf(actor, known[actor.Name].FirstOrDefault()))];
    }

    private static XElement ActorOf(Actor actor, XElement? known)
    {
        var element = new XElement("actor", new XElement("name", actor.Name));
        if (actor.Role is { Length: > 0 } role)
            element.Add(new XElement("role", role));
        element.Add(new XElement("order", NfoElements.Text(actor.Order)));
        string[] ours = ["name", "role", "order"];
        element.Add(known?.Elements().Where(one => !ours.Contains(one.Name.LocalName.ToLowerInvariant())).Select(one => new XElement(one)));
        return element;
    }

    public static IReadOnlyList<XElement> Streams(Streams? streams, XElement old)
    {
        if (streams is null)
            return [];
        var others = old.All("fileinfo")
            .Elements()
            .Where(one => !one.Name.LocalName.Equals("streamdetails", StringComparison.OrdinalIgnoreCase));
        var details = new XElement(
            "streamdetails",
            streams.Video.Select(video => VideoOf(video, streams.Seconds)),
            streams.Audio.Select(AudioOf),
            streams.Subtitles.Select(language => new XElement("subtitle", new XElement("language", language)))
        );
        return [new XElement("fileinfo", details, others.Select(one => new XElement(one)))];
    }

    private static XElement VideoOf(VideoStream video, int? seconds) =>
        new(
            "video",
            new XElement("codec", video.Codec),
            Optional("aspect", video.Aspect),
            new XElement("width", NfoElements.Text(video.Width)),
            new XElement("height", NfoElements.Text(video.Height)),
            Optional("durationinseconds", NfoElements.Text(seconds)),
            Optional("hdrtype", video.Hdr)
        );

    private static XElement AudioOf(AudioStream audio) =>
        new(
            "audio",
            new XElement("codec", audio.Codec),
            Optional("language", audio.Language),
            new XElement("channels", NfoElements.Text(audio.Channels))
        );

    private static XElement? Optional(string name, string? text) => text is null ? null : new XElement(name, text);
}
