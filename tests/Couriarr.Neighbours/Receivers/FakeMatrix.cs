using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>A home server with one room. A transaction that it has had is answered with the same event, and shown to nobody again.</summary>
public sealed partial class FakeMatrix : FakeReceiver
{
    private readonly ConcurrentDictionary<string, string> _transactions = [];

    public string Token { get; set; } = "syt_right";
    public string Room { get; } = "!room:home.lan";

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Token}")
            return Json("""{"errcode":"M_UNKNOWN_TOKEN","error":"Invalid access token"}""", 401);
        var path = Path().Match(http.Request.Path.Value!);
        if (!HttpMethods.IsPut(http.Request.Method) || !path.Success)
            return Json("""{"errcode":"M_UNRECOGNIZED","error":"Unrecognized request"}""", 404);
        if (WebUtility.UrlDecode(path.Groups["room"].Value) != Room)
            return Json("""{"errcode":"M_FORBIDDEN","error":"You are not in the room"}""", 403);
        if (await ReadAsync(http) is not { } message || message["body"] is null || message["msgtype"] is null)
            return Json("""{"errcode":"M_BAD_JSON","error":"Content not JSON"}""", 400);
        if (http.Request.ContentLength > 65536)
            return Json("""{"errcode":"M_TOO_LARGE","error":"event too large"}""", 413);
        var fresh = $"${_transactions.Count}";
        var id = _transactions.GetOrAdd(path.Groups["txn"].Value, fresh);
        if (id == fresh)
        {
            var html = message["formatted_body"]?.GetValue<string>() ?? "";
            var shown = WebUtility.HtmlDecode(Tag().Replace(html.Replace("<br>", "", StringComparison.Ordinal), ""));
            Seen.Enqueue(new Seen(message["body"]!.GetValue<string>(), shown, message) { Called = message["m.mentions"] is null });
        }
        return Json($$"""{"event_id":"{{id}}"}""");
    }

    [GeneratedRegex("^/_matrix/client/v3/rooms/(?<room>[^/]+)/send/m\\.room\\.message/(?<txn>[^/]+)$")]
    private static partial Regex Path();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
