namespace Couriarr.Features.Movies.Images;

/// <summary>The formats that are read. Only the first two are shown by every player.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    Webp,
}

/// <summary>What a file says of itself in its first bytes.</summary>
internal sealed record ImageHeader(ImageFormat Format, int Width, int Height)
{
    public long Pixels => (long)Width * Height;
    public double Aspect => (double)Width / Height;

    /// <summary>With the dot, as the files are called.</summary>
    public string Extension => Format is ImageFormat.Jpeg ? ".jpg" : $".{Format.ToString().ToLowerInvariant()}";

    public string ContentType => $"image/{Format.ToString().ToLowerInvariant()}";
}

/// <summary>Bytes that are no image that could be shown to anybody. The message says what they are instead.</summary>
internal sealed class NoImageException(string message) : Exception(message)
{
    public const string Page = "is a web page";

    /// <summary>Its host says something to people: it may have a picture again later.</summary>
    public bool IsPage => Message == Page;
}
