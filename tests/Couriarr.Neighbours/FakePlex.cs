using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>A Plex Media Server: XML unless JSON is asked for, 200 and nothing to a scan of whatever folder, a device for every new client id.</summary>
public sealed class FakePlex(params FakeLibrary[] libraries) : FakePlayer(libraries)
{
    public string Token { get; set; } = "plex-token";

    /// <summary>The clients that it would list as devices.</summary>
    public ConcurrentDictionary<string, bool> Devices { get; } = [];

    protected override Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        Asked.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        if (request.Path == "/identity")
            return SayAsync(http, new JsonObject { ["version"] = "1.41.0", ["machineIdentifier"] = "abc" });
        if (request.Headers["X-Plex-Token"] != Token)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        Devices[request.Headers["X-Plex-Client-Identifier"].ToString()] = true;
        return (request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries), request.Method) switch
        {
            (["library", "sections"], "GET") => SayAsync(http, Sections()),
            (["library", "sections", var key, "refresh"], "GET") => Refresh(key, request.Query["path"].ToString()),
            (["library", "sections", var key, "all"], "GET") => SayAsync(http, All(key, request.Query)),
            (["library", "metadata", var show, "allLeaves"], "GET") => SayAsync(http, Leaves(show)),
            _ => NoneAsync(http),
        };
    }

    private Task Refresh(string key, string path)
    {
        if (Libraries.Any(library => library.Id == key && Contains(library, path)))
        {
            TakeIn(path);
            Forget(path);
        }
        return Task.CompletedTask;
    }

    private JsonObject Sections() =>
        new()
        {
            ["size"] = Libraries.Count,
            ["Directory"] = new JsonArray([
                .. Libraries.Select(library => new JsonObject
                {
                    ["key"] = library.Id,
                    ["type"] = library.Type == "tv" ? "show" : library.Type,
                    ["title"] = library.Name,
                    ["refreshing"] = false,
                    ["Location"] = new JsonArray(new JsonObject { ["id"] = 1, ["path"] = library.Path }),
                }),
            ]),
        };

    private JsonObject All(string key, IQueryCollection query)
    {
        var type = query["type"] == "1" ? "movie" : "tv";
        var all = Items
            .Where(item => item.Library == key && item.Type == type)
            .Where(item => item.Path.Contains(query["title"].ToString(), StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(item => item.Id)
            .ToList();
        if (query["type"] == "2")
            return Shows(all);
        var start = int.Parse(query["X-Plex-Container-Start"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var size = int.Parse(query["X-Plex-Container-Size"].FirstOrDefault() ?? "100000", CultureInfo.InvariantCulture);
        var page = all.Skip(start).Take(size).Select(Shown).ToArray();
        return new JsonObject
        {
            ["size"] = page.Length,
            ["totalSize"] = all.Count,
            ["Metadata"] = new JsonArray(page),
        };
    }

    private JsonObject Shows(IEnumerable<FakeItem> items)
    {
        var shows = items.Select(ShowOf).Distinct().Select(show => (JsonNode)new JsonObject { ["ratingKey"] = NumberOf(show) });
        return new JsonObject { ["Metadata"] = new JsonArray([.. shows]) };
    }

    private JsonObject Leaves(string show) =>
        new() { ["Metadata"] = new JsonArray([.. Items.Where(item => item.Type == "tv" && NumberOf(ShowOf(item)) == show).Select(Shown)]) };

    private string ShowOf(FakeItem item) =>
        item.Path[(Libraries.Single(library => library.Id == item.Library).Path.Length + 1)..].Split('/')[0];

    private static string NumberOf(string show) =>
        Math.Abs((long)show.GetHashCode(StringComparison.Ordinal)).ToString(CultureInfo.InvariantCulture);

    private static JsonNode Shown(FakeItem item) =>
        new JsonObject
        {
            ["ratingKey"] = item.Id.ToString(CultureInfo.InvariantCulture),
            ["Media"] = new JsonArray(new JsonObject { ["Part"] = new JsonArray(new JsonObject { ["file"] = item.Path }) }),
        };

    private static Task NoneAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task SayAsync(HttpContext http, JsonObject container)
    {
        var isJson = http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        http.Response.ContentType = isJson ? "application/json" : "text/xml;charset=utf-8";
        return http.Response.WriteAsync(
            isJson
                ? new JsonObject { ["MediaContainer"] = container }.ToJsonString()
                : "<?xml version=\"1.0\" encoding=\"UTF-8\"?><MediaContainer size=\"0\"/>"
        );
    }
}
