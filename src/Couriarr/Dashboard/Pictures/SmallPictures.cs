using System.Security.Cryptography;
using System.Text;
using Couriarr.Features.Movies.Images;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Dashboard.Pictures;

/// <summary>A picture as a browser is given it.</summary>
internal sealed record Shown(byte[] Bytes, string Type);

/// <summary>
/// Small copies of pictures from outside: a browser asks us for them and nobody else. They are kept in a folder of bounded size; what was
/// fetched first goes first.
/// </summary>
internal sealed class SmallPictures(Settings settings, OutsideHttp http) : IDisposable
{
    private const int AtOnce = 4;
    private const int Largest = 4 * 1024 * 1024;
    private const long Room = 256L * 1024 * 1024;
    private const int SweepEvery = 64;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _free = new(AtOnce, AtOnce);
    private readonly DirectoryInfo _folder = new(Path.Combine(settings.Folder, "cache", "pictures"));
    private int _kept;

    /// <summary>Null when it cannot be had now.</summary>
    public async Task<Shown?> FindAsync(Uri address, CancellationToken ct)
    {
        try
        {
            var path = PathOf(address);
            return File.Exists(path) && Recognize(await File.ReadAllBytesAsync(path, ct)) is { } kept
                ? kept
                : await FetchAsync(address, path, ct);
        }
        catch (Exception e) when (e is TransientException or PermanentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<Shown?> FetchAsync(Uri address, string path, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("image/jpeg, image/png, image/webp");
            var peer = new Peer("pictures", $"The picture host {address.IdnHost}", Reaches.Of(address))
            {
                Limit = Largest,
                Within = Within,
            };
            using var answer = await http.SendAsync(peer, request, ct);
            var picture = Recognize(await answer.Content.ReadAsByteArrayAsync(ct));
            if (picture is not null)
                await KeepAsync(picture, path, ct);
            return picture;
        }
        finally
        {
            _free.Release();
        }
    }

    // Bytes alone decide what they are: nothing else is ever given out as a picture.
    private static Shown? Recognize(byte[] bytes)
    {
        try
        {
            return new Shown(bytes, ImageReader.Read(bytes).ContentType);
        }
        catch (NoImageException)
        {
            return null;
        }
    }

    private async Task KeepAsync(Shown picture, string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await File.WriteAllBytesAsync(draft, picture.Bytes, ct);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
        if (Interlocked.Increment(ref _kept) % SweepEvery == 1)
            Sweep();
    }

    private void Sweep()
    {
        var left = Room;
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderByDescending(file => file.LastWriteTimeUtc))
            if ((left -= file.Length) < 0)
                file.Delete();
    }

    private string PathOf(Uri address)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)));
        return Path.Combine(_folder.FullName, name[..2], name);
    }
}
