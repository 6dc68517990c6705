using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Features.Tmdb;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Tmdb;

/// <summary>What TMDB says of one movie.</summary>
internal sealed record Told(MovieFacts Facts, IReadOnlyList<Candidate> Pictures)
{
    public string? ImdbId { get; init; }

    /// <summary>Who could not be asked now. What they said before still holds.</summary>
    public IReadOnlyList<string> Away { get; init; } = [];
}

/// <summary>
/// What TMDB is asked about movies that are there. One call tells all of a movie; only where that leaves a hole, like a set's story or a text
/// that nobody translated, a second one fills it.
/// </summary>
internal sealed class TmdbMovies(TmdbLink tmdb, ImageSizes sizes, CouriarrOptions options)
{
    private const string English = "en";
    private const string Parts = "images,credits,release_dates,external_ids,videos,keywords";
    private readonly ConcurrentDictionary<int, string?> _sets = [];

    private string Language => options.Library.Language.ToLowerInvariant();
    private string Languages => Language == English ? "en,null" : $"{Language},en,null";

    /// <returns>Null when TMDB has no such movie, or no longer.</returns>
    public async Task<Told?> TellAsync(int id, CancellationToken ct)
    {
        var query = $"language={Language}&append_to_response={Parts}";
        var asked = $"movie/{Text(id)}?{query}&include_image_language={Languages}&include_video_language={Languages}";
        if (await tmdb.AskAsync(asked, ct) is not { } json)
            return null;
        var facts = await WholeAsync(id, MovieReader.Read(json, options.Library), ct);
        var pictures = PictureReader.Read(json.Child("images"), await sizes.NowAsync(ct));
        if (facts.OriginalLanguage is { } original && !Languages.Contains(original, StringComparison.Ordinal) && HasNoTitled(pictures))
            pictures = [.. pictures, .. await InAsync(id, original, ct)];
        return new Told(facts, pictures) { ImdbId = json.Child("external_ids")?.Text("imdb_id") ?? json.Text("imdb_id") };
    }

    private static bool HasNoTitled(IReadOnlyList<Candidate> pictures) => !pictures.Any(one => one.Type is ArtworkType.Poster);

    private async Task<IReadOnlyList<Candidate>> InAsync(int id, string language, CancellationToken ct) =>
        await tmdb.AskAsync($"movie/{Text(id)}/images?include_image_language={language}", ct) is { } json
            ? PictureReader.Read(json, await sizes.NowAsync(ct))
            : [];

    private async Task<MovieFacts> WholeAsync(int id, MovieFacts facts, CancellationToken ct)
    {
        if (facts.Plot is null && Language != English && await tmdb.AskAsync($"movie/{Text(id)}?language={English}", ct) is { } json)
            facts = facts with { Plot = json.Text("overview"), Tagline = facts.Tagline ?? json.Text("tagline") };
        return facts.Set is { TmdbId: { } set } ? facts with { Set = facts.Set with { Overview = await SetAsync(set, ct) } } : facts;
    }

    // Its movies mostly come together: the story of their set is asked for once.
    private async Task<string?> SetAsync(int id, CancellationToken ct)
    {
        if (!_sets.TryGetValue(id, out var overview))
            _sets[id] = overview = (await tmdb.AskAsync($"collection/{Text(id)}?language={Language}", ct))?.Text("overview");
        return overview;
    }

    /// <summary>By its id at IMDb.</summary>
    public async Task<Sighting?> FindAsync(string imdbId, CancellationToken ct) =>
        await tmdb.AskAsync($"find/{Uri.EscapeDataString(imdbId)}?external_source=imdb_id&language={Language}", ct) is { } json
            ? json.Items("movie_results").Select(Seen).FirstOrDefault(one => one is not null)
            : null;

    /// <summary>The first page of what is called like it, the best known first.</summary>
    public async Task<IReadOnlyList<Sighting>> SearchAsync(string title, int? year, CancellationToken ct)
    {
        var when = year is { } known ? $"&year={Text(known)}" : "";
        var json = await tmdb.AskAsync($"search/movie?query={Uri.EscapeDataString(title)}{when}&language={Language}", ct);
        return json is { } found ? [.. found.Items("results").Select(Seen).OfType<Sighting>()] : [];
    }

    /// <summary>A page of the movies that changed on these days, fourteen at the most; the first is 1.</summary>
    /// <returns>Their numbers, and whether another page follows.</returns>
    public async Task<(IReadOnlyList<int> Ids, bool More)> ChangesAsync(DateOnly from, DateOnly to, int page, CancellationToken ct)
    {
        var json =
            await tmdb.AskAsync($"movie/changes?start_date={Day(from)}&end_date={Day(to)}&page={Text(page)}", ct)
            ?? throw new TransientException("TMDB does not tell which movies changed. It will be asked again.");
        return ([.. json.Items("results").Select(one => one.Id("id")).OfType<int>()], page < json.Number("total_pages"));
    }

    private static Sighting? Seen(JsonElement json) =>
        json.Id("id") is { } id && (json.Text("title") ?? json.Text("original_title")) is { } title
            ? new Sighting(new Match(id, title, MovieReader.Day(json.Text("release_date"))?.Year, json.Text("poster_path")))
            {
                OriginalTitle = json.Text("original_title"),
            }
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
