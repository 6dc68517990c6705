using System.Text.Json;
using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Lists;

namespace Couriarr.Doors;

/// <summary>What is wanted, for apps that fetch it: as Sonarr's and Radarr's custom lists.</summary>
internal static class ListsDoor
{
    // What they do not need is left away.
    private static readonly JsonSerializerOptions Theirs = new(Answers.Json)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void MapLists(this IEndpointRouteBuilder app) =>
        app.MapGet("/lists/{name}.json", FindAsync)
            .Explained(
                "Discovery",
                "A custom list",
                "For Sonarr's and Radarr's own lists, by the name of the instance that it is for, or `sonarr` and `radarr` for those of the sections. "
                    + "They send no header: give the key as `?apikey=`.",
                new[] { ListedTitle.Example }
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status404NotFound);

    private static async Task<IResult> FindAsync(string name, ListDesk desk, CancellationToken ct) =>
        await desk.FindAsync(name, ct) is { } list
            ? Results.Json(list.Items.Select(item => ListedTitle.Of(list.Kind, item)), Theirs)
            : Answers.NotFound($"There is no list '{name}'. There are: {string.Join(", ", desk.Names)}.");
}

/// <summary>Sonarr reads tvdbId; Radarr id, in another kind of list imdb_id. The names are theirs, not ours.</summary>
internal sealed record ListedTitle(string Title, int? Year)
{
    [JsonPropertyName("tvdbId")]
    public int? TvdbId { get; init; }
    public int? Id { get; init; }

    [JsonPropertyName("tmdbId")]
    public int? TmdbId { get; init; }

    [JsonPropertyName("imdbId")]
    public string? ImdbId { get; init; }

    [JsonPropertyName("imdb_id")]
    public string? Imdb { get; init; }

    public static ListedTitle Example { get; } = new("The Glass Ferry", 2024) { TvdbId = 295829, ImdbId = "tt0903747" };

    public static ListedTitle Of(string kind, Wish item) =>
        kind == "radarr"
            ? new(item.Title, item.Year)
            {
                Id = item.Number,
                TmdbId = item.Number,
                Imdb = item.ImdbId,
            }
            : new(item.Title, item.Year) { TvdbId = item.Number, ImdbId = item.ImdbId };
}
