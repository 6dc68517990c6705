using System.Text;
using System.Text.RegularExpressions;

namespace Couriarr.Features.Notifications.Writing;

/// <summary>How a receiver marks emphasis and links, and how plain words are kept from looking like marks to it.</summary>
internal sealed partial record Markup(Func<string, string> Escape, Func<Emphasis, string, string> Mark, Func<Uri, string, string> Point)
{
    public string NewLine { get; init; } = "\n";

    public static Markup Plain { get; } = new(text => text, (_, text) => text, (_, text) => text);

    /// <summary>As little HTML as Telegram takes: breaks are breaks there.</summary>
    public static Markup Telegram { get; } = new(Entities, (mark, text) => Tagged(mark, text, "b", "i"), Anchor);

    /// <summary>For mail and Matrix.</summary>
    public static Markup Html { get; } = new(Entities, (mark, text) => Tagged(mark, text, "strong", "em"), Anchor) { NewLine = "<br>\n" };

    /// <summary>No masked links: they would be refused to webhooks' readers, who cannot see where they lead.</summary>
    public static Markup Discord { get; } =
        new(
            text => DiscordMarks().Replace(text, @"\$0"),
            (mark, text) =>
                mark switch
                {
                    Emphasis.Bold => $"**{text}**",
                    Emphasis.Italic => $"*{text}*",
                    Emphasis.Code when Unescaped(text) is var code && !code.Contains('`', StringComparison.Ordinal) => $"`{code}`",
                    _ => text,
                },
            (_, text) => text
        );

    /// <summary>It knows three entities and no escape for its marks: those are kept from being marks by spaces that nobody sees.</summary>
    public static Markup Slack { get; } =
        new(
            text => SlackMarks().Replace(ThreeEntities(text), $"{Unseen}$0{Unseen}"),
            (mark, text) =>
                mark switch
                {
                    Emphasis.Bold => $"*{text}*",
                    Emphasis.Italic => $"_{text}_",
                    Emphasis.Code when !text.Contains('`', StringComparison.Ordinal) =>
                        $"`{text.Replace(Unseen, "", StringComparison.Ordinal)}`",
                    _ => text,
                },
            (link, text) => $"<{ThreeEntities(link.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)}|{text}>"
        );

    private const string Unseen = "\u200B";

    public string Write(Prose prose) => prose.Phrases.Aggregate(new StringBuilder(), (all, phrase) => all.Append(Write(phrase))).ToString();

    // In Slack's places for plain text, too, these three are read as its own.
    private static string ThreeEntities(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>For Slack's places for plain text, where pictures are read out of words nevertheless.</summary>
    public static string SlackPlain(string text) => SlackPictures().Replace(ThreeEntities(text), $":{Unseen}");

    // Marks stand close to words and never around a line's end, or they are no marks.
    private string Write(Phrase phrase) =>
        phrase is { Emphasis: Emphasis.None, Link: null } && NewLine == "\n"
            ? Escape(phrase.Text)
            : string.Join(NewLine, phrase.Text.Split('\n').Select(line => Line(phrase, line)));

    private string Line(Phrase phrase, string line)
    {
        var words = line.Trim();
        if (words.Length == 0)
            return line;
        var marked = phrase.Emphasis is Emphasis.None ? Escape(words) : Mark(phrase.Emphasis, Escape(words));
        var start = line.IndexOf(words, StringComparison.Ordinal);
        return line[..start] + (phrase.Link is { } link ? Point(link, marked) : marked) + line[(start + words.Length)..];
    }

    private static string Entities(string text) => ThreeEntities(text).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Anchor(Uri link, string text) => $"<a href=\"{Entities(link.AbsoluteUri)}\">{text}</a>";

    private static string Tagged(Emphasis mark, string text, string bold, string italic) =>
        mark switch
        {
            Emphasis.Bold => $"<{bold}>{text}</{bold}>",
            Emphasis.Italic => $"<{italic}>{text}</{italic}>",
            _ => $"<code>{text}</code>",
        };

    // Between backticks a backslash is a backslash.
    private static string Unescaped(string text) => DiscordEscape().Replace(text, "${c}");

    [GeneratedRegex(@"[\\*_~`|<>#\-\[\]()@:]", RegexOptions.NonBacktracking)]
    private static partial Regex DiscordMarks();

    [GeneratedRegex(@"\\(?<c>[\\*_~`|<>#\-\[\]()@:])", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DiscordEscape();

    // A colon before a word and another colon begins a picture.
    [GeneratedRegex(@"[*_~`]|:(?=[\p{L}\p{N}_+'\-]+:)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlackMarks();

    [GeneratedRegex(@":(?=[\p{L}\p{N}_+'\-]+:)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlackPictures();
}
