using Couriarr.Features.Media;
using Couriarr.Features.Movies.Choosing;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>
/// Chooses the artwork of a movie, type by type. What a person picked or locked stays, also when the person does so in the meantime; and
/// what is worn stays when there is nothing to wear instead.
/// </summary>
internal sealed class Dressing(
    Database database,
    ArtworkTable artwork,
    Libraries libraries,
    Chooser chooser,
    IFailPoints points,
    ILogger<History> history
)
{
    /// <returns>Whether a type wears nothing because pages came in place of pictures: their host is not well, and may be later.</returns>
    public async Task<bool> DressAsync(Movie movie, JobContext context, CancellationToken ct)
    {
        points.Reach("enrich.told");
        var candidates = (await artwork.CandidatesAsync(movie.Id, ct)).ToLookup(one => one.Type);
        var worn = await artwork.ChosenAsync(movie.Id, ct);
        var held = await database.ReadAsync(session => LockTable.OfAsync(session, movie.Id), ct);
        var types = ArtworkTypes.All.Where(type => libraries.LimitOf(type) > 0 && !held.Has(type) && candidates[type].Any()).ToList();
        var choices = new List<Choice>();
        foreach (var (done, type) in types.Index())
        {
            context.Report(new JobProgress(done, types.Count, $"Choosing the {type.Word()}"));
            var picked = Picked(worn, type);
            choices.Add(await chooser.ChooseAsync(type, [.. candidates[type]], picked, libraries.LimitOf(type), ct));
        }
        var changed = await database.WriteAsync(session => WearAsync(session, movie.Id, choices), WriteKind.Growth, ct);
        points.Reach("enrich.dressed");
        foreach (var choice in changed)
            history.LogInformation(
                "{Title} wears another {Type}: {Source}",
                movie.Facts?.Title ?? movie.Title,
                choice.Type.Word(),
                string.Join(", ", choice.Worn.Select(one => one.Source))
            );
        return choices.Exists(one => one.IsHindered);
    }

    /// <returns>Those that are not as they were.</returns>
    private static async ValueTask<List<Choice>> WearAsync(Session session, long movie, List<Choice> choices)
    {
        var held = await LockTable.OfAsync(session, movie);
        var worn = await ArtworkTable.ChosenAsync(session, movie);
        var changed = new List<Choice>();
        foreach (var choice in choices.Where(one => !held.Has(one.Type) && one.Picked.SequenceEqual(Picked(worn, one.Type))))
        {
            foreach (var candidate in choice.Candidates)
                await ArtworkTable.NoteAsync(session, movie, candidate);
            if (choice.Worn.Count > 0 && await ArtworkTable.WearAsync(session, movie, choice.Type, choice.Worn))
                changed.Add(choice);
        }
        return changed;
    }

    // What lay in the library before us was put there by somebody, too.
    private static List<Chosen> Picked(List<Chosen> chosen, ArtworkType type) =>
        [.. chosen.Where(one => one.Type == type && (one.ByUser || !one.Source.Contains(':', StringComparison.Ordinal)))];
}
