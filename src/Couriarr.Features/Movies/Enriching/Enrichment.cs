using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Movies.Choosing;
using Couriarr.Features.Movies.Refreshing;
using Couriarr.Features.Movies.Tmdb;
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
    public DateTimeOffset Now => ages.Now;

    /// <summary>Whether what was told is too old, or nothing was told yet. TMDB allows to keep it for half a year.</summary>
    public bool IsDue(Movie movie) => movie.FetchedAt is not { } at || (movie.MissingAt is null && ages.IsOld(at));

    /// <returns>What was told; null when TMDB has no such movie any more.</returns>
    public async Task<Told?> TellAsync(Movie movie, CancellationToken ct)
    {
        var number = movie.TmdbId!.Value;
        if (await providers.TellAsync(number, ct) is not { } told)
        {
            await MissAsync(movie, number, ct);
            return null;
        }
        var now = ages.Now;
        var (changes, images) = await database.WriteAsync(session => WriteAsync(session, movie.Id, told, now), WriteKind.Growth, ct);
        Explain(movie, changes, images);
        return told;
    }

    private async ValueTask<(IReadOnlyList<string> Changes, int Images)> WriteAsync(Session session, long id, Told told, DateTimeOffset now)
    {
        var locks = await LockTable.OfAsync(session, id);
        var before = (await MovieTable.FindAsync(session, id))?.Facts;
        var facts = told.Away.Count > 0 ? Providers.Fill(told.Facts, before) : told.Facts;
        var kept = (await ArtworkTable.CandidatesAsync(session, id)).Where(one => told.Away.Contains(one.Provider));
        var ordered = new Ordering(new Tongues(options.Library.Language, facts.OriginalLanguage)).Of([.. told.Pictures, .. kept]);
        if (told.ImdbId is { } imdb)
            await MovieTable.NameAsync(session, id, imdb);
        await MovieTable.TellAsync(session, id, facts, locks, now);
        await ArtworkTable.OfferAsync(session, id, ordered);
        return (Changes.Between(before, facts.Under(locks, before)), ordered.Count);
    }

    private async Task MissAsync(Movie movie, int number, CancellationToken ct)
    {
        if (movie.MissingAt is null)
            history.LogWarning("TMDB has {Title} (number {Number}) no more. What it wears stays as it is", movie.Title, number);
        await movies.MissAsync(movie.Id, $"TMDB has no movie {number} any more. If it has another number there, say so.", ct);
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
