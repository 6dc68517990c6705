using System.Text.Encodings.Web;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Saving;

namespace Couriarr.Dashboard.Members;

/// <summary>What a channel would be sent, with made-up values, and the words that it is made of.</summary>
internal sealed class Previews(NoticeDesk desk, Proofs proofs, SavedDesk saved)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="message">The first of all when null or unknown.</param>
    /// <param name="typed">Words that are only tried; those in force when null.</param>
    /// <returns>Null when there is no such channel, or when it cannot be used.</returns>
    public async Task<PreviewView?> OfAsync(string channel, string? message, TypedWords? typed, CancellationToken ct)
    {
        var names = Messages.All.Select(known => known.Name).ToList();
        var chosen = Messages.Find(message is not null && names.Contains(message) ? message : names[0])!;
        var notice = desk.Preview(chosen.Name, typed?.Title, typed?.Body, out var mistakes);
        // With mistakes the words in force tell whether the channel can be used at all.
        var shown = notice ?? desk.Preview(chosen.Name, title: null, body: null, out _)!;
        if (await proofs.OfAsync(channel, shown, ct) is not { } sent)
            return null;
        var view = new PreviewView(names, chosen.Name, typed ?? InForce(chosen))
        {
            Places = chosen.Places,
            Mistakes = mistakes,
            IsOwn = InForce(chosen) != BuiltIn(chosen),
        };
        return notice is null
            ? view
            : view with
            {
                Title = notice.Title.Plain,
                Text = notice.Body.Plain,
                Sent = [.. sent.Select(part => part.ToJsonString(Readable))],
            };
    }

    /// <summary>The section with other words for a message; with the built-in ones for null.</summary>
    public Mapping With(string message, TypedWords? words)
    {
        var at = Origin.Default;
        var all = (saved.Options.Messages as Mapping)?.Entries.Where(entry => entry.Key != message).ToList() ?? [];
        if (words is not null)
            all.Add(new Entry(message, new Mapping([Of("title", words.Title), Of("body", words.Body)], at), at));
        return new Mapping(all, at);

        Entry Of(string key, string text) => new(key, new Scalar(text, at), at);
    }

    private static TypedWords BuiltIn(Message message) => new(message.Title, message.Body);

    private TypedWords InForce(Message message)
    {
        var own = (saved.Options.Messages as Mapping)?.Find(message.Name) as Mapping;
        return new(Of("title") ?? message.Title, Of("body") ?? message.Body);

        string? Of(string key) => (own?.Find(key) as Scalar)?.Text;
    }
}

/// <summary>The words of a message as somebody typed them: with places, and signs for emphasis.</summary>
internal sealed record TypedWords(string Title, string Body)
{
    public static TypedWords Of(IFormCollection form) =>
        new(form["title"].ToString().Trim(), form["body"].ToString().ReplaceLineEndings("\n").TrimEnd());
}

/// <param name="Chosen">The message that is shown.</param>
/// <param name="Words">What it is made of.</param>
internal sealed record PreviewView(IReadOnlyList<string> Messages, string Chosen, TypedWords Words)
{
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";

    /// <summary>Message by message what the channel would be sent.</summary>
    public IReadOnlyList<string> Sent { get; init; } = [];

    /// <summary>What may stand in the words in braces.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>What is wrong with the words; nothing can be shown of them then.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];

    /// <summary>The words in force are not the built-in ones.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Beside which field a mistake stands.</summary>
    public string? WrongIn(string field) =>
        string.Join(' ', Mistakes.Where(why => why.StartsWith($"{field} ", StringComparison.Ordinal))) is { Length: > 0 } why ? why : null;
}
