using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Arr.Api;

/// <summary>Everything by which a movie or a series comes into an instance, or is kept out of it. Numbers are TVDB's or TMDB's.</summary>
public sealed class ArrAdding(ArrApi api)
{
    private ArrDialect Dialect => api.Dialect;

    public IAsyncEnumerable<ArrProfile> ProfilesAsync(CancellationToken ct) => api.Link.ListAsync("qualityprofile", ArrProfile.Of, ct);

    /// <summary>Only Sonarr 3 has such.</summary>
    public IAsyncEnumerable<ArrName> LanguageProfilesAsync(CancellationToken ct) => api.Link.ListAsync("languageprofile", ArrName.Of, ct);

    /// <returns>The one that there is, when there is one of this name.</returns>
    public async Task<ArrName> CreateTagAsync(string label, CancellationToken ct)
    {
        using var body = JsonContent.Create(new JsonObject { ["label"] = label });
        using var answer = await api.Link.SendAsync(HttpMethod.Post, "tag", body, ct);
        Objections.Raise(api.Link, "tag", answer);
        using var json = await api.Link.JsonAsync(answer, ct);
        return ArrName.Of(json.RootElement) ?? throw Objections.NoJson(api.Link);
    }

    /// <summary>What its lists must not add.</summary>
    public async Task<IReadOnlySet<int>> ExclusionsAsync(CancellationToken ct)
    {
        var all = new HashSet<int>();
        await foreach (var excluded in api.Link.ListAsync(Dialect.Exclusions, json => new Excluded(json.Id(Dialect.Foreign) ?? 0), ct))
            all.Add(excluded.Id);
        return all;
    }

    /// <summary>Has its own lists leave this out from now on. That it does already is as good.</summary>
    public async Task ExcludeAsync(int id, string title, int? year, CancellationToken ct)
    {
        var sent = new JsonObject { [Dialect.Foreign] = id };
        if (api.App is ArrApp.Radarr)
            (sent["movieTitle"], sent["movieYear"]) = (title, year ?? 1);
        else
            sent["title"] = title;
        using var body = JsonContent.Create(sent);
        using var answer = await api.Link.SendAsync(HttpMethod.Post, Dialect.Exclusions, body, ct);
        if (answer.StatusCode is not HttpStatusCode.BadRequest || !(await ExclusionsAsync(ct)).Contains(id))
            Objections.Raise(api.Link, Dialect.Exclusions, answer);
    }

    /// <summary>What it keeps under that number; null when it does not.</summary>
    public async Task<ArrWork?> FindAsync(int id, CancellationToken ct)
    {
        await foreach (var work in api.Link.ListAsync($"{Dialect.Work}?{Dialect.Foreign}={Text(id)}", ArrWork.Of, ct))
            if (NumberOf(work) == id)
                return work;
        return null;
    }

    /// <summary>What its source of metadata knows under that number; null when it knows nothing. That it cannot be asked is a failure.</summary>
    public async Task<ArrFound?> LookUpAsync(int id, CancellationToken ct)
    {
        await foreach (var found in api.Link.ListAsync($"{Dialect.Work}/lookup?term={Dialect.Term}:{Text(id)}", ArrFound.Of, ct))
            return found;
        return null;
    }

    /// <summary>Adds it, or says what the app has against it. A failure leaves it open whether it was added.</summary>
    public async Task<ArrAddAnswer> AddAsync(JsonObject wish, CancellationToken ct)
    {
        using var body = JsonContent.Create(wish);
        using var answer = await api.Link.SendAsync(HttpMethod.Post, Dialect.Work, body, ct);
        if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Conflict) || !ArrLink.IsJson(answer))
            Objections.Raise(api.Link, Dialect.Work, answer);
        using var json = await api.Link.JsonAsync(answer, ct);
        return answer.IsSuccessStatusCode
            ? new ArrAddAnswer.Added(json.RootElement.Number("id") ?? throw Objections.NoJson(api.Link))
            : new ArrAddAnswer.Refused((int)answer.StatusCode, ArrObjection.In(json.RootElement));
    }

    public int? NumberOf(ArrWork work) => api.App is ArrApp.Radarr ? work.Ids.Tmdb : work.Ids.Tvdb;

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record Excluded(int Id);
}

/// <param name="Resolution">The highest that it takes, in lines; nought when it does not say.</param>
public sealed record ArrProfile(long Id, string Name, int Resolution)
{
    internal static ArrProfile? Of(JsonElement json) =>
        ArrName.Of(json) is { } name ? new(name.Id, name.Name, json.Items("items").Select(Highest).DefaultIfEmpty().Max()) : null;

    private static int Highest(JsonElement item) =>
        !item.Flag("allowed") && item.Child("quality") is not null
            ? 0
            : Math.Max(
                (int)(item.Child("quality")?.Number("resolution") ?? 0),
                item.Flag("allowed") ? item.Items("items").Select(Any).DefaultIfEmpty().Max() : 0
            );

    // What is in a group is taken with it.
    private static int Any(JsonElement item) => (int)(item.Child("quality")?.Number("resolution") ?? 0);
}

/// <summary>What a source of metadata knows.</summary>
/// <param name="Id">The instance's own number; null when it does not have it yet.</param>
/// <param name="TvMaze">Null when the source does not say.</param>
public sealed record ArrFound(long? Id, string Title, int? TvMaze)
{
    public int? Year { get; init; }
    public int? Tmdb { get; init; }

    /// <summary>Without the specials.</summary>
    public int Seasons { get; init; }

    /// <summary>In minutes.</summary>
    public int? Runtime { get; init; }

    internal static ArrFound? Of(JsonElement json) =>
        json.Text("title") is { } title
            ? new(json.Number("id") is > 0 and var id ? id : null, title, json.Id("tvMazeId"))
            {
                Year = json.Id("year"),
                Tmdb = json.Id("tmdbId"),
                Seasons = json.Items("seasons").Count(season => season.Number("seasonNumber") > 0),
                Runtime = json.Id("runtime"),
            }
            : null;
}

public abstract record ArrAddAnswer
{
    private ArrAddAnswer() { }

    /// <param name="Id">The instance's own number for it.</param>
    public sealed record Added(long Id) : ArrAddAnswer;

    public sealed record Refused(int Status, IReadOnlyList<ArrObjection> Objections) : ArrAddAnswer
    {
        public string Words => string.Join(" ", Objections.Select(objection => objection.Words));

        /// <summary>Its source of metadata does not know the number: there is no code for that.</summary>
        public bool IsUnknown =>
            Objections.Any(o =>
                o is { Code: null, About: "TvdbId" or "TmdbId" } && o.Words.Contains("not found", StringComparison.Ordinal)
            );

        /// <summary>It is there already.</summary>
        public bool IsKnown => Objections.Any(o => o.Code is "SeriesExistsValidator" or "MovieExistsValidator");

        /// <summary>It lacks what stood in it a moment ago: a root folder, a profile.</summary>
        public bool LacksPlace =>
            Objections.Any(o =>
                o.Code
                    is "RootFolderExistsValidator"
                        or "RootFolderValidator"
                        or "QualityProfileExistsValidator"
                        or "LanguageProfileExistsValidator"
            );
    }
}

/// <param name="About">The member of what was sent.</param>
/// <param name="Code">Null for what was found out while it was added.</param>
public sealed record ArrObjection(string? About, string? Code, string Words)
{
    internal static IReadOnlyList<ArrObjection> In(JsonElement json) =>
        json.ValueKind is JsonValueKind.Array
            ?
            [
                .. json.EnumerateArray()
                    .Select(e => new ArrObjection(e.Text("propertyName"), e.Text("errorCode"), e.Text("errorMessage") ?? "?")),
            ]
            : [new ArrObjection(About: null, Code: null, WordsOf(json))];

    private static string WordsOf(JsonElement json) => Objections.WordsIn(json) ?? "it did not say why";
}
