using System.Text.Json;

namespace Couriarr.Features.Arr;

/// <summary>
/// A body that is certainly a webhook of one of the apps, opened. Everything in it was decoded once, so that nothing that was promised
/// to be safe turns out later to be unreadable.
/// </summary>
public sealed class ArrPayload : IDisposable
{
    private const int LongestType = 64;
    private readonly JsonDocument _document;

    private ArrPayload(JsonDocument document, string eventType)
    {
        (_document, EventType) = (document, eventType);
        var root = document.RootElement;
        InstanceName =
            root.TryGetProperty("instanceName", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString() : null;
        ApplicationUrl =
            root.TryGetProperty("applicationUrl", out var url) && url.ValueKind is JsonValueKind.String ? url.GetString() : null;
        foreach (var shape in AppShape.All)
            if (root.TryGetProperty(shape.Work, out _) || root.TryGetProperty(shape.File, out _))
                LooksLike = shape.App;
    }

    public string EventType { get; }

    /// <summary>What its owner called the app; by default its own name.</summary>
    public string? InstanceName { get; }

    /// <summary>Under which address its owner said that the app is reached; mostly empty.</summary>
    public string? ApplicationUrl { get; }

    /// <summary>The app whose words it uses; null for what says nothing about media.</summary>
    public ArrApp? LooksLike { get; }

    /// <param name="objection">Why it is no webhook, in one sentence.</param>
    /// <returns>Null when it is none.</returns>
    public static ArrPayload? Open(ReadOnlyMemory<byte> body, out string? objection)
    {
        if ((objection = BodyCheck.Objection(body.Span)) is not null)
            return null;
        var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = BodyCheck.Deepest });
        objection = Misfit(document.RootElement, out var eventType);
        if (objection is null)
            return new ArrPayload(document, eventType);
        document.Dispose();
        return null;
    }

    /// <param name="app">Who sent it, if that is known; what names no media reads the same in all of them.</param>
    /// <param name="instance">Under which name the sender is known here.</param>
    public ArrWebhook Read(ArrApp? app, string instance)
    {
        var odd = new Oddities();
        if (LooksLike is { } other && app is not null && other != app)
            odd.Note($"it was sent to the address of {app}, but it is {other}'s");
        return new WebhookReader(AppShape.Of(LooksLike ?? app ?? ArrApp.Radarr), instance, new Part(_document.RootElement, "", odd)).Read(
            EventType
        );
    }

    public void Dispose() => _document.Dispose();

    private static string? Misfit(JsonElement root, out string eventType)
    {
        eventType = "";
        if (root.ValueKind is not JsonValueKind.Object)
            return $"The body is a JSON {root.ValueKind.ToString().ToLowerInvariant()}; a webhook is an object.";
        if (!root.TryGetProperty("eventType", out var type) || type.ValueKind is not JsonValueKind.String)
            return "It has no eventType, so it is no webhook of Radarr, Sonarr or their relatives.";
        eventType = type.GetString()!;
        return eventType.Length is > 0 and <= LongestType && eventType.All(char.IsAsciiLetterOrDigit)
            ? null
            : "Its eventType is no word of letters.";
    }
}
