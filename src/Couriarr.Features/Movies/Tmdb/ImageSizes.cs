using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Features.Tmdb;

namespace Couriarr.Features.Movies.Tmdb;

/// <summary>
/// In which sizes TMDB has its pictures. Asked only when the owner wants them smaller than they are, and kept for a month. Where they are
/// fetched stays the owner's choice: an answer does not decide whom we ask.
/// </summary>
internal sealed class ImageSizes(TmdbLink tmdb, ProviderStates states, CouriarrOptions options, TimeProvider clock)
{
    private const string Name = "sizes";
    private static readonly string[] Lists = ["poster_sizes", "backdrop_sizes", "logo_sizes"];
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<ImageAddresses> NowAsync(CancellationToken ct) =>
        new(options.Tmdb.ImageBaseUrl, options.Tmdb.Widest > 0 ? Pick(await ListAsync(ct)) : new Dictionary<string, int>());

    private Dictionary<string, int> Pick(JsonElement sizes) =>
        Lists.ToDictionary(
            list => list,
            list =>
                sizes
                    .Items(list)
                    .Where(one => one.ValueKind is JsonValueKind.String)
                    .Select(one => int.TryParse(one.GetString()!.TrimStart('w'), CultureInfo.InvariantCulture, out var width) ? width : 0)
                    .Where(width => width <= options.Tmdb.Widest)
                    .DefaultIfEmpty(0)
                    .Max()
        );

    private async Task<JsonElement> ListAsync(CancellationToken ct)
    {
        if (await states.FindAsync(PictureReader.Provider, Name, ct) is { } kept && Read(kept) is { } known && Age(known) < Kept)
            return known;
        var sizes = (await tmdb.AskAsync("configuration", ct))?.Child("images") ?? default;
        var stored = new Dictionary<string, object> { ["at"] = clock.GetUtcNow().ToUnixTimeSeconds() };
        if (sizes.ValueKind is JsonValueKind.Object)
            foreach (var list in sizes.EnumerateObject().Where(list => list.Value.ValueKind is JsonValueKind.Array))
                stored[list.Name] = list.Value;
        var text = JsonSerializer.Serialize(stored);
        await states.KeepAsync(PictureReader.Provider, Name, text, ct);
        return Read(text)!.Value;
    }

    private TimeSpan Age(JsonElement known) => clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(known.Number("at") ?? 0);

    private static JsonElement? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Widths">The width of each list of sizes; none and 0 take pictures as they are.</param>
internal sealed record ImageAddresses(Uri Base, IReadOnlyDictionary<string, int> Widths)
{
    public Uri Of(ArtworkType type, string path) =>
        new($"{Base.AbsoluteUri.TrimEnd('/')}/{(WidthOf(type) is > 0 and var width ? Invariant(width) : "original")}{path}");

    /// <summary>With the size that it comes in.</summary>
    public Candidate Sized(Candidate picture) =>
        WidthOf(picture.Type) is > 0 and var width && width < picture.Width
            ? picture with
            {
                Width = width,
                Height = (int)Math.Round((double)picture.Height * width / picture.Width),
            }
            : picture;

    private int WidthOf(ArtworkType type) =>
        Widths.GetValueOrDefault(
            type switch
            {
                ArtworkType.Poster => "poster_sizes",
                ArtworkType.Clearlogo => "logo_sizes",
                _ => "backdrop_sizes",
            }
        );

    private static string Invariant(int width) => string.Create(CultureInfo.InvariantCulture, $"w{width}");
}
