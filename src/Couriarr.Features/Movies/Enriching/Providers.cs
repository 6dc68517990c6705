using Couriarr.Features.Movies.Fanart;
using Couriarr.Features.Movies.Tmdb;
using Couriarr.Features.Movies.Tvdb;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>
/// All who tell of movies, as if they were one. TMDB knows which movie it is. What fanart.tv and TVDB have comes on top; that one of them is
/// away keeps no movie from being dressed.
/// </summary>
internal sealed class Providers(TmdbMovies tmdb, FanartLink fanart, TvdbLink tvdb)
{
    // What TVDB may say where TMDB says nothing.
    private static readonly string[] Gaps = ["plot", "runtime", "genres", "trailer"];

    /// <returns>Null when TMDB has no such movie, or no longer.</returns>
    public async Task<Told?> TellAsync(int number, CancellationToken ct)
    {
        if (await tmdb.TellAsync(number, ct) is not { } told)
            return null;
        told = With(told, FanartReader.Provider, await fanart.PicturesAsync(number, ct));
        var more = told.ImdbId is { } imdb ? await tvdb.TellAsync(imdb, ct) : TvdbTold.Nothing;
        return With(told with { Facts = Fill(told.Facts, more?.Facts) }, TvdbReader.Provider, more?.Pictures);
    }

    /// <summary>What the first leaves open, as the second says it.</summary>
    public static MovieFacts Fill(MovieFacts facts, MovieFacts? more) =>
        more is null
            ? facts
            : Gaps.Select(name => Field.Find(name)!)
                .Where(field => !field.IsIn(facts))
                .Aggregate(facts, (filled, field) => field.Copy(more, filled));

    private static Told With(Told told, string provider, IReadOnlyList<Candidate>? pictures) =>
        pictures is null ? told with { Away = [.. told.Away, provider] } : told with { Pictures = [.. told.Pictures, .. pictures] };
}
