using System.Text.Json;
using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>The methods that the fake Kodi knows, with the names of their parameters, and how it shows what it has.</summary>
internal static class KodiCalls
{
    private static readonly string[] Search = ["filter", "properties", "limits", "sort"];

    public static IReadOnlyDictionary<string, string[]> Known { get; } =
        new Dictionary<string, string[]>
        {
            ["JSONRPC.Ping"] = [],
            ["XBMC.GetInfoBooleans"] = ["booleans"],
            ["Player.GetActivePlayers"] = [],
            ["Files.GetSources"] = ["media", "limits", "sort"],
            ["Files.GetDirectory"] = ["directory", "media", "properties", "sort", "limits"],
            ["VideoLibrary.Scan"] = ["directory", "showdialogs"],
            ["VideoLibrary.Clean"] = ["directory", "content", "showdialogs"],
            ["VideoLibrary.GetMovies"] = Search,
            ["VideoLibrary.GetEpisodes"] = [.. Search, "tvshowid", "season"],
            ["VideoLibrary.RefreshMovie"] = ["movieid", "ignorenfo", "title"],
            ["VideoLibrary.RefreshEpisode"] = ["episodeid", "ignorenfo", "title"],
        };

    public static JsonObject Sources(IEnumerable<FakeLibrary> libraries) =>
        new()
        {
            ["sources"] = new JsonArray([
                .. libraries.Select(library => (JsonNode)new JsonObject { ["file"] = library.Path + "/", ["label"] = library.Name }),
            ]),
        };

    public static JsonObject Shown(string list, string id, IEnumerable<FakeItem> items, JsonElement sent)
    {
        var below = sent.TryGetProperty("filter", out var filter) ? filter.GetProperty("value").GetString()! : "";
        var hasFile = sent.TryGetProperty("properties", out var wanted) && wanted.EnumerateArray().Any(name => name.GetString() == "file");
        var found = items.Where(item => item.Path.StartsWith(below, StringComparison.Ordinal)).ToList();
        var shown = found.Select(item =>
            (JsonNode)(hasFile ? new JsonObject { [id] = item.Id, ["file"] = item.Path } : new JsonObject { [id] = item.Id })
        );
        return new JsonObject
        {
            [list] = new JsonArray([.. shown]),
            ["limits"] = new JsonObject { ["total"] = found.Count },
        };
    }
}
