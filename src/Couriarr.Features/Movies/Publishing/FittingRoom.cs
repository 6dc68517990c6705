using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>A movie before its folder, and what is to be done there.</summary>
internal sealed record Fitting(Route Library, Shelf Shelf, IReadOnlyList<Step> Steps) : IDisposable
{
    public void Dispose() => Shelf.Dispose();
}

/// <summary>Lets a movie in for dressing, and no second job for the same one.</summary>
internal sealed class FittingRoom(Libraries libraries, Mounts mounts, Fitter fitter, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly HashSet<long> _inside = [];

    /// <returns>Null when it is inside already.</returns>
    public IDisposable? Enter(long movie)
    {
        lock (_inside)
            return _inside.Add(movie) ? new Turn(this, movie) : null;
    }

    /// <returns>Null when its folder or its library is not there any more.</returns>
    /// <exception cref="BlockedException">The library is away.</exception>
    public Task<Fitting?> FitAsync(Movie movie, bool onlyRestore, CancellationToken ct) => FitAsync(movie, onlyRestore, sweep: true, ct);

    /// <summary>What would be done, without doing any of it.</summary>
    public Task<Fitting?> PreviewAsync(Movie movie, CancellationToken ct) => FitAsync(movie, onlyRestore: false, sweep: false, ct);

    private async Task<Fitting?> FitAsync(Movie movie, bool onlyRestore, bool sweep, CancellationToken ct)
    {
        if (libraries.Find(movie.Library) is not { } library)
            return null;
        if ((await mounts.LookAsync(library.Source, Side.Source, ct)).Trouble is { } trouble)
            throw new BlockedException(trouble.Sentence);
        var outfit = await fitter.OutfitOfAsync(movie, onlyRestore, ct);
        return await Aside.RunAsync(() => Fit(library, outfit, sweep), library.Source, Patience, clock, ct);
    }

    private Fitting? Fit(Route library, Outfit outfit, bool sweep)
    {
        var shelf = Shelf.Open(library.Source, outfit.Movie.Folder);
        try
        {
            if (shelf is null || !shelf.Has(outfit.Movie.Video))
                return null;
            if (sweep)
                shelf.Sweep(outfit.Movie.Id);
            var fitting = new Fitting(library, shelf, fitter.Fit(outfit, shelf));
            shelf = null;
            return fitting;
        }
        catch (Exception e) when (shelf is not null && e is IOException or UnauthorizedAccessException)
        {
            throw shelf!.Refused(e);
        }
        finally
        {
            shelf?.Dispose();
        }
    }

    private sealed class Turn(FittingRoom room, long movie) : IDisposable
    {
        public void Dispose()
        {
            lock (room._inside)
                room._inside.Remove(movie);
        }
    }
}
