using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>An ntfy without attachments. Counts bytes, and never says when to come again.</summary>
public sealed partial class FakeNtfy : FakeReceiver
{
    private const int Longest = 4096;

    /// <summary>As it is expected; without it everybody may write.</summary>
    public string? Authorization { get; set; }

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        if (Authorization is not null && http.Request.Headers.Authorization != Authorization)
            return Refusal(40101, 401, "unauthorized");
        if (http.Request.Path != "/")
            return Refusal(40000, 400, "JSON goes to the root, or it is shown as it is");
        if (http.Request.ContentLength > 2 * Longest)
            return Refusal(41303, 413, "JSON body too large");
        if (await ReadAsync(http) is not { } message)
            return Refusal(40024, 400, "invalid request: body must be message JSON if publishing as JSON");
        if (!Topic().IsMatch(message["topic"]?.GetValue<string>() ?? ""))
            return Refusal(40009, 400, "invalid topic: path invalid");
        if (message["priority"]?.GetValue<int>() is not (null or >= 1 and <= 5))
            return Refusal(40007, 400, "invalid priority parameter");
        var text = message["message"]?.GetValue<string>() ?? "";
        if (Encoding.UTF8.GetByteCount(text) > Longest)
            return Refusal(40014, 400, "invalid request: attachments not allowed");
        Seen.Enqueue(new Seen(message["title"]?.GetValue<string>() ?? "", text.Length == 0 ? "triggered" : text, message));
        return Json("""{"id":"sPs71M8A2T","event":"message"}""");
    }

    public static IResult Refusal(int code, int status, string why) =>
        Json(
            new JsonObject
            {
                ["code"] = code,
                ["http"] = status,
                ["error"] = why,
                ["link"] = "https://ntfy.sh/docs/publish/",
            }.ToJsonString(),
            status
        );

    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$")]
    private static partial Regex Topic();
}
