using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>
/// A Kodi as version 20 answered: OK to everything it is asked to scan, a scan that stops the one that runs, errors with 200, and a strict
/// eye on the type of the content.
/// </summary>
public sealed class FakeKodi(params FakeLibrary[] libraries) : FakePlayer(libraries)
{
    private static readonly string[] Types = ["", "application/json", "application/json-rpc", "application/json; charset=utf-8"];
    private readonly Lock _gate = new();
    private CancellationTokenSource? _scan;

    public string? Username { get; set; }
    public string? Password { get; set; }
    public bool IsPlaying { get; set; }

    /// <summary>Its share is mounted.</summary>
    public bool SeesStorage { get; set; } = true;
    public TimeSpan ScanTakes { get; set; } = TimeSpan.FromMilliseconds(50);
    public bool IsScanning => _scan is not null;

    /// <summary>How many scans were stopped by another.</summary>
    public int StoppedScans { get; private set; }

    /// <summary>Begins to scan the whole library, as its user may at any time.</summary>
    public void ScanByHand() => Scan("");

    protected override async Task AnswerAsync(HttpContext http)
    {
        var status =
            !MayCome(http.Request) ? StatusCodes.Status401Unauthorized
            : http.Request.Path != "/jsonrpc" ? StatusCodes.Status404NotFound
            : !Types.Contains(http.Request.ContentType ?? "") ? StatusCodes.Status415UnsupportedMediaType
            : StatusCodes.Status200OK;
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Kodi\"";
        if (status != StatusCodes.Status200OK)
            return;
        using var call = await JsonDocument.ParseAsync(http.Request.Body);
        var answer = Answer(call.RootElement);
        if (!call.RootElement.TryGetProperty("id", out var id))
        {
            http.Abort();
            return;
        }
        (answer["id"], answer["jsonrpc"]) = (JsonNode.Parse(id.GetRawText()), "2.0");
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private bool MayCome(HttpRequest request) =>
        (Username is null && Password is null)
        || request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password}"));

    private JsonObject Answer(JsonElement call)
    {
        var method = call.GetProperty("method").GetString()!;
        var sent = call.TryGetProperty("params", out var found) ? found : JsonDocument.Parse("{}").RootElement;
        Asked.Enqueue($"{method} {sent.GetRawText()}");
        if (!KodiCalls.Known.TryGetValue(method, out var names))
            return Error(-32601, "Method not found.");
        if (sent.EnumerateObject().Any(property => !names.Contains(property.Name)))
            return Error(-32602, "Invalid params.");
        return Do(method, sent);
    }

    private JsonObject Do(string method, JsonElement sent) =>
        method switch
        {
            "JSONRPC.Ping" => Result("pong"),
            "XBMC.GetInfoBooleans" => Result(new JsonObject { ["Library.IsScanningVideo"] = IsScanning, ["Player.HasVideo"] = IsPlaying }),
            "Player.GetActivePlayers" => Result(
                IsPlaying ? new JsonArray(new JsonObject { ["playerid"] = 1, ["type"] = "video" }) : new JsonArray()
            ),
            "Files.GetSources" => Result(KodiCalls.Sources(Libraries)),
            "Files.GetDirectory" => List(Text(sent, "directory")),
            "VideoLibrary.Scan" => Scan(Text(sent, "directory")),
            "VideoLibrary.Clean" => Clean(Text(sent, "directory"), Text(sent, "content")),
            "VideoLibrary.GetMovies" => Result(KodiCalls.Shown("movies", "movieid", Items.Where(i => i.Type == "movie"), sent)),
            "VideoLibrary.GetEpisodes" => Result(KodiCalls.Shown("episodes", "episodeid", Items.Where(i => i.Type == "tv"), sent)),
            _ => Renumber(sent.EnumerateObject().First(p => p.Name.EndsWith("id", StringComparison.Ordinal)).Value.GetInt32())
                ? Result("OK")
                : Error(-32602, "Invalid params."),
        };

    /// <summary>Whoever asks while one runs stops it, and is not heard himself.</summary>
    private JsonObject Scan(string directory)
    {
        lock (_gate)
            if (_scan is { } running)
            {
                StoppedScans++;
                running.Cancel();
                _scan = null;
            }
            else
            {
                _scan = new CancellationTokenSource();
                _ = RunAsync(directory, _scan);
            }
        return Result("OK");
    }

    private async Task RunAsync(string directory, CancellationTokenSource scan)
    {
        await Task.Delay(ScanTakes, scan.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        lock (_gate)
        {
            if (scan.IsCancellationRequested || !SeesStorage)
                return;
            foreach (var library in Libraries.Where(library => directory.Length == 0 || IsWellChosen(library, directory)))
                TakeIn(directory.Length == 0 ? library.Path : directory.TrimEnd('/'));
            _scan = null;
        }
    }

    // A season is looked into only when its show is known.
    private bool IsWellChosen(FakeLibrary library, string directory) =>
        Contains(library, directory)
        && (
            library.Type != "tv"
            || directory[library.Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries) is not [var show, _, ..]
            || Items.Any(item => IsBelow(item.Path, $"{library.Path}/{show}"))
        );

    private JsonObject Clean(string directory, string content)
    {
        var isHeard = directory.Length == 0 || content is "movies" or "tvshows";
        if (isHeard && !IsScanning)
            Forget(directory.TrimEnd('/'));
        return Result("OK");
    }

    private JsonObject List(string directory)
    {
        var disk = Libraries
            .Where(library => Contains(library, directory.TrimEnd('/')))
            .Select(l => OnDisk(l, directory.TrimEnd('/')))
            .FirstOrDefault();
        return SeesStorage && Directory.Exists(disk)
            ? Result(
                new JsonObject
                {
                    ["files"] = new JsonArray([
                        .. Directory.EnumerateFileSystemEntries(disk).Select(path => (JsonNode)new JsonObject { ["file"] = path }),
                    ]),
                }
            )
            : Error(-32602, "Invalid params.");
    }

    private static string Text(JsonElement sent, string name) => sent.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static JsonObject Result(JsonNode result) => new() { ["result"] = result };

    private static JsonObject Error(int code, string message) =>
        new()
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        };
}
