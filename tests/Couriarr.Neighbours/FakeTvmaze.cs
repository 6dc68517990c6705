using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <summary>
/// TVmaze on a port of its own: pages, single shows and the feed of changes, with the limit of the real one when it is told to have one. What
/// it knows may be changed while it runs.
/// </summary>
public sealed class FakeTvmaze : IAsyncDisposable
{
    private const int PageSize = 250;
    private readonly GeneratedShows _shows;
    private readonly ConcurrentDictionary<long, JsonObject?> _changed = [];
    private readonly ConcurrentDictionary<string, string> _remembered = [];
    private readonly TimeProvider _clock;
    private WebApplication? _app;
    private int _calls;
    private int _port;

    private FakeTvmaze(GeneratedShows shows, TimeProvider clock) => (_shows, _clock, Budget) = (shows, clock, new CallBudget(clock));

    public CallBudget Budget { get; }

    /// <summary>What it was asked, like /shows?page=3.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Answers instead of it, when there is an answer: by what was asked and how many calls there were.</summary>
    public Func<string, int, IResult?> Trouble { get; set; } = (_, _) => null;

    /// <summary>Gives each page as it was when it was asked for first, as what stands before the real one does for a day.</summary>
    public bool RemembersPages { get; set; }
    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>The shows that it has now, as it gives them.</summary>
    public IEnumerable<JsonObject> All => Ids.Select(Json);

    private IEnumerable<long> Ids => _shows.Ids.Union(_changed.Keys).Where(Has).Order();

    public static async Task<FakeTvmaze> StartAsync(long highestId, int seed = 1, TimeProvider? clock = null)
    {
        var fake = new FakeTvmaze(new GeneratedShows(highestId, seed), clock ?? TimeProvider.System);
        await fake.StartAsync();
        return fake;
    }

    /// <summary>Comes up where it was before.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add($"http://127.0.0.1:{_port}");
        _app.Run(async http => await Answer(http).ExecuteAsync(http));
        await _app.StartAsync();
        _port = new Uri(_app.Urls.Single()).Port;
    }

    public async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>A new show, or another form of one. It counts as changed now.</summary>
    public void Change(long id, Action<JsonObject>? change = null, DateTimeOffset? at = null)
    {
        var show = _changed.GetValueOrDefault(id) ?? _shows.Show(id);
        var changed = (JsonObject)show.DeepClone();
        changed["updated"] = (at ?? _clock.GetUtcNow()).ToUnixTimeSeconds();
        change?.Invoke(changed);
        _changed[id] = changed;
    }

    public void Remove(params IEnumerable<long> ids)
    {
        foreach (var id in ids)
            _changed[id] = null;
    }

    public bool Has(long id) => _changed.TryGetValue(id, out var changed) ? changed is not null : _shows.Has(id);

    public static IResult NotFound() =>
        Results.Text("""{"name":"Not Found","message":"","code":0,"status":404}""", "application/json", statusCode: 404);

    public static IResult TooMany(string? retryAfter = null) => new Refusal(429, retryAfter);

    public async ValueTask DisposeAsync() => await StopAsync();

    private IResult Answer(HttpContext http)
    {
        var asked = http.Request.Path + http.Request.QueryString;
        Asked.Enqueue(asked);
        var call = Interlocked.Increment(ref _calls);
        if (!Budget.Take())
            return TooMany();
        if (Trouble(asked, call) is { } trouble)
            return trouble;
        var path = http.Request.Path.Value!;
        if (path == "/updates/shows")
            return Text(Changes(http.Request.Query["since"]));
        if (path == "/shows" && int.TryParse(http.Request.Query["page"], CultureInfo.InvariantCulture, out var page))
            return Page(page) is { } text ? Text(text) : NotFound();
        return
            path.StartsWith("/shows/", StringComparison.Ordinal)
            && long.TryParse(path[7..], CultureInfo.InvariantCulture, out var id)
            && Has(id)
            ? Text(Json(id).ToJsonString())
            : NotFound();
    }

    private string? Page(int page)
    {
        if (RemembersPages && _remembered.TryGetValue($"{page}", out var old))
            return old;
        var ids = Enumerable.Range(page * PageSize, PageSize).Select(id => (long)id).Where(Has).ToList();
        if (ids.Count == 0 && page * PageSize > Math.Max(_shows.HighestId, _changed.Keys.DefaultIfEmpty().Max()))
            return null;
        var text = $"[{string.Join(",", ids.Select(id => Json(id).ToJsonString()))}]";
        _remembered[$"{page}"] = text;
        return text;
    }

    private string Changes(string? since)
    {
        var days = since switch
        {
            "day" => 1,
            "week" => 7,
            "month" => 30,
            _ => 100_000,
        };
        var from = _clock.GetUtcNow().AddDays(-Math.Min(days, 10_000)).ToUnixTimeSeconds();
        return $"{{{string.Join(",", Ids.Select(id => (id, at: UpdatedOf(id))).Where(show => show.at >= from).Select(show => $"\"{show.id}\":{show.at}"))}}}";
    }

    private long UpdatedOf(long id) =>
        _changed.GetValueOrDefault(id) is { } changed ? changed["updated"]!.GetValue<long>() : _shows.Updated(id);

    private JsonObject Json(long id) => _changed.GetValueOrDefault(id) ?? _shows.Show(id);

    private static IResult Text(string json) => Results.Text(json, "application/json; charset=utf-8");

    private sealed class Refusal(int status, string? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            if (retryAfter is not null)
                httpContext.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        }
    }
}
