using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>An NFO as it was found, however wild: the movie in it, the addresses around it, and what is wrong with it.</summary>
/// <param name="Movie">Null when there is none that can be read.</param>
/// <param name="Links">Addresses outside of it: they tell a player which movie it is.</param>
/// <param name="Trouble">Null when all of it was understood.</param>
internal sealed partial record NfoFile(XElement? Movie, IReadOnlyList<string> Links, string? Trouble)
{
    private const int DeepestNesting = 50;
    private const int MostElements = 20_000;
    private const int LongestLink = 500;
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>It is about several movies: nobody may rewrite it for one.</summary>
    public bool HasSeveral { get; private init; }

    public static NfoFile Read(byte[] bytes)
    {
        if (bytes.Length > NfoText.Largest)
            return new NfoFile(null, [], $"It has {bytes.Length} bytes, which no NFO needs; it is not read.");
        var text = Unprintable().Replace(Prologs().Replace(NfoText.Of(bytes), ""), "");
        if (text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || text.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
            return new NfoFile(null, [], "It declares entities, which no NFO needs; it is not read.");
        var (movies, trouble) = Movies(text);
        // Some write names like 'Mike & Molly' just so.
        if (trouble is not null && Bare().IsMatch(text))
            (movies, trouble) = Movies(Bare().Replace(text, "&amp;"));
        return new NfoFile(movies.FirstOrDefault(), LinksIn(text), trouble) { HasSeveral = movies.Count > 1 };
    }

    private static (List<XElement> Movies, string? Trouble) Movies(string text)
    {
        var movies = new List<XElement>();
        var from = Start().Match(text);
        if (!from.Success)
            return (movies, null);
        try
        {
            Measure(text[from.Index..]);
            using var reader = XmlReader.Create(new StringReader(text[from.Index..]), Settings);
            while (!reader.EOF)
                if (reader.NodeType is XmlNodeType.Element && reader.LocalName.Equals("movie", StringComparison.OrdinalIgnoreCase))
                    movies.Add((XElement)XNode.ReadFrom(reader));
                else
                    reader.Read();
        }
        // What follows the movie may be anything.
        catch (XmlException) when (movies.Count > 0) { }
        catch (XmlException e)
        {
            return (movies, $"It is no XML that can be read: {e.Message}");
        }
        return (movies, null);
    }

    private static void Measure(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var elements = 0;
        try
        {
            while (reader.Read())
                if (reader.Depth > DeepestNesting || (reader.NodeType is XmlNodeType.Element && ++elements > MostElements))
                    throw new NfoTooLargeException();
        }
        catch (XmlException e) when (e is not NfoTooLargeException) { }
    }

    private static List<string> LinksIn(string text)
    {
        var end = End().Matches(text).LastOrDefault();
        var outside = Start().Match(text) is { Success: true } start
            ? $"{text[..start.Index]}\n{(end is null ? "" : text[(end.Index + end.Length)..])}"
            : text;
        return [.. Link().Matches(outside).Select(match => match.Value).Where(link => link.Length <= LongestLink).Distinct().Take(10)];
    }

    /// <summary>A shape that no player writes, made to cost whoever reads it.</summary>
    private sealed class NfoTooLargeException() : XmlException("it is nested too deep or holds too many elements.");

    [GeneratedRegex(@"<\?xml[^>]*\?>|[\uFEFF]", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Prologs();

    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]", RegexOptions.None, 2000)]
    private static partial Regex Unprintable();

    [GeneratedRegex(@"<movie[\s>/]", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Start();

    [GeneratedRegex(@"</movie\s*>|<movie\s*/>", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex End();

    [GeneratedRegex(@"&(?!(amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Bare();

    [GeneratedRegex("""https?://[^\s<>"']+""", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Link();
}
