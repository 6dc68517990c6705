using Couriarr.Features.Movies.Images;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>
/// Takes the steps of a plan, one file at a time: written beside, onto the disk, and then under its name. Killed anywhere, the next run
/// finds each file as it was or as it shall be.
/// </summary>
internal sealed class Tailor(
    ImageCache cache,
    RecycleBin bin,
    NfoCopies copies,
    PublishedTable published,
    IFailPoints failPoints,
    TimeProvider clock
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>False when an image is not in the cache any more, or is damaged there: it must be fetched first.</returns>
    public async Task<bool> TakeAsync(Step step, Movie movie, Shelf shelf, JobContext context, CancellationToken ct)
    {
        if (step.Writes)
            return await WriteAsync(step, movie, shelf, context, ct);
        if (step.Deed is Deed.Remove)
            await RemoveAsync(step, movie, shelf, context, ct);
        else if (step.Deed is Deed.Same or Deed.Adopt && shelf.Look(step.Name) is { } facts)
            await RecordAsync(step, movie, facts, ct);
        return true;
    }

    private async Task<bool> WriteAsync(Step step, Movie movie, Shelf shelf, JobContext context, CancellationToken ct)
    {
        if (step.Content is null && await cache.ReadAsync(step.Hash!, step.Extension!, ct) is null)
            return false;
        var temp = await AsideAsync(shelf, () => Draft(step, movie, shelf), ct);
        failPoints.Reach("publish.after_draft");
        try
        {
            await context.EnsureHeldAsync(ct);
        }
        catch
        {
            shelf.Drop(temp);
            throw;
        }
        failPoints.Reach("publish.before_rename");
        var facts = await AsideAsync(shelf, () => shelf.Publish(temp, step.Name), CancellationToken.None);
        failPoints.Reach("publish.after_rename");
        await RecordAsync(step, movie, facts, ct);
        return true;
    }

    private string Draft(Step step, Movie movie, Shelf shelf)
    {
        using Stream content = step.Content is { } bytes
            ? new MemoryStream(bytes)
            : File.OpenRead(cache.PathOf(step.Hash!, step.Extension!));
        var temp = shelf.Draft(movie.Id, step.Name, content);
        if (step is { Deed: Deed.Replace, ReplacesForeign: true })
            Keep(step, movie, shelf);
        return temp;
    }

    private void Keep(Step step, Movie movie, Shelf shelf)
    {
        using var old = shelf.Read(step.Name);
        bin.Keep(old, movie.Library, movie.Folder, step.Name);
    }

    private async Task RemoveAsync(Step step, Movie movie, Shelf shelf, JobContext context, CancellationToken ct)
    {
        await context.EnsureHeldAsync(ct);
        await AsideAsync(shelf, () => Remove(step, movie, shelf), ct);
        failPoints.Reach("publish.after_remove");
        await published.ForgetAsync(movie.Id, step.Name, ct);
    }

    private bool Remove(Step step, Movie movie, Shelf shelf)
    {
        if (!shelf.Has(step.Name))
            return false;
        Keep(step, movie, shelf);
        shelf.Remove(step.Name);
        return true;
    }

    private async Task RecordAsync(Step step, Movie movie, FileFacts facts, CancellationToken ct)
    {
        if (step.Content is { } nfo)
            copies.Keep(movie.Id, nfo);
        await published.AddAsync(movie.Id, new(movie.Folder, step.Name, step.Type, step.Hash!, facts.Size, facts.Modified), ct);
    }

    private async Task<T> AsideAsync<T>(Shelf shelf, Func<T> work, CancellationToken ct)
    {
        try
        {
            return await Aside.RunAsync(work, shelf.Path, Patience, clock, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw shelf.Refused(e);
        }
    }
}
