using System.Text.Json.Serialization;

namespace Couriarr.Features.Notifications;

/// <summary>
/// Words as they are meant, before a channel writes them in its own markup. What is escaped and where it is cut is each channel's
/// affair; nobody else ever puts a mark of emphasis into a text.
/// </summary>
public sealed record Prose(IReadOnlyList<Phrase> Phrases)
{
    public static Prose Of(string text) => new([new Phrase(text)]);

    /// <summary>Without any emphasis.</summary>
    [JsonIgnore]
    public string Plain => string.Concat(Phrases.Select(phrase => phrase.Text));
}

/// <param name="Text">May hold line breaks, and anything that a title may hold.</param>
public sealed record Phrase(string Text, Emphasis Emphasis = Emphasis.None)
{
    public Uri? Link { get; init; }
}

public enum Emphasis
{
    None,
    Bold,
    Italic,
    Code,
}
