using System.Text.Json.Nodes;
using Couriarr.Features.Arr.Api;

namespace Couriarr.Features.Instances;

/// <summary>What our webhook in an app should be like.</summary>
/// <param name="Url">Where the app finds us.</param>
/// <param name="Secret">What it shall send along; null when anybody is heard.</param>
public sealed record HookWish(string Instance, Uri Url, string? Secret);

/// <summary>Makes the webhook that we want of one that is there, or of an app's empty one. What the owner has set besides stays.</summary>
internal static class HookShape
{
    public const string Name = "Couriarr";
    private const string Header = "X-Webhook-Secret";
    private const string User = "couriarr";
    private const string Masked = "********";
    private const int Post = 1;

    private static readonly string[] Triggers =
    [
        "onDownload",
        "onUpgrade",
        "onImportComplete",
        "onReleaseImport",
        "onRename",
        "onMovieDelete",
        "onMovieFileDelete",
        "onMovieFileDeleteForUpgrade",
        "onSeriesDelete",
        "onEpisodeFileDelete",
        "onEpisodeFileDeleteForUpgrade",
        "onArtistDelete",
        "onAuthorDelete",
        "onBookFileDelete",
        "onBookFileDeleteForUpgrade",
        "onHealthIssue",
        "onHealthRestored",
    ];

    /// <summary>The one that is ours: by its address, else by its name.</summary>
    public static JsonObject? FindIn(IReadOnlyList<JsonObject> hooks, string instance) =>
        hooks.FirstOrDefault(hook => ArrHooks.IsWebhook(hook) && LeadsTo(hook, instance))
        ?? hooks.FirstOrDefault(hook => ArrHooks.IsWebhook(hook) && IsNamed(hook, Name));

    public static bool IsNamed(JsonObject hook, string name) =>
        string.Equals(hook["name"]?.GetValue<string>(), name, StringComparison.OrdinalIgnoreCase);

    /// <param name="changes">What of it is other than before, in words.</param>
    public static JsonObject Of(JsonObject there, HookWish wish, bool withPassword, out IReadOnlyList<string> changes)
    {
        var (hook, changed) = ((JsonObject)there.DeepClone(), new List<string>());
        hook.Remove("presets");
        if (!(hook["id"]?.GetValue<long>() > 0))
            Change(hook, "name", Name, "its name", changed);
        foreach (var trigger in Triggers.Where(hook.ContainsKey))
            Change(hook, trigger, value: true, trigger, changed);
        SetField(hook, "url", wish.Url.AbsoluteUri, "its address", changed);
        SetField(hook, "method", Post, "its method", changed);
        if (wish.Secret is { } secret)
            SetSecret(hook, secret, withPassword, changed);
        changes = changed;
        return hook;
    }

    /// <summary>Versions before custom headers send it as the password, which they never show: whether it is the right one, a test tells.</summary>
    public static bool KnowsHeaders(JsonObject hook) => Find(hook, "headers") is not null;

    private static void SetSecret(JsonObject hook, string secret, bool withPassword, List<string> changed)
    {
        if (KnowsHeaders(hook))
        {
            SetField(hook, "headers", Headers(hook, secret), "its secret", changed);
            return;
        }
        SetField(hook, "username", User, "its user name", changed);
        if (withPassword || Find(hook, "password")!["value"]?.GetValue<string>() != Masked)
            SetField(hook, "password", secret, "its password", changed);
    }

    private static JsonArray Headers(JsonObject hook, string secret)
    {
        var others = (Find(hook, "headers")!["value"] as JsonArray ?? []).OfType<JsonObject>().Where(header => !IsOurs(header));
        return [.. others.Select(header => header.DeepClone()), new JsonObject { ["key"] = Header, ["value"] = secret }];
    }

    private static bool IsOurs(JsonObject header) =>
        string.Equals(header["key"]?.GetValue<string>(), Header, StringComparison.OrdinalIgnoreCase);

    private static bool LeadsTo(JsonObject hook, string instance) =>
        Uri.TryCreate(Find(hook, "url")?["value"]?.GetValue<string>(), UriKind.Absolute, out var url)
        && url.AbsolutePath.TrimEnd('/').EndsWith($"/webhooks/{instance}", StringComparison.Ordinal);

    private static void SetField(JsonObject hook, string name, JsonNode value, string words, List<string> changed)
    {
        if (Find(hook, name) is { } field)
            Change(field, "value", value, words, changed);
    }

    private static void Change(JsonObject json, string name, JsonNode value, string words, List<string> changed)
    {
        if (JsonNode.DeepEquals(json[name], value))
            return;
        json[name] = value;
        changed.Add(words);
    }

    private static JsonObject? Find(JsonObject hook, string name) =>
        (hook["fields"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(field => field["name"]?.GetValue<string>() == name);
}
