using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Arr.Api;

/// <summary>The connections of an instance through which it tells others what it does.</summary>
public sealed class ArrHooks(ArrApi api)
{
    private const string Path = "notification";

    public async Task<IReadOnlyList<JsonObject>> AllAsync(CancellationToken ct) => await ListAsync(Path, ct);

    /// <summary>A webhook as this version of the app knows it, empty.</summary>
    public async Task<JsonObject> TemplateAsync(CancellationToken ct) =>
        (await ListAsync($"{Path}/schema", ct)).FirstOrDefault(IsWebhook)
        ?? throw new PermanentException($"{api.Who} knows no webhooks. Update it.");

    /// <summary>Creates one, or changes the one whose id it has. The app tests it meanwhile: it calls the address and waits for our answer.</summary>
    /// <returns>What the app objects to; null when it is saved.</returns>
    public Task<HookObjection?> SaveAsync(JsonObject hook, CancellationToken ct) =>
        hook["id"]?.GetValue<long>() is > 0 and var id
            ? SendAsync(HttpMethod.Put, $"{Path}/{id}", hook, ct)
            : SendAsync(HttpMethod.Post, Path, hook, ct);

    /// <summary>Has the app call it. When that works, the app also forgets that it had failed before.</summary>
    public Task<HookObjection?> TestAsync(JsonObject hook, CancellationToken ct) => SendAsync(HttpMethod.Post, $"{Path}/test", hook, ct);

    public static bool IsWebhook(JsonObject hook) => hook["implementation"]?.GetValue<string>() == "Webhook";

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string path, CancellationToken ct)
    {
        var all = new List<JsonObject>();
        await foreach (var hook in api.Link.ListAsync(path, json => JsonObject.Create(json), ct))
            all.Add(hook);
        return all;
    }

    private async Task<HookObjection?> SendAsync(HttpMethod method, string path, JsonObject hook, CancellationToken ct)
    {
        using var body = JsonContent.Create(hook);
        using var answer = await api.Link.SendAsync(method, path, body, ct);
        if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.InternalServerError) || !ArrLink.IsJson(answer))
        {
            Objections.Raise(api.Link, path, answer);
            return null;
        }
        using var json = await api.Link.JsonAsync(answer, ct);
        return HookObjection.Of(json.RootElement);
    }
}

/// <summary>What an app says against a webhook that it should save.</summary>
/// <param name="About">The part of it: Url, Name; null when its test went wrong before an answer came.</param>
public sealed record HookObjection(string? About, string Words)
{
    internal static HookObjection Of(JsonElement json) =>
        new(
            json.ValueKind is JsonValueKind.Array ? json.EnumerateArray().Select(e => e.Text("propertyName")).FirstOrDefault() : null,
            Objections.WordsIn(json) ?? "it did not say why"
        );
}
