using Couriarr.Doors.Library;
using Couriarr.Features.Movies;

namespace Couriarr.Dashboard.Movies;

/// <summary>Gathers what the page of one movie shows.</summary>
internal sealed class MovieLooks(MovieViews views, ArtworkTable artwork)
{
    private const int MostCandidates = 12;

    /// <param name="whole">The type of which all candidates are shown.</param>
    public async Task<MovieDetailView?> FindAsync(long id, string? whole, CancellationToken ct)
    {
        if (await views.FindAsync(id, ct) is not { } view)
            return null;
        var worn = (await artwork.ChosenAsync(id, ct)).ToLookup(one => one.Type);
        var offered = (await artwork.CandidatesAsync(id, ct)).ToLookup(one => one.Type);
        var types = ArtworkTypes.All.Select(type => WardrobeOf(type, view, [.. worn[type]], [.. offered[type]], whole));
        return new(view, [.. Field.All.Select(field => LineOf(field, view))], [.. types]);
    }

    private static FieldLine LineOf(Field field, MovieView view) =>
        new(field, FieldText.Of(field, view.Facts ?? new MovieFacts()), view.Locks.Contains(field.Name));

    private static Wardrobe WardrobeOf(ArtworkType type, MovieView view, List<Chosen> worn, List<Candidate> offered, string? whole) =>
        new(
            type.Word(),
            view.Locks.Contains(Locks.NameOf(type)),
            worn,
            type.Word() == whole ? offered : offered[..Math.Min(offered.Count, MostCandidates)],
            offered.Count
        );
}
