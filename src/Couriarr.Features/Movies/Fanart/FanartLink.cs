using System.Globalization;
using System.Net;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Fanart;

/// <summary>
/// What fanart.tv has for a movie. It is an addition: without a key, or with one that is refused, movies are dressed all the same, and that
/// is said once.
/// </summary>
internal sealed class FanartLink(OutsideHttp http, CouriarrOptions options, TimeProvider clock, ILogger<FanartLink> log) : IDisposable
{
    private const string Who = "fanart.tv";
    private const string Assets = "assets.fanart.tv";
    private const int Calls = 5;
    private const int LongestAnswer = 4 * 1024 * 1024;
    private readonly Pace _pace = new(Calls, clock, TimeSpan.FromSeconds(1));
    private int _isRefused;

    public bool IsAsked => options.Fanart.ApiKey?.Reveal() is { Length: > 0 } && Volatile.Read(ref _isRefused) == 0;

    /// <returns>Nothing when it has nothing; null when it cannot be asked now.</returns>
    public async Task<IReadOnlyList<Candidate>?> PicturesAsync(int tmdbId, CancellationToken ct)
    {
        if (!IsAsked)
            return [];
        try
        {
            return await AskAsync(tmdbId, ct);
        }
        catch (Exception e) when (e is TransientException or PermanentException or BlockedException)
        {
            log.LogInformation("fanart.tv cannot be asked now: {Why}", e.Message);
            return null;
        }
    }

    public void Dispose() => _pace.Dispose();

    private async Task<IReadOnlyList<Candidate>> AskAsync(int tmdbId, CancellationToken ct)
    {
        using var request = Request(tmdbId);
        using var turn = await _pace.TurnAsync(ct);
        var peer = new Peer("fanart", Who, Reaches.Of(request.RequestUri!)) { Limit = LongestAnswer };
        using var answer = await http.AskAsync(peer, request, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound)
            return [];
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return Refused();
        answer.EnsureAccepted(Who, clock);
        return FanartReader.Read(await answer.JsonAsync(Who, ct), IsTheirs);
    }

    private HttpRequestMessage Request(int tmdbId)
    {
        var key = Uri.EscapeDataString(options.Fanart.ApiKey!.Reveal());
        var own = options.Fanart.ClientKey?.Reveal() is { Length: > 0 } mine ? $"&client_key={Uri.EscapeDataString(mine)}" : "";
        var number = tmdbId.ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{options.Fanart.BaseUrl.AbsoluteUri.TrimEnd('/')}/movies/{number}?api_key={key}{own}"
        );
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    /// <summary>An answer names addresses: it must not lead us to anybody else, least of all at home.</summary>
    private bool IsTheirs(Uri address) => address.IdnHost is Assets || address.Authority == options.Fanart.BaseUrl.Authority;

    private IReadOnlyList<Candidate> Refused()
    {
        if (Interlocked.Exchange(ref _isRefused, 1) == 0)
            log.LogWarning(
                "fanart.tv does not accept the key. Movies are dressed without it until you set fanart.api_key right and restart"
            );
        return [];
    }
}
