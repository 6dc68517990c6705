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

    /// <summary>Telegram and Discord say it here, Discord in fractions; Matrix in thousandths.</summary>
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
            var root = json.RootElement;
            return Number(root, "retry_after") ?? Number(Field(root, "parameters"), "retry_after") ?? Number(root, "retry_after_ms", 1000);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? Number(JsonElement? owner, string name, double inOneSecond = 1) =>
        Field(owner, name) is { ValueKind: JsonValueKind.Number } said && said.TryGetDouble(out var number) && double.IsFinite(number)
            ? TimeSpan.FromSeconds(Math.Clamp(number / inOneSecond, -1, Longest.TotalSeconds))
            : null;

    private static JsonElement? Field(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out var field) ? field : null;
}
