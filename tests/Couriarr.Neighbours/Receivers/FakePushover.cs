using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours.Receivers;

/// <summary>api.pushover.net. Counts characters, not halves of them.</summary>
public sealed class FakePushover : FakeReceiver
{
    private static readonly (string Field, int Longest)[] Limits = [("message", 1024), ("title", 250), ("url", 512), ("url_title", 100)];

    public string Token { get; set; } = "right-token";
    public string User { get; set; } = "right-user";

    protected override async Task<IResult> TakeAsync(HttpContext http)
    {
        if (http.Request.Path != "/1/messages.json" || !http.Request.HasFormContentType)
            return Json("""{"status":0,"errors":["not found"]}""", 404);
        var form = await http.Request.ReadFormAsync();
        if (form["token"] != Token)
            return Refusal("application token is invalid", "token");
        if (form["user"] != User)
            return Refusal("user identifier is not a valid user, group, or subscribed user key", "user");
        if (string.IsNullOrWhiteSpace(form["message"]))
            return Refusal("message cannot be blank");
        foreach (var (field, longest) in Limits)
            if (form[field].ToString().EnumerateRunes().Count() > longest)
                return Refusal($"{field} is too long");
        var sent = new JsonObject();
        foreach (var (name, value) in form)
            sent[name] = value.ToString();
        Seen.Enqueue(new Seen(form["title"].ToString(), form["message"].ToString(), sent));
        return Json("""{"status":1,"request":"647d2300-702c-4b38-8b2f-d56326ae460b"}""");
    }

    private static IResult Refusal(string why, string? field = null)
    {
        var body = new JsonObject { ["status"] = 0, ["errors"] = new JsonArray(why) };
        if (field is not null)
            body[field] = "invalid";
        return Json(body.ToJsonString(), 400);
    }
}
