namespace Couriarr.Features.Movies.Images;

/// <summary>Where the images lie that movies wear, by their content: images/ab/abcd….jpg. It is the truth; libraries hold copies.</summary>
/// <param name="folder">Of all that must survive.</param>
internal sealed class ImageCache(string folder)
{
    public string Root { get; } = Path.Combine(folder, "images");

    public string PathOf(string hash, string extension) => Path.Combine(Root, hash[..2], hash + extension);
}
