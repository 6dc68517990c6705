using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;

namespace Couriarr.Features.Movies;

/// <summary>The mappings whose movies are dressed, and how.</summary>
internal sealed class Libraries(PathMap map, CouriarrOptions options)
{
    /// <summary>Without a key nothing is dressed: what is not asked for costs nothing.</summary>
    public bool AreDressed => options.Tmdb.ApiKey?.Reveal() is { Length: > 0 };

    /// <summary>Those that hold movies for sure. One without a type may hold anything: in it, only what an app says is a movie is one.</summary>
    public IReadOnlyList<Route> All => AreDressed ? [.. map.All.Where(route => route.Type is MediaType.Movie)] : [];

    public Route? Find(string name) => AreDressed && map.Find(name) is { Type: null or MediaType.Movie } route ? route : null;

    public DressingMode ModeOf(string library) => options.Library.Modes.TryGetValue(library, out var mode) ? mode : options.Library.Mode;

    /// <summary>Whether a provider is asked about a movie.</summary>
    public bool Enriches(string library, Occasion why) => why is Occasion.User || ModeOf(library) is not DressingMode.Manual;

    /// <summary>Whether artwork is chosen without a person.</summary>
    public bool Chooses(string library) => ModeOf(library) is not DressingMode.Manual;

    /// <summary>Whether what was chosen is published without a person. Who just imported a movie wants to see it dressed.</summary>
    public bool Publishes(string library, Occasion why) =>
        ModeOf(library) switch
        {
            DressingMode.Automatic => true,
            DressingMode.Hybrid => why is Occasion.Webhook,
            _ => false,
        };

    public int LimitOf(ArtworkType type) =>
        type switch
        {
            ArtworkType.Poster => options.Library.Artwork.Poster,
            ArtworkType.Fanart => options.Library.Artwork.Fanart,
            ArtworkType.Landscape => options.Library.Artwork.Landscape,
            ArtworkType.Clearlogo => options.Library.Artwork.Clearlogo,
            ArtworkType.Clearart => options.Library.Artwork.Clearart,
            ArtworkType.Banner => options.Library.Artwork.Banner,
            _ => options.Library.Artwork.Discart,
        };
}
