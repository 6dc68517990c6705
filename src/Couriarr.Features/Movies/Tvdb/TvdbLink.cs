using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Tvdb;

/// <summary>
/// What TVDB knows of a movie: the second one who is asked, for what the first leaves open. Without a key, or with one that is refused, movies
/// are dressed all the same.
/// </summary>
internal sealed class TvdbLink(OutsideHttp http, CouriarrOptions options, TimeProvider clock, ILogger<TvdbLink> log) : IDisposable
{
    private const string Who = "TVDB";
    private const string Artworks = "artworks.thetvdb.com";
    private const int Calls = 5;
    private const int LongestAnswer = 4 * 1024 * 1024;
    private readonly Pace _pace = new(Calls, clock, TimeSpan.FromSeconds(1));
    private readonly SemaphoreSlim _door = new(1, 1);
    private string? _token;
    private int _isRefused;

    private bool IsAsked => options.Tvdb.ApiKey?.Reveal() is { Length: > 0 } && Volatile.Read(ref _isRefused) == 0;

    /// <summary>By its id at IMDb.</summary>
    /// <returns>Null when it cannot be asked today.</returns>
    public async Task<TvdbTold?> TellAsync(string imdbId, CancellationToken ct)
    {
        if (!IsAsked)
            return TvdbTold.Nothing;
        try
        {
            return
                await FindAsync(imdbId, ct) is { } number
                && await AskAsync(FormattableString.Invariant($"movies/{number}/extended?meta=translations"), ct) is { } movie
                ? TvdbReader.Read(movie, options.Library.Language, IsTheirs)
                : TvdbTold.Nothing;
        }
        catch (Exception e) when (e is TransientException or PermanentException or BlockedException)
        {
            log.LogInformation("TVDB cannot be asked now: {Why}", e.Message);
            return null;
        }
    }

    public void Dispose()
    {
        _pace.Dispose();
        _door.Dispose();
    }

    private async Task<int?> FindAsync(string imdbId, CancellationToken ct) =>
        await AskAsync($"search/remoteid/{Uri.EscapeDataString(imdbId)}", ct) is { ValueKind: JsonValueKind.Array } found
            ? found.EnumerateArray().Select(one => one.Child("movie")?.Id("id")).FirstOrDefault(id => id is not null)
            : null;

    /// <returns>Null when there is no such thing.</returns>
    private async Task<JsonElement?> AskAsync(string path, CancellationToken ct)
    {
        var token = await TokenAsync(worn: null, ct);
        using var answer = await SendAsync(path, token, ct);
        if (answer?.StatusCode is not HttpStatusCode.Unauthorized)
            return await ReadAsync(answer, ct);
        // A token holds for about a month.
        using var again = await SendAsync(path, await TokenAsync(worn: token, ct), ct);
        return await ReadAsync(again, ct);
    }

    private async Task<HttpResponseMessage?> SendAsync(string path, string? token, CancellationToken ct)
    {
        if (token is null)
            return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(path));
        request.Headers.Authorization = new("Bearer", token);
        return await SendAsync(request, ct);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var turn = await _pace.TurnAsync(ct);
        return await http.AskAsync(new Peer("tvdb", Who, Reaches.Of(request.RequestUri!)) { Limit = LongestAnswer }, request, ct);
    }

    /// <param name="worn">One that is not accepted any more.</param>
    /// <returns>Null when the key is refused.</returns>
    private async Task<string?> TokenAsync(string? worn, CancellationToken ct)
    {
        await _door.WaitAsync(ct);
        try
        {
            if (_token is null || _token == worn)
                _token = await LogInAsync(ct);
            return _token;
        }
        finally
        {
            _door.Release();
        }
    }

    private async Task<string?> LogInAsync(CancellationToken ct)
    {
        var key = options.Tvdb.ApiKey!.Reveal();
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf("login"))
        {
            Content = JsonContent.Create(
                options.Tvdb.Pin?.Reveal() is { Length: > 0 } pin ? (object)new { apikey = key, pin } : new { apikey = key }
            ),
        };
        using var answer = await SendAsync(request, ct);
        if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            return (await ReadAsync(answer, ct))?.Text("token");
        if (Interlocked.Exchange(ref _isRefused, 1) == 0)
            log.LogWarning("TVDB does not accept the key. Movies are dressed without it until you set tvdb.api_key right and restart");
        return null;
    }

    private async Task<JsonElement?> ReadAsync(HttpResponseMessage? answer, CancellationToken ct)
    {
        if (answer is null or { StatusCode: HttpStatusCode.NotFound })
            return null;
        answer.EnsureAccepted(Who, clock);
        return (await answer.JsonAsync(Who, ct)).Child("data");
    }

    private string AddressOf(string path) => $"{options.Tvdb.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}";

    /// <summary>An answer names addresses: it must not lead us to anybody else, least of all at home.</summary>
    private bool IsTheirs(Uri address) => address.IdnHost is Artworks || address.Authority == options.Tvdb.BaseUrl.Authority;
}
