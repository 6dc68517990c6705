using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;

namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>Puts facts into the words in force.</summary>
internal sealed class Editor(MessageBook book, CouriarrOptions options, TimeProvider clock)
{
    // What a program says when it fails may be pages; people read its beginning.
    private const int LongestFact = 1500;

    /// <param name="prose">Values that have emphasis of their own.</param>
    public Notice Write(string message, IReadOnlyDictionary<string, string> facts, params (string Name, Prose Prose)[] prose) =>
        Write(book.Of(message), facts, prose);

    public Notice Write(Words words, IReadOnlyDictionary<string, string> facts, params (string Name, Prose Prose)[] prose)
    {
        var topic = Topics.Of(words.Message.Topic);
        return new Notice("", topic.Name, topic.Severity, words.Title.Fill(ValueOf), words.Body.Fill(ValueOf))
        {
            At = clock.GetUtcNow(),
            Facts = facts,
            Link = facts.TryGetValue(Fact.Work, out var work) ? LinkTo(work) : null,
        };

        Prose? ValueOf(string name) =>
            prose.FirstOrDefault(p => p.Name == name).Prose
            ?? (facts.TryGetValue(name, out var fact) ? Prose.Of(Excerpt.Of(fact, LongestFact)) : null);
    }

    private Uri? LinkTo(string work) =>
        options.Server.PublicUrl is { } home
            ? new Uri(
                $"{home.AbsoluteUri.TrimEnd('/')}/titles/{Uri.EscapeDataString(work).Replace("%3A", ":", StringComparison.Ordinal)}/timeline"
            )
            : null;
}
