using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <summary>
/// A Radarr or Sonarr on a port of its own. It keeps movies or series, files, history and connections, answers as the real one was
/// recorded to answer, and sends its webhooks. Everything that can be said to it may be said while it runs.
/// </summary>
public sealed class FakeArr : IAsyncDisposable
{
    public const string FirstKey = "0123456789abcdef0123456789abcdef";
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private WebApplication? _app;
    private int _port;
    private volatile Shelf _shelf = new();

    private FakeArr(ArrFlavour flavour, TimeProvider clock)
    {
        (Flavour, _clock, InstanceName, RootFolders) = (flavour, clock, flavour.Name, [flavour.Root]);
        Herald = new Herald(flavour, () => Now);
    }

    public ArrFlavour Flavour { get; }

    /// <summary>Rotate it by setting another.</summary>
    public string ApiKey { get; set; } = FirstKey;
    public string InstanceName { get; set; }

    /// <summary>Like /radarr; without it a request is sent elsewhere.</summary>
    public string UrlBase { get; set; } = "";
    public Mood Mood { get; set; }

    /// <summary>What becomes of its answers on their way, by path.</summary>
    public Func<string, string, string>? Garbles { get; set; }

    /// <summary>The path whose answer it breaks off in the middle, like /api/v3/movie.</summary>
    public string? BreaksOffAt { get; set; }

    /// <summary>How far its clock is ahead of ours.</summary>
    public TimeSpan ClockShift { get; set; }

    /// <summary>The folder that stands for / on its disk; without one its files are only names.</summary>
    public string? Disk { get; set; }

    /// <summary>What it could add.</summary>
    public FakeMetadata Metadata { get; } = new();
    public Adding Adding { get; set; }

    /// <summary>Everything that was sent to be added, also what was refused.</summary>
    public ConcurrentQueue<JsonObject> Posted { get; } = [];

    /// <summary>The usual one alone, unless said otherwise.</summary>
    public IReadOnlyList<string> RootFolders { get; set; }
    public long FreeSpace { get; set; } = 72_236_314_624;

    /// <summary>Who writes metadata beside its files, and whether it does.</summary>
    public IReadOnlyDictionary<string, bool> Writers { get; set; } = new Dictionary<string, bool>();

    public bool IsUp => _app is not null;
    public Uri Address => new($"http://127.0.0.1:{_port}{UrlBase}");
    public DateTimeOffset Now => _clock.GetUtcNow() + ClockShift;
    public Shelf Shelf => _shelf;
    public IReadOnlyCollection<FakeDelivery> Deliveries => Herald.Deliveries;

    /// <summary>What it was asked, like "GET /api/v3/tag".</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    internal Herald Herald { get; }
    internal HookBodies Bodies => new(Flavour, InstanceName);

    public static Task<FakeArr> RadarrAsync(TimeProvider? clock = null) => StartAsync(ArrFlavour.Radarr, clock);

    public static Task<FakeArr> SonarrAsync(TimeProvider? clock = null) => StartAsync(ArrFlavour.Sonarr, clock);

    public static async Task<FakeArr> StartAsync(ArrFlavour flavour, TimeProvider? clock = null, int port = 0)
    {
        var arr = new FakeArr(flavour, clock ?? TimeProvider.System) { _port = port };
        await arr.StartAsync();
        return arr;
    }

    /// <summary>Comes up where it was before.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add($"http://127.0.0.1:{_port}");
        _app.Use(AdmitAsync);
        _app.UseRouting();
        new HookDoors(this).Map(_app);
        new ShopDoors(this).Map(_app);
        new ArrDoors(this).Map(_app);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.Single()).Port;
    }

    /// <summary>Connections are refused until it starts again.</summary>
    public async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>Goes back to what its database was then.</summary>
    public void Restore(Shelf backup) => Change(_ => backup);

    public void Change(Func<Shelf, Shelf> change)
    {
        lock (_gate)
            _shelf = change(_shelf);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Herald.Dispose();
    }

    /// <summary>By the number that the world has for it.</summary>
    public FakeWork? Find(int id) => _shelf.Works.FirstOrDefault(work => (Flavour.HasEpisodes ? work.Tvdb : work.Tmdb) == id);

    internal static IResult Json(JsonNode body, int status = StatusCodes.Status200OK) =>
        Results.Text(body.ToJsonString(Recording.Style), "application/json; charset=utf-8", statusCode: status);

    internal static IResult NoSuch() => Json(new JsonObject { ["title"] = "Not Found", ["status"] = 404 }, StatusCodes.Status404NotFound);

    private async Task AdmitAsync(HttpContext http, RequestDelegate next)
    {
        Asked.Enqueue($"{http.Request.Method} {http.Request.Path}");
        if (Mood is Mood.HangsUp)
            http.Abort();
        else if (Mood is Mood.Silent)
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        else if (Refusal(http) is { } refusal)
            await refusal.ExecuteAsync(http);
        else if (http.Request.Path == BreaksOffAt || Garbles is not null)
            await Garbling.AnswerAsync(http, next, Garbles, http.Request.Path == BreaksOffAt);
        else
            await next(http);
    }

    private IResult? Refusal(HttpContext http)
    {
        if (Mood is Mood.LoginPage)
            return Results.Text("<!doctype html><title>Sign in</title><form>Password</form>", "text/html");
        if (Mood is Mood.Starting)
            return Json(new JsonObject { ["errorMessage"] = $"{Flavour.Name} is starting up, please try again later" }, 503);
        if (Mood is Mood.Throttled)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        if (Mood is Mood.Broken)
            return Json(new JsonObject { ["message"] = "database is locked", ["description"] = "System.Data.SQLite.SQLiteException" }, 500);
        if (UrlBase.Length > 0 && !http.Request.Path.StartsWithSegments(UrlBase, StringComparison.Ordinal))
            return Results.Redirect($"{UrlBase}{http.Request.Path}{http.Request.QueryString}", preserveMethod: true);
        else if (UrlBase.Length > 0)
            http.Request.Path = http.Request.Path.Value![UrlBase.Length..];
        http.Response.Headers["X-Application-Version"] = Flavour.Version;
        var isOpen = http.Request.Path == "/ping";
        return isOpen || http.Request.Headers["X-Api-Key"] == ApiKey ? null : Results.StatusCode(StatusCodes.Status401Unauthorized);
    }
}
