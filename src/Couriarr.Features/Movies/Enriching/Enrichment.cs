using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Movies.Choosing;
using Couriarr.Features.Movies.Refreshing;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>
/// Asks the providers about a movie and writes down what they say, in one transaction: facts where no lock holds others, and the images that
/// they have, in order. A movie that a provider has no more is marked, and nothing of it is taken away.
/// </summary>
internal sealed class Enrichment(
    Providers providers,
    Database database,
    MovieTable movies,
    CouriarrOptions options,
    Ages ages,
    ILogger<History> history
)
{
    /// <summary>Whether what was told is too old, or nothing was told yet. TMDB allows to keep it for half a year.</summary>
    public bool IsDue(Movie movie) => movie.FetchedAt is not { } at || (movie.MissingAt is null && ages.IsOld(at));

    /// <returns>False when TMDB has no such movie any more.</returns>
    public async Task<bool> TellAsync(Movie movie, CancellationToken ct)
    {
        var number = movie.TmdbId!.Value;
        if (await providers.TellAsync(number, ct) is not { } told)
            return await MissAsync(movie, number, ct);
        var ordered = new Ordering(new Tongues(options.Library.Language, told.Facts.OriginalLanguage)).Of(told.Pictures);
        var now = ages.Now;
        var changes = await database.WriteAsync(
            async session =>
            {
                var locks = await LockTable.OfAsync(session, movie.Id);
                var before = (await MovieTable.FindAsync(session, movie.Id))?.Facts;
                if (told.ImdbId is { } imdb)
                    await MovieTable.NameAsync(session, movie.Id, imdb);
                await MovieTable.TellAsync(session, movie.Id, told.Facts, locks, now);
                await ArtworkTable.OfferAsync(session, movie.Id, ordered);
                return Changes.Between(before, told.Facts.Under(locks, before));
            },
            WriteKind.Growth,
            ct
        );
        Explain(movie, changes, ordered.Count);
        return true;
    }

    private async Task<bool> MissAsync(Movie movie, int number, CancellationToken ct)
    {
        if (movie.MissingAt is null)
            history.LogWarning("TMDB has {Title} (number {Number}) no more. What it wears stays as it is", movie.Title, number);
        await movies.MissAsync(movie.Id, $"TMDB has no movie {number} any more. If it has another number there, say so.", ct);
        return false;
    }

    private void Explain(Movie movie, IReadOnlyList<string> changes, int images)
    {
        var title = movie.Facts?.Title ?? movie.Title;
        if (changes.Count == 0)
            history.LogInformation("{Title}: TMDB tells nothing new", title);
        else
            history.LogInformation("{Title}: TMDB told {Fields}, and has {Images} images", title, string.Join(", ", changes), images);
    }
}
