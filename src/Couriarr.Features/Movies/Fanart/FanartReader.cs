using System.Text.Json;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Movies.Fanart;

/// <summary>Reads the lists of fanart.tv. It tells no sizes: each list has pictures of one.</summary>
internal static class FanartReader
{
    public const string Provider = "fanart";
    private const int Most = 200;

    // Nobody can dislike there: a like is a good vote, and not the best that there could be.
    private const int OfOneLike = 6000;

    private static readonly (string Name, ArtworkType Type, int Width, int Height)[] Lists =
    [
        ("movieposter", ArtworkType.Poster, 1000, 1426),
        ("moviebackground", ArtworkType.Fanart, 1920, 1080),
        ("moviethumb", ArtworkType.Landscape, 1000, 562),
        ("hdmovielogo", ArtworkType.Clearlogo, 800, 310),
        ("movielogo", ArtworkType.Clearlogo, 400, 155),
        ("hdmovieclearart", ArtworkType.Clearart, 1000, 562),
        ("movieart", ArtworkType.Clearart, 500, 281),
        ("moviebanner", ArtworkType.Banner, 1000, 185),
        ("moviedisc", ArtworkType.Discart, 1000, 1000),
    ];

    /// <param name="isTheirs">Whether an address is one of fanart.tv. What lies elsewhere is left out.</param>
    public static IReadOnlyList<Candidate> Read(JsonElement json, Func<Uri, bool> isTheirs) =>
        [
            .. Lists
                .SelectMany(list => json.Items(list.Name).Take(Most).Select(one => Of(one, list.Type, list.Width, list.Height)))
                .OfType<Candidate>()
                .Where(one => isTheirs(one.Url)),
        ];

    private static Candidate? Of(JsonElement json, ArtworkType type, int width, int height)
    {
        if (json.Text("id") is not { } id || !Uri.TryCreate(json.Text("url"), UriKind.Absolute, out var url))
            return null;
        var likes = (int)Math.Clamp(json.Number("likes") ?? 0, 0, int.MaxValue);
        return new Candidate(type, Provider, id, url)
        {
            Language = json.Text("lang") is { } word and not "00" and not "xx" ? word.ToLowerInvariant() : null,
            Width = width,
            Height = height,
            Votes = likes,
            Vote = likes > 0 ? OfOneLike : 0,
        };
    }
}
