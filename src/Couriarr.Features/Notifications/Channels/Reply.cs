using System.Net.Http.Headers;
using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>What a receiver answered, whole, and what that means to the one who sent.</summary>
/// <param name="Who">As the owner knows it, like "Telegram 'family'".</param>
/// <param name="Wait">How long it wants to be left alone, when it says so.</param>
internal sealed record Reply(string Who, int Status, string Text, HttpResponseHeaders Headers, TimeSpan? Wait)
{
    private const int LongestQuote = 200;

    // Those who say "too often" without saying for how long: the CDN before Discord, ntfy.
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    /// <summary>Undefined when it is none.</summary>
    public JsonElement Json { get; } = Parse(Text);

    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>A member of its JSON, however deep; as text. Null when it is not there.</summary>
    public string? Field(params string[] path)
    {
        var at = Json;
        foreach (var step in path)
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(step, out at))
                return null;
        return at.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True ? at.ToString() : null;
    }

    /// <summary>What to throw.</summary>
    /// <param name="said">Why, in the receiver's own words.</param>
    public Exception Refusal(string? said = null)
    {
        var told = $"{Who} answered {Status}{Quote(said)}.";
        return Status switch
        {
            429 => new TransientException($"{told} It was told too much at once.", Wait ?? UsualWait) { IsLimit = true },
            _ when Answer.MayPass((System.Net.HttpStatusCode)Status) => new TransientException($"{told} It will be told again.", Wait),
            401 or 403 => Broken(told, "It does not accept our key or does not let us write: look at its options."),
            404 or 410 => Broken(told, "What we write to is not there any more: look at its options."),
            >= 300 and < 400 => Broken(told, "It points elsewhere, which is not followed: set the address that it names."),
            _ => new PermanentException($"{told} It does not take this message, and would not the next time."),
        };
    }

    /// <summary>The member is at fault, whatever the status says.</summary>
    public BlockedException Broken(string? said) => Broken($"{Who} answered {Status}{Quote(said)}.", "Look at its options.");

    /// <summary>A good answer that its kind does not give: of a proxy before it, or of somebody else.</summary>
    public TransientException Strange() =>
        new($"Something answered {Status} at the address of {Who}, but not as such a receiver does. Look at its address.");

    private static BlockedException Broken(string told, string whatToDo) => new($"{told} {whatToDo}");

    private static string Quote(string? said)
    {
        var line = new string([.. (said ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Trim().TrimEnd('.');
        return line.Length == 0 ? "" : $": {Excerpt.Of(line, LongestQuote)}";
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
