using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>The part of the API by which something is added: looked up, described by names, refused or taken.</summary>
internal sealed class ShopDoors(FakeArr arr)
{
    private ArrFlavour Flavour => arr.Flavour;
    private string Foreign => Flavour.Foreign;

    public void Map(WebApplication app)
    {
        app.MapGet($"/api/v3/{Flavour.Work}/lookup", (string? term) => LookUp(term));
        app.MapPost($"/api/v3/{Flavour.Work}", async (HttpRequest request) => new Counter(arr).Take(await BodyAsync(request)));
        app.MapPost("/api/v3/tag", async (HttpRequest request) => Tag(await BodyAsync(request)));
        app.MapGet($"/api/v3/{Flavour.Exclusions}", () => Many(arr.Shelf.Excluded.Select((id, i) => Exclusion(id, i + 1))));
        app.MapPost($"/api/v3/{Flavour.Exclusions}", async (HttpRequest request) => Exclude(await BodyAsync(request)));
        if (Flavour.HasEpisodes)
            app.MapGet("/api/v3/languageprofile", Languages);
    }

    private IResult LookUp(string? term)
    {
        if (arr.Metadata.IsDown || string.IsNullOrEmpty(term))
            return Refusal.Failed(503, $"Search for '{term}' failed. Unable to communicate with the metadata server.");
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        var known = colon > 0 && int.TryParse(term[(colon + 1)..], CultureInfo.InvariantCulture, out var id) ? arr.Metadata.Find(id) : null;
        return Many(known is null ? [] : [Found(known)]);
    }

    private JsonObject Found(FakeTitle title)
    {
        var json = Recording
            .Of(Flavour, "work")
            .With(
                ("title", title.Title),
                ("year", title.Year),
                ("runtime", title.Runtime),
                ("qualityProfileId", 0),
                ("seasonFolder", false)
            )
            .With(("tvMazeId", title.TvMaze), (Foreign, title.Id), ("imdbId", title.Imdb), ("monitored", false));
        if (Flavour.HasEpisodes)
            json["seasons"] = new JsonArray([
                .. Enumerable.Range(0, title.Seasons + 1).Select(n => new JsonObject { ["seasonNumber"] = n, ["monitored"] = n > 0 }),
            ]);
        if (arr.Find(title.Id) is { } work)
            return json.With(("id", work.Id), ("path", work.Folder));
        foreach (var name in new[] { "id", "path", "rootFolderPath" })
            json.Remove(name);
        json["folder"] = $"{title.Title} ({title.Year})";
        return json;
    }

    private IResult Tag(JsonObject sent)
    {
        var label = sent["label"]!.GetValue<string>().ToLowerInvariant();
        if (Flavour.HasStrictTags && !label.All(c => c is '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            return Refusal.Invalid("Label", "Allowed characters a-z, 0-9 and -", label, "RegularExpressionValidator");
        arr.Change(shelf => shelf.Tags.Contains(label) ? shelf : shelf with { Tags = shelf.Tags.Add(label) });
        return FakeArr.Json(new JsonObject { ["label"] = label, ["id"] = arr.Shelf.Tags.IndexOf(label) + 1 }, StatusCodes.Status201Created);
    }

    private JsonObject Exclusion(int id, int number) =>
        Flavour.HasEpisodes
            ? new JsonObject
            {
                ["tvdbId"] = id,
                ["title"] = $"Series {id}",
                ["id"] = number,
            }
            : new JsonObject
            {
                [Foreign] = id,
                ["movieTitle"] = $"Movie {id}",
                ["movieYear"] = 2021,
                ["id"] = number,
            };

    private IResult Exclude(JsonObject sent)
    {
        var id = sent[Foreign]?.GetValue<int>() ?? 0;
        if (arr.Shelf.Excluded.Contains(id))
            return Refusal.Invalid(
                Flavour.HasEpisodes ? "TvdbId" : "TmdbId",
                "This exclusion has already been added.",
                id,
                "ImportListExclusionExistsValidator"
            );
        arr.Change(shelf => shelf with { Excluded = shelf.Excluded.Add(id) });
        return FakeArr.Json(Exclusion(id, arr.Shelf.Excluded.Count), StatusCodes.Status201Created);
    }

    private IResult Languages(HttpContext http)
    {
        if (Flavour.HasLanguages)
            return Many([.. new[] { "English", "Any" }.Select((name, i) => new JsonObject { ["name"] = name, ["id"] = i + 1 })]);
        http.Response.Headers["Deprecation"] = "true";
        return Many([
            new JsonObject
            {
                ["name"] = "Deprecated",
                ["upgradeAllowed"] = true,
                ["id"] = 1,
            },
        ]);
    }

    private static async Task<JsonObject> BodyAsync(HttpRequest request) => (JsonObject)(await JsonNode.ParseAsync(request.Body))!;

    private static IResult Many(IEnumerable<JsonObject> items) => FakeArr.Json(new JsonArray([.. items]));
}
