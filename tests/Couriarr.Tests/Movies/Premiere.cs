using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Dashboard;
using Couriarr.Tests.Transfers;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Movies;

/// <summary>One movie all the way: a file on a disk, a TMDB with its pictures, and the whole service between them, asked at its doors.</summary>
internal sealed class Premiere : IAsyncDisposable
{
    public const string Folder = "Paper Compass (1999)";
    public const string Stem = $"{Folder}/{Folder}";
    private static readonly string[] Ours =
    [
        "play",
        "scheduled-file-scan",
        "library-scan",
        "scan-movie",
        "enrich-metadata",
        "pick-artwork",
        "publish",
    ];
    private readonly Libraries _libraries;
    private readonly Cinema _cinema;
    private readonly DressHost _host;

    private Premiere(Libraries libraries, Cinema cinema, DressHost host) => (_libraries, _cinema, _host) = (libraries, cinema, host);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Cinema Cinema => _cinema;

    public static async Task<Premiere> OpenAsync(DressingMode mode)
    {
        var libraries = new Libraries();
        libraries.Put($"{Stem}.mkv", 10);
        var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Add(cinema.Compass());
        var host = await cinema.OpenAsync(
            options =>
                options with
                {
                    TimeZone = TimeZoneInfo.Utc,
                    Paths = new PathsOptions { Mappings = libraries.Mappings },
                    Library = new LibraryOptions { Mode = mode },
                    Sync = new SyncOptions { Settle = TimeSpan.FromMilliseconds(50), ReserveMb = 0 },
                },
            services => services.AddJob<Play, PlayHandler>()
        );
        return new Premiere(libraries, cinema, host);
    }

    /// <summary>Radarr tells of the movie.</summary>
    public async Task ImportAsync()
    {
        var told = _libraries.Movie($"{Stem}.mkv");
        await EnqueueAsync(new Play(told with { Work = told.Work with { Year = 1999, Ids = new WorkIds(Tmdb: 603) } }));
        await IdleAsync();
    }

    /// <summary>The clock asks for all libraries.</summary>
    public async Task NightAsync()
    {
        await EnqueueAsync(new ScanLibraries());
        await IdleAsync();
    }

    /// <summary>A person asks for this library.</summary>
    public async Task AskAsync()
    {
        await PostAsync("/library/scan?library=movies");
        await IdleAsync();
    }

    public Task EnqueueAsync(IJob job) => _host.Doors.Get<JobQueue>().EnqueueAsync(job, ct: Ct);

    public Task IdleAsync() =>
        DressHost.UntilAsync(async () =>
            (await _host.Doors.Get<IJobReader>().CensusAsync(Ct)).All(c => !Ours.Contains(c.Kind) || c.State.IsEnded())
        );

    /// <summary>Somebody who is signed in.</summary>
    public Task<Reader> ReaderAsync() => Reader.OfAsync(_host.Doors);

    public Task<JsonElement> GetAsync(string path) => _host.Doors.GetAsync(path);

    /// <summary>The only movie, by its number.</summary>
    public async Task<long> NumberAsync() =>
        Assert.Single((await GetAsync("/library/movies")).GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64();

    public async Task<JsonElement> MovieAsync() => await GetAsync($"/library/movies/{await NumberAsync()}");

    /// <summary>Where its images of a type are from.</summary>
    public async Task<IEnumerable<string?>> WornAsync(string type) =>
        (await MovieAsync())
            .GetProperty("artwork")
            .EnumerateArray()
            .Where(one => one.GetProperty("type").GetString() == type)
            .Select(one => one.GetProperty("source").GetString());

    /// <summary>The number of an image that TMDB has for it.</summary>
    public async Task<long> CandidateAsync(string path)
    {
        var all = await GetAsync($"/library/movies/{await NumberAsync()}/candidates");
        var one = all.GetProperty("items")
            .EnumerateArray()
            .Single(c => c.GetProperty("url").GetString()!.EndsWith(path, StringComparison.Ordinal));
        return one.GetProperty("id").GetInt64();
    }

    /// <summary>Asks a door of the movie, and waits for all that follows.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string door, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/library/movies/{await NumberAsync()}/{door}")
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        var answer = await _host.Doors.Client.SendAsync(request, Ct);
        await IdleAsync();
        return answer;
    }

    public async Task DoAsync(HttpMethod method, string door, object? body = null)
    {
        using var answer = await SendAsync(method, door, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    public async Task PostAsync(string path)
    {
        using var answer = await _host.Doors.PostAsync(path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    public string PathOf(string within) => Path.Combine(_libraries.Source, within);

    /// <summary>What lies in the movie's folder.</summary>
    public IEnumerable<string> Names() =>
        Directory.EnumerateFiles(PathOf(Folder)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _cinema.DisposeAsync();
        _libraries.Dispose();
    }
}
