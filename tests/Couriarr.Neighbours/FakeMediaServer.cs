using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>
/// Jellyfin's and Emby's: 204 to whatever it is told, a look some time later that every further word puts off, and nothing at all for a
/// library that was empty when it was scanned last.
/// </summary>
public abstract class FakeMediaServer : FakePlayer
{
    private readonly HashSet<string> _told = [];
    private readonly HashSet<string> _scanned = [];
    private readonly Timer _timer;

    protected FakeMediaServer(IReadOnlyList<FakeLibrary> libraries)
        : base(libraries)
    {
        _timer = new Timer(_ => Look());
        ScanAll();
    }

    public string ApiKey { get; set; } = "server-key";

    /// <summary>A minute in the real ones.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Every path that it was told of, and as what.</summary>
    public IEnumerable<string> Updates => Asked.Where(call => call.StartsWith("told ", StringComparison.Ordinal)).Select(call => call[5..]);

    /// <summary>The same, by the calls that it was told in.</summary>
    public ConcurrentQueue<IReadOnlyList<string>> Tellings { get; } = [];

    protected abstract bool MayCome(HttpRequest request);
    protected abstract JsonObject Status { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _timer.DisposeAsync();
    }

    public void ScanAll()
    {
        foreach (var library in Libraries.Where(library => Directory.EnumerateFileSystemEntries(library.Disk).Any()))
        {
            lock (_scanned)
                _scanned.Add(library.Id);
            TakeIn(library.Path);
            Forget(library.Path);
        }
    }

    protected override async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        Asked.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        http.Response.StatusCode =
            !MayCome(request) ? StatusCodes.Status401Unauthorized
            : request.Method == "POST" ? await DoAsync(request)
            : StatusCodes.Status200OK;
        if (http.Response.StatusCode == StatusCodes.Status200OK)
            await http.Response.WriteAsJsonAsync(Tell(request));
    }

    private async Task<int> DoAsync(HttpRequest request)
    {
        switch (request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["Library", "Media", "Updated"]:
                return await HearAsync(request);
            case ["Library", "Refresh"]:
                ScanAll();
                return StatusCodes.Status204NoContent;
            case ["Items", var id, "Refresh"]:
                return RefreshItem(id);
            default:
                return StatusCodes.Status404NotFound;
        }
    }

    private async Task<int> HearAsync(HttpRequest request)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) is not true)
            return StatusCodes.Status415UnsupportedMediaType;
        using var body = await JsonDocument.ParseAsync(request.Body);
        var updates = body.RootElement.GetProperty(nameof(Updates)).EnumerateArray().ToList();
        if (updates.Exists(update => update.GetProperty("Path").ValueKind is not JsonValueKind.String))
            return StatusCodes.Status400BadRequest;
        lock (_told)
            _told.UnionWith(updates.Select(update => update.GetProperty("Path").GetString()!));
        var words = updates.ConvertAll(update =>
            $"{update.GetProperty("UpdateType").GetString()} {update.GetProperty("Path").GetString()}"
        );
        Tellings.Enqueue(words);
        foreach (var word in words)
            Asked.Enqueue($"told {word}");
        _timer.Change(Delay, Timeout.InfiniteTimeSpan);
        return StatusCodes.Status204NoContent;
    }

    // Up from the path to the first folder it knows: that is what it looks at.
    private void Look()
    {
        string[] told;
        lock (_told)
        {
            told = [.. _told];
            _told.Clear();
        }
        foreach (var library in Libraries.Where(IsScanned))
            if (told.Any(path => Contains(library, path) && !path.Contains("sample", StringComparison.OrdinalIgnoreCase)))
            {
                TakeIn(library.Path);
                Forget(library.Path);
            }
    }

    private bool IsScanned(FakeLibrary library)
    {
        lock (_scanned)
            return _scanned.Contains(library.Id);
    }

    private int RefreshItem(string id)
    {
        var folder = Series().FirstOrDefault(series => series.Id == id).Path ?? Items.FirstOrDefault(item => IdOf(item) == id)?.Path;
        if (folder is null)
            return StatusCodes.Status404NotFound;
        TakeIn(folder);
        Forget(folder);
        return StatusCodes.Status204NoContent;
    }

    private JsonNode Tell(HttpRequest request) =>
        request.Path.Value switch
        {
            "/System/Info" => Status,
            "/Library/VirtualFolders" => new JsonArray([.. Libraries.Select(Shown)]),
            _ => Search(request.Query),
        };

    private static JsonNode Shown(FakeLibrary library) =>
        new JsonObject
        {
            ["Name"] = library.Name,
            ["ItemId"] = library.Id,
            ["CollectionType"] = library.Type == "tv" ? "tvshows" : "movies",
            ["Locations"] = new JsonArray(library.Path),
        };

    private bool IsIn(FakeItem item, string? parent) =>
        parent is null || parent == item.Library || Series().Any(s => s.Id == parent && IsBelow(item.Path, s.Path));

    private JsonObject Search(IQueryCollection query)
    {
        var types = query["includeItemTypes"].ToString().Split(',');
        var all = Items
            .Where(item => types.Contains(item.Type == "tv" ? "Episode" : "Movie"))
            .Where(item => IsIn(item, query["parentId"]))
            .OrderByDescending(item => item.Id)
            .Select(item => (Id: IdOf(item), item.Path))
            .Concat(types.Contains("Series") ? Series() : [])
            .Where(item => item.Path.Contains(query["searchTerm"].ToString(), StringComparison.OrdinalIgnoreCase))
            .ToList();
        var start = int.Parse(query["startIndex"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var limit = int.Parse(query["limit"].FirstOrDefault() ?? "100000", CultureInfo.InvariantCulture);
        var hasPath = query["fields"].ToString().Contains("Path", StringComparison.Ordinal);
        return new JsonObject
        {
            ["Items"] = new JsonArray([.. all.Skip(start).Take(limit).Select(item => Shown(item.Id, hasPath ? item.Path : null))]),
            ["TotalRecordCount"] = all.Count,
        };
    }

    private static JsonObject Shown(string id, string? path) =>
        path is null ? new JsonObject { ["Id"] = id } : new JsonObject { ["Id"] = id, ["Path"] = path };

    private IEnumerable<(string Id, string Path)> Series() =>
        from library in Libraries
        where library.Type == "tv"
        from folder in Items
            .Where(item => item.Library == library.Id)
            .Select(item => item.Path[(library.Path.Length + 1)..].Split('/')[0])
            .Distinct()
        select ($"series-{folder.Length}-{Math.Abs(folder.GetHashCode(StringComparison.Ordinal))}", $"{library.Path}/{folder}");

    private static string IdOf(FakeItem item) => string.Create(CultureInfo.InvariantCulture, $"item-{item.Id}");
}
