using System.Collections.Frozen;
using Couriarr.Features.Configuration;

namespace Couriarr.Features.Notifications.Phrasing;

internal sealed record Words(Message Message, Template Title, Template Body);

/// <summary>The words in force: the built-in ones, and those that the configuration puts in their place.</summary>
internal sealed class MessageBook
{
    private readonly FrozenDictionary<string, Words> _all;

    private MessageBook(IEnumerable<Words> all) => _all = all.ToFrozenDictionary(words => words.Message.Name, StringComparer.Ordinal);

    public Words Of(string message) => _all[message];

    /// <param name="messages">The section of the configuration; null when it says nothing.</param>
    /// <param name="mistake">Told of everything that is wrong with it, and where.</param>
    public static MessageBook Read(Node? messages, Action<Origin, string> mistake)
    {
        var said = Section(messages, "messages", mistake);
        foreach (var entry in said.Where(entry => Messages.Find(entry.Key) is null))
            mistake(entry.At, $"there is no message messages.{entry.Key}.{Nearest.Hint(entry.Key, Messages.All.Select(m => m.Name))}");
        return new(Messages.All.Select(message => Read(message, said.FirstOrDefault(e => e.Key == message.Name)?.Value, mistake)));
    }

    /// <param name="title">Null for the one in force.</param>
    public Words With(string message, string? title, string? body, Action<string> mistake)
    {
        var words = Of(message);
        return words with
        {
            Title = title is null ? words.Title : TemplateReader.Read(title, words.Message.Places, why => mistake($"title {why}")),
            Body = body is null ? words.Body : TemplateReader.Read(body, words.Message.Places, why => mistake($"body {why}")),
        };
    }

    private static Words Read(Message message, Node? node, Action<Origin, string> mistake)
    {
        var path = $"messages.{message.Name}";
        var said = Section(node, path, mistake);
        foreach (var entry in said.Where(entry => entry.Key is not ("title" or "body")))
            mistake(entry.At, $"there is no option {path}.{entry.Key}.{Nearest.Hint(entry.Key, ["title", "body"])}");
        return new(message, Text("title", message.Title), Text("body", message.Body));

        Template Text(string key, string builtIn)
        {
            var entry = said.FirstOrDefault(e => e.Key == key);
            if (entry is not null && entry.Value is not Scalar { Text: not null })
                mistake(entry.At, $"{path}.{key} must be text.");
            return entry?.Value is Scalar { Text: { } text } scalar
                ? TemplateReader.Read(text, message.Places, why => mistake(scalar.At, $"{path}.{key} {why}"))
                : TemplateReader.Read(builtIn, message.Places, why => throw new FormatException($"{path}.{key} {why}"));
        }
    }

    private static IReadOnlyList<Entry> Section(Node? node, string path, Action<Origin, string> mistake)
    {
        if (node is not (null or Mapping or Scalar { Text: null }))
            mistake(node.At, $"{path} must hold options with a name, like 'key: value' in lines of their own below it.");
        return (node as Mapping)?.Entries ?? [];
    }
}
