using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>
/// Writes what is known of a movie over the NFO that lies there, and keeps of it all that we do not know: what was watched, what other
/// tools added. From the same it always makes the same bytes.
/// </summary>
internal static class NfoWriter
{
    // Which tell of a movie, too, and which we leave to others.
    private static readonly string[] Told = ["id", "rating", "votes", "top250", "thumb", "fanart"];

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
        CheckCharacters = true,
    };

    /// <param name="there">What lies there now; null when nothing does, or nothing that can be read.</param>
    public static byte[] Write(NfoFile? there, NfoContent content)
    {
        var old = there?.Movie ?? new XElement("movie");
        if (there is not null && IsOfAnother(NfoIds.Of(there), content))
            old = WithoutStory(old);
        var known = NfoElements.All(content, old).ToList();
        var names = known.Select(part => part.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var movie = new XElement("movie", old.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration));
        foreach (var (name, ours) in known)
            movie.Add(ours.Count > 0 ? ours : old.All(name).Select(one => new XElement(one)));
        movie.Add(old.Nodes().Where(node => IsUnknown(node, names, content)).Select(Copy));
        return Bytes(Legible(movie), there?.Links.Where(link => !IsOfAnother(NfoIds.In(link), content)).ToList() ?? []);
    }

    private static bool IsOfAnother(NfoIds said, NfoContent content) =>
        said.Tmdb is { } tmdb && content.TmdbId is { } number && tmdb != number;

    // What was done with the file holds whichever movie it is: that it was watched, and what is in it.
    private static XElement WithoutStory(XElement old)
    {
        var names = NfoElements.All(new NfoContent(new MovieFacts()), old).Select(part => part.Name).Except(["fileinfo"]);
        var story = names.Concat(Told).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var bare = new XElement(old);
        bare.Elements().Where(element => story.Contains(element.Name.LocalName)).Remove();
        return bare;
    }

    private static bool IsUnknown(XNode node, HashSet<string> names, NfoContent content) =>
        node is XElement element ? !names.Contains(element.Name.LocalName) && !Contradicts(element, content) : node is XComment;

    private static XNode Copy(XNode node) => node is XElement element ? new XElement(element) : new XComment((XComment)node);

    // Ids in elements of old tools: a player may read them before ours.
    private static bool Contradicts(XElement element, NfoContent content) =>
        element.Name.LocalName.ToLowerInvariant() switch
        {
            "tmdbid" or "tmdb_id" or "themoviedbid" => content.TmdbId is { } id && NfoIds.Number(element.Value.Trim()) != id,
            "imdbid" or "imdb_id" => content.ImdbId is { } id && element.Value.Trim() != id,
            "id" => NfoIds.Number(element.Value.Trim()) is { } number
                ? content.TmdbId is { } id && number != id
                : NfoIds.IsImdb(element.Value.Trim()) && content.ImdbId is { } imdb && element.Value.Trim() != imdb,
            _ => false,
        };

    // Texts of providers and of old files hold characters that XML has no place for.
    private static XElement Legible(XElement movie)
    {
        foreach (var text in movie.DescendantNodes().OfType<XText>())
            text.Value = Legible(text.Value);
        foreach (var attribute in movie.DescendantsAndSelf().Attributes().ToList())
            attribute.Value = Legible(attribute.Value);
        return movie;
    }

    private static string Legible(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '\uD7FF'))
            return text;
        var legible = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                legible.Append(text[i]).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(text[i]) && text[i] != '\r')
                legible.Append(text[i]);
        return legible.ToString();
    }

    private static byte[] Bytes(XElement movie, IReadOnlyList<string> links)
    {
        using var bytes = new MemoryStream();
        bytes.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"u8);
        using (var writer = XmlWriter.Create(bytes, Settings))
            movie.Save(writer);
        bytes.WriteByte((byte)'\n');
        foreach (var link in links)
            bytes.Write(Encoding.UTF8.GetBytes($"{link}\n"));
        return bytes.ToArray();
    }
}
