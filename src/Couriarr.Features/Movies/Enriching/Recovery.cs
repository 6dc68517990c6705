using Couriarr.Features.Media;
using Couriarr.Features.Movies.Images;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>
/// Fetches images again that a movie wears and the cache has lost. One that nobody has any more is not worn any longer, or publishing would
/// ask for it for ever; its copy in the library stays.
/// </summary>
internal sealed class Recovery(Database database, ArtworkTable artwork, Gallery gallery, ILogger<History> history)
{
    public async Task RecoverAsync(Movie movie, CancellationToken ct)
    {
        var worn = await artwork.ChosenAsync(movie.Id, ct);
        foreach (var one in worn)
            if (await gallery.FindAsync(one.Hash, ct) is null && !await FetchAsync(movie, one, ct))
                await TakeOffAsync(movie, one, ct);
    }

    private async Task<bool> FetchAsync(Movie movie, Chosen lost, CancellationToken ct)
    {
        var candidates = await artwork.CandidatesAsync(movie.Id, ct);
        if (candidates.Find(one => one.Type == lost.Type && one.Source == lost.Source) is not { } candidate)
            return false;
        try
        {
            return (await gallery.HangAsync(candidate, ct)).Hash == lost.Hash;
        }
        catch (NoImageException)
        {
            return false;
        }
    }

    private async Task TakeOffAsync(Movie movie, Chosen lost, CancellationToken ct)
    {
        await database.WriteAsync(session => ArtworkTable.TakeOffAsync(session, movie.Id, lost), WriteKind.Upkeep, ct);
        history.LogWarning(
            "{Title}: its {Type} from {Source} is lost, and cannot be fetched again. Pick another, or bring it again",
            movie.Facts?.Title ?? movie.Title,
            lost.Type.Word(),
            lost.Source
        );
    }
}
