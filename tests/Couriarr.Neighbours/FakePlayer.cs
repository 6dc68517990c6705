using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <param name="Type">movie or tv.</param>
/// <param name="Path">As the player calls it.</param>
/// <param name="Disk">Where that really is.</param>
public sealed record FakeLibrary(string Id, string Name, string Type, string Path, string Disk);

/// <param name="Path">As the player calls it.</param>
public sealed record FakeItem(int Id, string Library, string Type, string Path);

/// <summary>A player on a port of its own, with libraries on a real disk. It shows what it found there when it was asked to look.</summary>
public abstract class FakePlayer(IReadOnlyList<FakeLibrary> libraries) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;
    private int _port;
    private int _next;
    private ImmutableList<FakeItem> _items = [];

    public IReadOnlyList<FakeLibrary> Libraries => libraries;
    public Mood Mood { get; set; }
    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>What it was asked, like "GET /library/sections", with its query or the method that was called.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Completes when it holds a request, because it is slow.</summary>
    public Task Holds => _held.Task;

    /// <summary>To be set when a slow one shall answer.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it said that it is asked too often.</summary>
    public ConcurrentQueue<long> Refused { get; } = [];

    /// <summary>What it shows.</summary>
    public IReadOnlyList<FakeItem> Items => Shared?.Items ?? _items;

    /// <summary>Whose library it has.</summary>
    public FakePlayer? Shared { get; set; }

    public IEnumerable<string> Calls(string beginning) => Asked.Where(call => call.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Comes up, where it was before.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add($"http://127.0.0.1:{_port}");
        _app.Run(ReceiveAsync);
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

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
    }

    protected abstract Task AnswerAsync(HttpContext http);

    /// <summary>Takes in every media file below a folder of a library that it does not know yet.</summary>
    public void TakeIn(string folder)
    {
        lock (_gate)
            foreach (var library in libraries.Where(library => Contains(library, folder)))
            foreach (var path in FilesBelow(library, folder).Where(path => _items.TrueForAll(item => item.Path != path)))
                _items = _items.Add(new FakeItem(++_next, library.Id, library.Type, path));
    }

    /// <summary>Forgets every item below a folder whose file is gone.</summary>
    protected void Forget(string folder)
    {
        lock (_gate)
            _items = _items.RemoveAll(item =>
                IsBelow(item.Path, folder)
                && libraries.Any(library => library.Id == item.Library && !File.Exists(OnDisk(library, item.Path)))
            );
    }

    /// <summary>Gives an item a new number, as Kodi does when it reads one anew.</summary>
    protected bool Renumber(int id)
    {
        lock (_gate)
        {
            if (_items.Find(item => item.Id == id) is not { } item)
                return false;
            _items = _items.Replace(item, item with { Id = ++_next });
            return true;
        }
    }

    protected static bool IsBelow(string path, string folder) =>
        path == folder.TrimEnd('/') || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    protected static bool Contains(FakeLibrary library, string folder) => IsBelow(folder, library.Path);

    protected static string OnDisk(FakeLibrary library, string path) => library.Disk + path[library.Path.Length..];

    private static List<string> FilesBelow(FakeLibrary library, string folder)
    {
        var disk = OnDisk(library, folder.TrimEnd('/'));
        var files =
            File.Exists(disk) ? [disk]
            : Directory.Exists(disk) ? Directory.EnumerateFiles(disk, "*.mkv", SearchOption.AllDirectories)
            : [];
        return files
            .Where(file => !Path.GetFileName(file).StartsWith('.'))
            .Select(file => library.Path + file[library.Disk.Length..])
            .ToList();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        switch (Mood)
        {
            case Mood.HangsUp:
                http.Abort();
                break;
            case Mood.Silent:
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case Mood.Slow:
                _held.TrySetResult();
                await Release.Task.WaitAsync(http.RequestAborted);
                await AnswerAsync(http);
                break;
            case Mood.Starting:
                http.Response.Headers.RetryAfter = "1";
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case Mood.TooOften:
                Refused.Enqueue(Stopwatch.GetTimestamp());
                http.Response.Headers.RetryAfter = "1";
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                break;
            case Mood.Broken:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case Mood.LoginPage:
                await http.Response.WriteAsync("<!doctype html><title>Sign in</title>");
                break;
            default:
                await AnswerAsync(http);
                break;
        }
    }
}
