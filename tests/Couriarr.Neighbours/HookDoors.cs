using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>The part of the API in which webhooks are set up, with its tests that are run unasked.</summary>
internal sealed class HookDoors(FakeArr arr)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/api/v3/notification/schema", () => FakeArr.Json(new JsonArray(Hook.Schema(arr.Flavour), OtherSchema())));
        app.MapGet("/api/v3/notification", () => FakeArr.Json(new JsonArray([.. arr.Shelf.Hooks.Select(Hook.Shown)])));
        app.MapGet("/api/v3/notification/{id:int}", (int id) => Find(id) is { } hook ? FakeArr.Json(Hook.Shown(hook)) : FakeArr.NoSuch());
        app.MapPost("/api/v3/notification", async (HttpRequest request) => await CreateAsync(await BodyAsync(request)));
        app.MapPut("/api/v3/notification/{id:int}", UpdateAsync);
        app.MapPost("/api/v3/notification/test", async (HttpRequest request) => await TryAsync(await BodyAsync(request)));
        app.MapDelete("/api/v3/notification/{id:int}", Delete);
    }

    private async Task<IResult> CreateAsync(JsonObject sent)
    {
        if (Clash(sent, 0) is { } clash)
            return clash;
        var hook = Hook.Of(arr.Flavour, sent, 0, before: null);
        if (Hook.HasTrigger(hook) && await TestAsync(hook) is { } refusal)
            return refusal;
        arr.Change(shelf => shelf.Next("hook", out var id) with { Hooks = shelf.Hooks.Add(WithId(hook, id)) });
        return FakeArr.Json(Hook.Shown(hook), StatusCodes.Status201Created);
    }

    private async Task<IResult> UpdateAsync(int id, HttpRequest request, bool forceSave = false)
    {
        var sent = await BodyAsync(request);
        if (Find(id) is not { } before)
            return FakeArr.NoSuch();
        if (Clash(sent, id) is { } clash)
            return clash;
        var hook = Hook.Of(arr.Flavour, sent, id, before);
        var isNew = !JsonNode.DeepEquals(hook, before);
        if (isNew && !forceSave && Hook.HasTrigger(hook) && await TestAsync(hook) is { } refusal)
            return refusal;
        arr.Change(shelf => shelf with { Hooks = shelf.Hooks.Replace(before, hook) });
        return FakeArr.Json(Hook.Shown(hook), StatusCodes.Status202Accepted);
    }

    private async Task<IResult> TryAsync(JsonObject sent)
    {
        var id = sent["id"]?.GetValue<int>() ?? 0;
        return await TestAsync(Hook.Of(arr.Flavour, sent, id, Find(id))) ?? FakeArr.Json(new JsonObject());
    }

    private IResult Delete(int id)
    {
        arr.Change(shelf => shelf with { Hooks = shelf.Hooks.RemoveAll(hook => hook["id"]!.GetValue<int>() == id) });
        return FakeArr.Json(new JsonObject());
    }

    private async Task<IResult?> TestAsync(JsonObject hook)
    {
        var url = Hook.Text(hook, "url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.Scheme.StartsWith("http", StringComparison.Ordinal))
            return Invalid("Url", $"Invalid Url: '{url}'");
        var sent = await arr.Herald.SendAsync(hook, arr.Bodies.Test());
        if (hook["id"]!.GetValue<int>() is > 0 and var id)
            arr.Herald.Heed(id, sent);
        if (sent.WasTaken)
            return null;
        return sent.Status is { } status
            ? Invalid(
                "Url",
                $"Unable to send test message: Unable to post to webhook: HTTP request failed: [{status}:{sent.Said.Replace(" ", "", StringComparison.Ordinal)}] [POST] at [{url}]"
            )
            : FakeArr.Json(
                new JsonObject { ["message"] = sent.Said, ["description"] = "System.Net.Http.HttpRequestException: " + sent.Said },
                500
            );
    }

    private IResult? Clash(JsonObject sent, int id) =>
        arr.Shelf.Hooks.Any(hook => hook["id"]!.GetValue<int>() != id && IsNamed(hook, sent["name"]?.GetValue<string>()))
            ? Invalid("Name", "Should be unique", "PredicateValidator")
            : null;

    private static bool IsNamed(JsonObject hook, string? name) =>
        string.Equals(hook["name"]!.GetValue<string>(), name, StringComparison.OrdinalIgnoreCase);

    private JsonObject? Find(int id) => arr.Shelf.Hooks.FirstOrDefault(hook => hook["id"]!.GetValue<int>() == id);

    private static JsonObject WithId(JsonObject hook, int id)
    {
        hook["id"] = id;
        return hook;
    }

    private static JsonObject OtherSchema() =>
        new()
        {
            ["name"] = "",
            ["implementation"] = "Discord",
            ["configContract"] = "DiscordSettings",
            ["fields"] = new JsonArray(),
        };

    private static async Task<JsonObject> BodyAsync(HttpRequest request) =>
        (JsonObject)(await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted))!;

    private static IResult Invalid(string property, string message, string? code = null)
    {
        var error = new JsonObject
        {
            ["propertyName"] = property,
            ["errorMessage"] = message,
            ["severity"] = "error",
        };
        if (code is null)
            error.Insert(0, "isWarning", false);
        else
            error["errorCode"] = code;
        return FakeArr.Json(new JsonArray(error), StatusCodes.Status400BadRequest);
    }
}
