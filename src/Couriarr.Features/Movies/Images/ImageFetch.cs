using System.Net;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Images;

/// <summary>Brings images of providers here, a few at a time, and believes none of them what it is.</summary>
internal sealed class ImageFetch(OutsideHttp http, TimeProvider clock) : IDisposable
{
    private const int AtOnce = 4;
    private const int Largest = 32 * 1024 * 1024;

    // A provider's own scaling rounds; more than that is another picture than the one that was chosen.
    private const double Tolerance = 0.9;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim _free = new(AtOnce, AtOnce);

    /// <exception cref="NoImageException">There is none to be had there; the message says what came instead.</exception>
    /// <exception cref="TransientException">It may be had later.</exception>
    public async Task<(byte[] Bytes, ImageHeader Header)> GetAsync(Candidate candidate, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            using var answer = await AskAsync(candidate, ct);
            var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
            var header = ImageReader.ReadShowable(bytes);
            Believe(header, answer.Content.Headers.ContentType?.MediaType);
            Believe(header, candidate);
            return (bytes, header);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<HttpResponseMessage> AskAsync(Candidate candidate, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, candidate.Url);
        request.Headers.Accept.ParseAdd("image/jpeg, image/png");
        var who = HostOf(candidate.Provider);
        try
        {
            var peer = new Peer(candidate.Provider, who, Reaches.Of(candidate.Url)) { Limit = Largest, Within = Within };
            return Checked(await http.AskAsync(peer, request, ct), who);
        }
        catch (PermanentException e)
        {
            // One image that cannot be had must not keep a movie from the others.
            throw new NoImageException($"cannot be had: {e.Message}");
        }
    }

    private static string HostOf(string provider) =>
        provider switch
        {
            Tmdb.PictureReader.Provider => "TMDB's image host",
            Tvdb.TvdbReader.Provider => "TVDB's image host",
            _ => "fanart.tv's image host",
        };

    private HttpResponseMessage Checked(HttpResponseMessage answer, string who)
    {
        try
        {
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                throw new NoImageException("is not there any more");
            answer.EnsureAccepted(who, clock);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static void Believe(ImageHeader header, string? told)
    {
        var says = told?.ToLowerInvariant() switch
        {
            "image/jpg" or "image/pjpeg" => "image/jpeg",
            // What some hosts say of everything.
            null or "application/octet-stream" or "binary/octet-stream" => header.ContentType,
            var type => type,
        };
        if (says != header.ContentType)
            throw new NoImageException($"is a {header.Format} that was sent as {Excerpt(says)}");
    }

    private static void Believe(ImageHeader header, Candidate candidate)
    {
        if (header.Width < candidate.Width * Tolerance || header.Height < candidate.Height * Tolerance)
            throw new NoImageException(
                $"is {header.Width}×{header.Height} pixels large, though {candidate.Width}×{candidate.Height} were promised"
            );
    }

    private static string Excerpt(string text) => text.Length > 40 ? text[..40] : text;
}
