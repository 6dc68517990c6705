using System.Globalization;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>The NFO of each movie as it was published last, so that one that was removed comes back with all that others wrote into it.</summary>
internal sealed class NfoCopies(string folder)
{
    private readonly string _root = Path.Combine(folder, "nfo");

    public byte[]? Find(long movie) => File.Exists(PathOf(movie)) ? File.ReadAllBytes(PathOf(movie)) : null;

    public void Keep(long movie, byte[] content)
    {
        if (Find(movie) is { } before && before.AsSpan().SequenceEqual(content))
            return;
        Directory.CreateDirectory(_root);
        var draft = $"{PathOf(movie)}.part";
        File.WriteAllBytes(draft, content);
        File.Move(draft, PathOf(movie), overwrite: true);
    }

    public void Forget(long movie) => File.Delete(PathOf(movie));

    private string PathOf(long movie) => Path.Combine(_root, $"{movie.ToString(CultureInfo.InvariantCulture)}.nfo");
}
