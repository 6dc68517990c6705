using System.Text.Json;

namespace Couriarr.Features.Outside;

/// <summary>How long somebody who was asked too often wants to be left alone, wherever in the answer he says it.</summary>
internal static class Waits
{
    // Who says more is mistaken, and a message that comes tomorrow is of no use.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private const int LongestText = 64 * 1024;

    /// <summary>Null when nothing sensible is said.</summary>
    public static TimeSpan? Of(HttpResponseMessage answer, TimeProvider clock) =>
        (FromHeader(answer, clock) ?? FromBody(answer.Content)) is { } wait && wait > TimeSpan.Zero
            ? wait < Longest
                ? wait
                : Longest
            : null;

    // Their clock is compared with their clock, where they tell it.
    private static TimeSpan? FromHeader(HttpResponseMessage answer, TimeProvider clock) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (answer.Headers.Date ?? clock.GetUtcNow()),
            _ => null,
        };

    /// <summary>Telegram and Discord say it here, Discord in fractions.</summary>
    private static TimeSpan? FromBody(HttpContent body)
    {
        if (
            body is not ByteArrayContent
            || body.Headers.ContentType?.MediaType != "application/json"
            || body.Headers.ContentLength > LongestText
        )
            return null;
        try
        {
            using var json = JsonDocument.Parse(body.ReadAsStream());
            return Seconds(json.RootElement) ?? Seconds(Field(json.RootElement, "parameters"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? Seconds(JsonElement? element) =>
        Field(element, "retry_after") is { ValueKind: JsonValueKind.Number } said
        && said.TryGetDouble(out var seconds)
        && double.IsFinite(seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, -1, Longest.TotalSeconds))
            : null;

    private static JsonElement? Field(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out var field) ? field : null;
}
