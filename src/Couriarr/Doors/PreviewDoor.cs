using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Notifications.Telling;

namespace Couriarr.Doors;

/// <summary>What a message looks like before anybody is told it, as a template and as a channel would send it.</summary>
internal static class PreviewDoor
{
    public static void MapPreview(this IEndpointRouteBuilder app) =>
        app.MapPost("/messages/preview", PreviewAsync)
            .Explained(
                "Messages",
                "Show what a message looks like",
                "With made-up values, in the words in force or in those that are sent. marked is what a template would hold; with a channel, "
                    + "sent is what that would be sent: each message with its markup, escaped and cut as it goes out, without what is secret.",
                Previewed.Example
            )
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<IResult> PreviewAsync(PreviewWish wish, NoticeDesk desk, Proofs proofs, CancellationToken ct)
    {
        if (wish.Message is not { } message)
            return Answers.BadRequest("Say which message: {\"message\": \"delivered-movie\"}.");
        if (desk.Preview(message, wish.Title, wish.Body, out var mistakes) is not { } notice)
            return Answers.BadRequest(string.Join(" ", mistakes));
        var sent = wish.Channel is { } channel ? await proofs.OfAsync(channel, notice, ct) : null;
        if (wish.Channel is not null && sent is null)
            return MembersDoor.NoSuch("channels", wish.Channel);
        return Results.Json(
            new Previewed(notice.Title.Plain, notice.Body.Plain, Previewed.Mark(notice.Body)) { Channel = wish.Channel, Sent = sent },
            Answers.Json
        );
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PreviewWish(string? Message, string? Title, string? Body, string? Channel);

/// <param name="Marked">As a template would hold it: with *bold*, _italic_ and `code`, and a backslash before signs that mean themselves.</param>
internal sealed record Previewed(string Title, string Text, string Marked)
{
    public string? Channel { get; init; }

    /// <summary>Message by message what the channel would be sent.</summary>
    public IReadOnlyList<JsonNode>? Sent { get; init; }

    public static Previewed Example { get; } =
        new("Movie Synced", "Dune (2021)\nQuality: Bluray-1080p", "*Dune* (2021)\nQuality: Bluray-1080p")
        {
            Channel = "phone",
            Sent =
            [
                new JsonObject
                {
                    ["topic"] = "home",
                    ["title"] = "Movie Synced",
                    ["message"] = "Dune (2021)\nQuality: Bluray-1080p",
                    ["priority"] = 3,
                },
            ],
        };

    public static string Mark(Prose prose) => string.Concat(prose.Phrases.Select(Mark));

    // Emphasis ends with its line.
    private static string Mark(Phrase phrase) =>
        string.Join('\n', phrase.Text.Split('\n').Select(line => line.Length == 0 ? "" : Around(phrase.Emphasis, Escaped(line))));

    private static string Around(Emphasis emphasis, string text) =>
        emphasis switch
        {
            Emphasis.Bold => $"*{text}*",
            Emphasis.Italic => $"_{text}_",
            Emphasis.Code => $"`{text}`",
            _ => text,
        };

    private static string Escaped(string text) =>
        string.Concat(text.Select((sign, at) => IsSign(sign, text, at) ? $"\\{sign}" : $"{sign}"));

    // Within a word a template reads _ as itself.
    private static bool IsSign(char sign, string text, int at) =>
        sign is '*' or '`' or '[' or '{' or '\\'
        || (sign == '_' && !(at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1])));
}
