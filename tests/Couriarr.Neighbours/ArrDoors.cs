using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>The part of the API that only tells.</summary>
internal sealed class ArrDoors(FakeArr arr)
{
    private const string Imported = "downloadFolderImported";
    private Shelf Shelf => arr.Shelf;
    private ArrFlavour Flavour => arr.Flavour;

    public void Map(WebApplication app)
    {
        app.MapGet("/ping", () => FakeArr.Json(new JsonObject { ["status"] = "OK" }));
        app.MapGet("/api/v3/system/status", () => FakeArr.Json(ArrAnswers.Status(Flavour, arr.InstanceName, arr.UrlBase)));
        app.MapGet("/api/v3/rootfolder", () => Many(arr.RootFolders.Select(Root)));
        app.MapGet("/api/v3/qualityprofile", () => Many(Shelf.Profiles.Select(Profile)));
        app.MapGet("/api/v3/tag", () => Many(Shelf.Tags.Select((label, i) => new JsonObject { ["label"] = label, ["id"] = i + 1 })));
        app.MapGet("/api/v3/metadata", () => Many(arr.Writers.Select(one => ArrAnswers.Writer(one.Key, one.Value))));
        app.MapGet($"/api/v3/{Flavour.Work}", Works);
        app.MapGet($"/api/v3/{Flavour.Work}/{{id:int}}", Work);
        app.MapGet($"/api/v3/{Flavour.File.ToLowerInvariant()}", Files);
        if (Flavour.HasEpisodes)
            app.MapGet("/api/v3/episode", (int seriesId) => Many(EpisodesOf(seriesId).Select(e => ArrAnswers.Episode(Flavour, e))));
        app.MapGet("/api/v3/history/since", Since);
        app.MapGet("/api/v3/history", Page);
        app.MapFallback(() => FakeArr.Json(new JsonObject { ["message"] = "NotFound" }, StatusCodes.Status404NotFound));
    }

    private JsonObject Root(string path, int place) =>
        Recording.Of(Flavour, "rootfolder").With(("path", path), ("freeSpace", arr.FreeSpace), ("id", place + 1));

    private JsonObject Profile(string name, int place) => Recording.Of(Flavour, "qualityprofile").With(("name", name), ("id", place + 1));

    // With a number, a list of one or none.
    private IResult Works(HttpRequest request) =>
        Many(
            Shelf
                .Works.Where(work => request.Query[Flavour.Foreign] is not [{ } id] || arr.Find(Number(id, 0)) == work)
                .Select(work => ArrAnswers.Work(Flavour, Shelf, work))
        );

    private IResult Work(int id) =>
        Shelf.Works.FirstOrDefault(w => w.Id == id) is { } work ? FakeArr.Json(ArrAnswers.Work(Flavour, Shelf, work)) : FakeArr.NoSuch();

    private IResult Files(HttpRequest request) =>
        int.TryParse(request.Query[Flavour.WorkId], CultureInfo.InvariantCulture, out var id)
            ? Many(Shelf.Files.Where(f => f.WorkId == id).Select(file => ArrAnswers.File(Flavour, Shelf.Work(id), file)))
            : FakeArr.Json(new JsonObject { ["message"] = $"{Flavour.WorkId} must be provided" }, StatusCodes.Status400BadRequest);

    private IResult Since(HttpRequest request)
    {
        var query = request.Query;
        var since = DateTimeOffset.MinValue;
        if (query.ContainsKey("date") && !TryRead(query["date"], out since))
            return Wrong("date", query["date"]);
        var kind = query["eventType"].ToString();
        var rows = Shelf.History.Where(row => row.Date >= since && (kind.Length == 0 || IsKind(row, kind))).OrderBy(row => row.Date);
        return Many(rows.Select(row => Row(row, request)));
    }

    private IResult Page(HttpRequest request)
    {
        var query = request.Query;
        if (query["eventType"].FirstOrDefault(kind => !int.TryParse(kind, CultureInfo.InvariantCulture, out _)) is { } word)
            return Wrong("eventType", word);
        var (page, size) = (Number(query["page"], 1), Number(query["pageSize"], 10));
        var kinds = query["eventType"].Select(kind => int.Parse(kind!, CultureInfo.InvariantCulture)).ToHashSet();
        var found = Shelf.History.Where(row => kinds.Count == 0 || kinds.Contains(Flavour.Number(row.Kind)));
        var rows = (query["sortDirection"] == "ascending" ? found.OrderBy(r => r.Date) : found.OrderByDescending(r => r.Date)).ToList();
        return FakeArr.Json(
            new JsonObject
            {
                ["page"] = page,
                ["pageSize"] = size,
                ["sortKey"] = "date",
                ["sortDirection"] = query["sortDirection"] == "ascending" ? "ascending" : "descending",
                ["totalRecords"] = rows.Count,
                ["records"] = new JsonArray([.. rows.Skip((page - 1) * size).Take(size).Select(row => Row(row, request))]),
            }
        );
    }

    private JsonObject Row(FakeRow row, HttpRequest request)
    {
        var json = (JsonObject)row.Json.DeepClone();
        var id = json["id"]!.DeepClone();
        json.Remove("id");
        if (
            row.EpisodeId is { } episode
            && Asks(request, "includeEpisode")
            && Shelf.Episodes.FirstOrDefault(e => e.Id == episode) is { } found
        )
            json["episode"] = ArrAnswers.Episode(Flavour, found);
        if (Asks(request, $"include{Flavour.Work}") && Shelf.Works.FirstOrDefault(w => w.Id == row.WorkId) is { } work)
            json[Flavour.Work] = Embedded(work);
        json["id"] = id;
        return json;
    }

    private JsonObject Embedded(FakeWork work)
    {
        var json = ArrAnswers.Work(Flavour, Shelf, work);
        foreach (var name in new[] { "movieFile", "statistics", "rootFolderPath", "hasFile", "sizeOnDisk", "alternateTitles" })
            json.Remove(name);
        return json;
    }

    private bool IsKind(FakeRow row, string kind) =>
        int.TryParse(kind, CultureInfo.InvariantCulture, out var number)
            ? Flavour.Number(row.Kind) == number
            : row.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<FakeEpisode> EpisodesOf(int series) => Shelf.Episodes.Where(e => e.WorkId == series);

    private static bool Asks(HttpRequest request, string name) => request.Query[name] == "true";

    private static bool TryRead(string? text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);

    private static int Number(string? text, int otherwise) => int.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : otherwise;

    private static IResult Many(IEnumerable<JsonObject> items) => FakeArr.Json(new JsonArray([.. items]));

    private static IResult Wrong(string name, string? value) =>
        FakeArr.Json(
            new JsonObject
            {
                ["title"] = "One or more validation errors occurred.",
                ["status"] = 400,
                ["errors"] = new JsonObject { [name] = new JsonArray($"The value '{value}' is not valid.") },
            },
            StatusCodes.Status400BadRequest
        );
}
