using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Cinema;

/// <summary>The movies of TMDB's lists. All of them go to one Radarr.</summary>
internal sealed class MovieWishes(MovieTable movies, CouriarrOptions options) : IWishes
{
    public string Kind => "radarr";
    public string Source => "tmdb";

    public async Task<IReadOnlyList<Wish>> WantedAsync(CancellationToken ct) => [.. (await movies.WantedAsync(ct)).Select(Of)];

    public async Task<Wish?> FindAsync(long id, CancellationToken ct) => await movies.FindAsync(id, ct) is { } known ? Of(known) : null;

    public async Task<IReadOnlyList<Wish>> ListAsync(ShowStatus status, long after, int limit, CancellationToken ct) =>
        [.. (await movies.ListAsync(status, after, limit, ct)).Select(Of)];

    public ValueTask<bool> SettleAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        MovieTable.DecideAsync(session, id, settled, at);

    public ValueTask<bool> ReleaseAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        MovieTable.ReleaseAsync(session, id, settled, at);

    private Wish Of(KnownMovie known) =>
        new(known.Movie.Id, known.Movie.Title, (int)known.Movie.Id, new Routing(options.Movies.Instance), known.FoundBy, known.ByUser)
        {
            Year = known.Movie.Year,
            ImdbId = known.Movie.ImdbId,
            Genres = known.Movie.Genres,
            Page = new Uri($"https://www.themoviedb.org/movie/{known.Movie.Id.ToString(CultureInfo.InvariantCulture)}"),
            Poster = known.Movie.Poster,
            Status = known.Status,
            KeptAs = known.KeptAs,
            Note = known.Note ?? (known.Status is ShowStatus.Review ? "movies.review asks you about each." : null),
        };
}
