using Couriarr.Features.Movies.Fanart;
using Couriarr.Features.Movies.Tmdb;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>All who tell of movies, as if they were one. TMDB knows which movie it is; what fanart.tv has comes on top.</summary>
internal sealed class Providers(TmdbMovies tmdb, FanartLink fanart)
{
    /// <returns>Null when TMDB has no such movie, or no longer.</returns>
    public async Task<Told?> TellAsync(int number, CancellationToken ct) =>
        await tmdb.TellAsync(number, ct) is { } told
            ? told with
            {
                Pictures = [.. told.Pictures, .. await fanart.PicturesAsync(number, ct)],
            }
            : null;
}
