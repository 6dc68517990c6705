using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>A Gotify, perhaps below a path.</summary>
public sealed class FakeGotify : FakeReceiver
{
    public string Token { get; set; } = "Aright";
    public string Base { get; init; } = "/gotify";
    public Uri Server => new(Address, Base);

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        if (http.Request.Path != $"{Base}/message")
            return Json("""{"error":"Not Found","errorCode":404,"errorDescription":"page not found"}""", 404);
        if (http.Request.Headers["X-Gotify-Key"] != Token)
            return Json("""{"error":"Unauthorized","errorCode":401,"errorDescription":"you need to provide a valid access token"}""", 401);
        if (await ReadAsync(http) is not { } message || string.IsNullOrEmpty(message["message"]?.GetValue<string>()))
            return Json("""{"error":"Bad Request","errorCode":400,"errorDescription":"Field 'message' is required"}""", 400);
        var title = message["title"]?.GetValue<string>();
        Seen.Enqueue(new Seen(string.IsNullOrWhiteSpace(title) ? "The app" : title, message["message"]!.GetValue<string>(), message));
        return Json("""{"id":25,"appid":5}""");
    }
}
