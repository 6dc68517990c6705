using System.Security.Cryptography;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Images;

/// <summary>
/// Where the images lie that movies wear, by their content: images/ab/abcd….jpg. It is the truth; libraries hold copies. A file is there
/// whole or not at all, and one that is not what its name says is taken away.
/// </summary>
/// <param name="folder">Of all that must survive.</param>
internal sealed class ImageCache(string folder)
{
    private const int DiskFull = 28;
    private const int QuotaUsed = 122;

    public string Root { get; } = Path.Combine(folder, "images");

    private string Unfinished => Path.Combine(Root, ".unfinished");

    public string PathOf(string hash, string extension) => Path.Combine(Root, hash[..2], hash + extension);

    /// <returns>The hash by which it is found again.</returns>
    /// <exception cref="BlockedException">There is no room for it.</exception>
    public async Task<string> KeepAsync(ReadOnlyMemory<byte> image, string extension, CancellationToken ct)
    {
        var hash = HashOf(image.Span);
        var path = PathOf(hash, extension);
        if (Has(hash, extension, image.Length))
            return hash;
        var draft = Path.Combine(Unfinished, $"{hash}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(Unfinished);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await WriteAsync(draft, image, ct);
            File.Move(draft, path, overwrite: true);
            return hash;
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) is DiskFull or QuotaUsed)
        {
            throw new BlockedException($"There is no room for artwork in {Root}: free some there.", e);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>A look from outside: it lies there in its length.</summary>
    public bool Has(string hash, string extension, long size) =>
        new FileInfo(PathOf(hash, extension)) is { Exists: true } file && file.Length == size;

    /// <summary>Its bytes, compared with its name.</summary>
    /// <returns>Null when it is not there, or is damaged: then it is taken away, and has to be fetched again.</returns>
    public async Task<byte[]?> ReadAsync(string hash, string extension, CancellationToken ct)
    {
        var path = PathOf(hash, extension);
        if (!File.Exists(path))
            return null;
        var image = await File.ReadAllBytesAsync(path, ct);
        if (HashOf(image) == hash)
            return image;
        File.Delete(path);
        return null;
    }

    public void Forget(string hash, string extension) => File.Delete(PathOf(hash, extension));

    /// <summary>What kills in the middle of writing left.</summary>
    /// <param name="before">Younger ones may be being written.</param>
    public void Sweep(DateTimeOffset before)
    {
        if (!Directory.Exists(Unfinished))
            return;
        foreach (var draft in new DirectoryInfo(Unfinished).EnumerateFiles().Where(draft => draft.LastWriteTimeUtc < before.UtcDateTime))
            draft.Delete();
    }

    public static string HashOf(ReadOnlySpan<byte> image) => Convert.ToHexStringLower(SHA256.HashData(image));

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
        await file.WriteAsync(image, ct);
        file.Flush(flushToDisk: true);
    }
}
