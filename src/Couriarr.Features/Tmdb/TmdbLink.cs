using System.Net;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Tmdb;

/// <summary>
/// The one line to TMDB, for everybody who asks it: one key, one pace, one meaning of its refusals. It says itself how fast it may be asked,
/// and who is told to wait tells all the others.
/// </summary>
internal sealed class TmdbLink(OutsideHttp http, CouriarrOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Jobs that ask TMDB stand behind it: a key that is refused stops them all, and costs none of them a retry.</summary>
    public const string Gate = "tmdb";

    private const string Who = "TMDB";
    private const string TokenStart = "eyJ";
    private const int Mebi = 1024 * 1024;

    // A movie with hundreds of people and pictures is half a megabyte.
    private const int LongestAnswer = 8 * Mebi;
    private static readonly TimeSpan WhenNotSaid = TimeSpan.FromSeconds(2);
    private readonly Pace _pace = new(options.Tmdb.RateLimit, clock, TimeSpan.FromSeconds(1));
    private long _restUntil;

    private TimeSpan Rest => TimeSpan.FromTicks(Interlocked.Read(ref _restUntil)) - clock.GetElapsedTime(0);

    /// <param name="path">Behind the base address, with its query: movie/603?language=en-US.</param>
    /// <returns>Null when there is no such thing, or no longer.</returns>
    /// <exception cref="BlockedException">There is no key, or it is refused.</exception>
    public async Task<JsonElement?> AskAsync(string path, CancellationToken ct)
    {
        using var request = Request(path, Key());
        using var turn = await _pace.TurnAsync(ct);
        if (Rest is var rest && rest > TimeSpan.Zero)
            throw new TransientException("TMDB wants to be asked less often. It will be asked again.", rest) { IsLimit = true };
        var peer = new Peer("tmdb", Who, Reaches.Of(request.RequestUri!)) { Limit = LongestAnswer };
        using var answer = await http.AskAsync(peer, request, ct);
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound => null,
            HttpStatusCode.Unauthorized => throw new BlockedException(
                "TMDB does not accept the key: copy an API key or a read access token of yours into tmdb.api_key."
            ),
            _ => await ReadAsync(answer, ct),
        };
    }

    public void Dispose() => _pace.Dispose();

    private string Key() =>
        options.Tmdb.ApiKey?.Reveal() is { Length: > 0 } key
            ? key
            : throw new BlockedException("TMDB cannot be asked for movies without a key: set tmdb.api_key.");

    // A token goes in a header, where no log of a proxy shows it; a key of the older kind can only be a part of the address.
    private HttpRequestMessage Request(string path, string key)
    {
        var isToken = key.StartsWith(TokenStart, StringComparison.Ordinal);
        var more = isToken ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api_key={Uri.EscapeDataString(key)}";
        var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Tmdb.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}{more}");
        request.Headers.Accept.ParseAdd("application/json");
        if (isToken)
            request.Headers.Authorization = new("Bearer", key);
        return request;
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            RestFor(Waits.Of(answer, clock) ?? WhenNotSaid);
        answer.EnsureAccepted(Who, clock);
        return await answer.JsonAsync(Who, ct);
    }

    // Of the monotonic clock: a wall clock that is set back must not keep everybody waiting.
    private void RestFor(TimeSpan time) => Interlocked.Exchange(ref _restUntil, (clock.GetElapsedTime(0) + time).Ticks);
}
