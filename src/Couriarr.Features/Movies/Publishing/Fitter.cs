using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies.Nfo;
using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>Compares what a movie shall wear with what it wears.</summary>
internal sealed class Fitter(
    LockTable locks,
    ArtworkTable artwork,
    PublishedTable published,
    MovieFileTable files,
    NfoCopies copies,
    CouriarrOptions options
)
{
    public async Task<Outfit> OutfitOfAsync(Movie movie, bool onlyRestore, CancellationToken ct)
    {
        var known = await files.OfAsync(movie.Id, ct);
        var before = await published.OfAsync(movie.Id, ct);
        var nfo = options.Library.Nfo && movie.Facts is not null && (!onlyRestore || before.Exists(file => file.Type == PublishedFile.Nfo));
        return new Outfit(movie, await locks.OfAsync(movie.Id, ct), await artwork.ChosenAsync(movie.Id, ct), before)
        {
            OnlyRestore = onlyRestore,
            Stems =
            [
                movie.Stem,
                .. known.Where(file => file.Role is FileRole.OtherMovie).Select(file => Path.GetFileNameWithoutExtension(file.Name)),
            ],
            Nfo = nfo ? ContentOf(movie, known) : null,
        };
    }

    private static NfoContent ContentOf(Movie movie, List<MovieFile> files) =>
        new(movie.Facts!.Title is null ? movie.Facts with { Title = movie.Title } : movie.Facts)
        {
            TmdbId = movie.TmdbId,
            ImdbId = movie.ImdbId,
            Year = movie.Year,
            Streams = files.Find(file => file.Role is FileRole.Main)?.Streams,
        };

    /// <summary>Reads the folder: use it aside.</summary>
    public IReadOnlyList<Step> Fit(Outfit outfit, Shelf shelf)
    {
        var movie = outfit.Movie;
        // What moved along with the folder is as much ours as before.
        var ours = outfit
            .Published.Where(file => file.Folder == movie.Folder || shelf.Look(file.Name)?.Size == file.Size)
            .DistinctBy(file => file.Name)
            .ToList();
        var wanted = outfit.Chosen.Select(one => ArtworkName.Of(movie.Stem, one.Type, one.Place, one.Extension));
        var here = outfit with { Published = ours, There = shelf.Look(ours, wanted.ToHashSet(StringComparer.Ordinal)) };
        return [.. Planner.Of(here), .. OfNfo(here, shelf)];
    }

    private IReadOnlyList<Step> OfNfo(Outfit outfit, Shelf shelf)
    {
        if (outfit.Nfo is null)
            return [];
        var movie = outfit.Movie;
        var name = NfoName.Of(movie.Video, movie.SharesFolder, shelf.Names());
        if (shelf.Look(name) is { } facts && shelf.NfoBytes(name) is null)
            return [new Step(Deed.Leave, name, PublishedFile.Nfo, $"It has {facts.Size} bytes, or is no file: that is no NFO.")];
        var before = outfit
            .Published.Where(file => file.Type == PublishedFile.Nfo && file.Name != name)
            .Select(file => shelf.NfoBytes(file.Name));
        return NfoPlanner.Of(
            outfit,
            name,
            shelf.NfoBytes(name),
            before.FirstOrDefault(bytes => bytes is not null) ?? copies.Find(movie.Id),
            outfit.Nfo
        );
    }
}
