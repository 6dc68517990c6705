using System.Text;

namespace Couriarr.Features.Notifications.Writing;

/// <summary>What is done with words for every channel alike.</summary>
internal static class Wording
{
    /// <summary>
    /// Without what no receiver can take: halves of characters and characters that steer machines. A title is one line.
    /// </summary>
    public static Notice Tidy(this Notice notice)
    {
        var title = notice.Title.Each(text => Printable(text).Replace('\n', ' ').Replace('\t', ' '));
        return notice with
        {
            Title = string.IsNullOrWhiteSpace(title.Plain) ? Prose.Of(notice.Event) : title,
            Body = notice.Body.Each(Printable),
        };
    }

    /// <summary>Title and body as one text, for channels that have no place of their own for a title.</summary>
    public static Prose Whole(this Notice notice)
    {
        var title = notice.Title.Phrases.Select(phrase =>
            phrase with
            {
                Emphasis = phrase.Emphasis is Emphasis.None ? Emphasis.Bold : phrase.Emphasis,
                Link = notice.Link ?? phrase.Link,
            }
        );
        return new Prose([.. title, .. notice.Body.IsBlank() ? [] : notice.Body.Phrases.Prepend(new Phrase("\n"))]);
    }

    /// <summary>Where a receiver refuses an empty text.</summary>
    public static Prose BodyOrTitle(this Notice notice) => notice.Body.IsBlank() ? notice.Title : notice.Body;

    public static bool IsBlank(this Prose prose) => prose.Phrases.All(phrase => string.IsNullOrWhiteSpace(phrase.Text));

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>As people who read Unicode's tables count: an emoji of two halves is one.</summary>
    public static int Characters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static Prose Each(this Prose prose, Func<string, string> change) =>
        new([.. prose.Phrases.Select(phrase => phrase with { Text = change(phrase.Text) })]);

    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
                clean.Append(rune);
        return clean.ToString();
    }
}
