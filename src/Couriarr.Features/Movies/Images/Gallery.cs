using Couriarr.Features.Movies.Images.Looks;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Images;

/// <summary>Images of the cache and what is known of them. What is there is not fetched again: a provider's name for an image never means another.</summary>
internal sealed class Gallery(ImageCache cache, ImageTable images, ImageFetch fetch, IFailPoints points)
{
    /// <summary>Null when it is not in the cache, or is damaged.</summary>
    public async Task<CachedImage?> FindAsync(string hash, CancellationToken ct) =>
        await images.FindAsync(hash, ct) is { } image && cache.Has(image.Hash, image.Extension, image.Size) ? image : null;

    /// <exception cref="NoImageException">There is no such image, or it is not what was promised.</exception>
    public async Task<CachedImage> HangAsync(Candidate candidate, CancellationToken ct)
    {
        if (candidate.Hash is { } hash && await FindAsync(hash, ct) is { } known)
            return known;
        var (bytes, header) = await fetch.GetAsync(candidate, ct);
        return await HangAsync(bytes, header, candidate.Id, ct);
    }

    /// <summary>Also what a person brings. The row comes after the file: who finds the row finds the file.</summary>
    /// <exception cref="NoImageException">It is none, or is damaged.</exception>
    public Task<CachedImage> HangAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        HangAsync(bytes, ImageReader.ReadShowable(bytes.Span), candidate: null, ct);

    private async Task<CachedImage> HangAsync(ReadOnlyMemory<byte> bytes, ImageHeader header, long? candidate, CancellationToken ct)
    {
        var look = Look.Of(bytes.Span, header);
        var hash = await cache.KeepAsync(bytes, header.Extension, ct);
        var image = new CachedImage(hash, header.Extension, header.Width, header.Height, bytes.Length) { Look = look };
        points.Reach("image.kept");
        await images.AddAsync(image, candidate, ct);
        points.Reach("image.known");
        return image;
    }

    /// <summary>Takes away what no movie wears and no provider has for one, once it has been here for long.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ClearAsync(DateTimeOffset before, CancellationToken ct)
    {
        cache.Sweep(before);
        var unworn = await images.UnwornAsync(before, ct);
        foreach (var image in unworn)
            // The row first: a file without one is only in the way, a row without its file is fetched again.
            if (await images.ForgetAsync(image.Hash, ct))
                cache.Forget(image.Hash, image.Extension);
        return unworn.Count;
    }
}
