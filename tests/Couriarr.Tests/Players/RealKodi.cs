using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Players;

/// <summary>The Kodi of the distribution on a virtual display, with a home of its own. It knows films by the texts beside them.</summary>
internal sealed class RealKodi : IAsyncDisposable
{
    public const string Reason = "needs kodi, xvfb and sqlite3";
    public const string Password = "kodi-word";
    private readonly string _home = Directory.CreateTempSubdirectory("couriarr-kodi-").FullName;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private Process? _process;

    private RealKodi() =>
        _client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"kodi:{Password}")));

    public static bool IsPossible => Shell.Has("kodi") && Shell.Has("xvfb-run") && Shell.Has("sqlite3");
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="libraries">Folders with what is in them: movies or tvshows.</param>
    public static async Task<RealKodi> StartAsync(params (string Folder, string Content)[] libraries)
    {
        var kodi = new RealKodi();
        kodi.Configure(libraries);
        kodi.Run();
        await PlayersHost.UntilAsync(kodi.IsUpAsync);
        foreach (var (folder, content) in libraries)
            kodi.Know(folder, content);
        return kodi;
    }

    public async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        var call = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
            ["params"] = parameters,
        };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.ToJsonString()))
        {
            Headers = { ContentType = new("application/json") },
        };
        using var answer = await _client.PostAsync(new Uri(Address, "/jsonrpc"), content, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["result"]!;
    }

    /// <summary>Titles and files of all its movies.</summary>
    public async Task<IReadOnlyList<(string Title, string File)>> MoviesAsync()
    {
        var found = await CallAsync("VideoLibrary.GetMovies", new JsonObject { ["properties"] = new JsonArray("file", "title") });
        return [.. found["movies"]!.AsArray().Select(movie => (movie!["title"]!.GetValue<string>(), movie["file"]!.GetValue<string>()))];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process?.Kill(entireProcessTree: true);
        if (_process is not null)
            await _process.WaitForExitAsync(CancellationToken.None);
        _process?.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return (await CallAsync("JSONRPC.Ping", [])).GetValue<string>() == "pong";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Configure(IEnumerable<(string Folder, string Content)> libraries)
    {
        var data = Directory.CreateDirectory(Path.Combine(_home, ".kodi/userdata")).FullName;
        var settings = new (string Name, string Value)[]
        {
            ("services.webserver", "true"),
            ("services.webserverport", Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("services.webserverauthentication", "true"),
            ("services.webserverusername", "kodi"),
            ("services.webserverpassword", Password),
            ("services.zeroconf", "false"),
            ("general.addonupdates", "2"),
        };
        File.WriteAllText(
            Path.Combine(data, "guisettings.xml"),
            $"<settings version=\"2\">{string.Concat(settings.Select(s => $"<setting id=\"{s.Name}\">{s.Value}</setting>"))}</settings>"
        );
        var sources = libraries.Select(l => $"<source><name>{l.Content}</name><path pathversion=\"1\">{l.Folder}/</path></source>");
        File.WriteAllText(Path.Combine(data, "sources.xml"), $"<sources><video>{string.Concat(sources)}</video></sources>");
    }

    private void Run()
    {
        var start = new ProcessStartInfo("xvfb-run", ["-a", "-s", "-screen 0 640x480x24", "kodi", "--standalone"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _home;
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    // What its user does when he sets the content of a source.
    private void Know(string folder, string content)
    {
        var database = Directory.GetFiles(Path.Combine(_home, ".kodi/userdata/Database"), "MyVideos*.db").Single();
        var row = $"'{folder}/', '{content}', 'metadata.local', '', {(content == "movies" ? int.MaxValue : 0)}, 0, '', 0, 0";
        const string Columns = "strPath, strContent, strScraper, strHash, scanRecursive, useFolderNames, strSettings, noUpdate, exclude";
        Assert.Equal(0, Shell.Run("sqlite3", "-cmd", ".timeout 5000", database, $"INSERT INTO path ({Columns}) VALUES ({row})"));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
