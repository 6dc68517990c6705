using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;

namespace Couriarr.Features.Intake.Missed;

/// <summary>Writes the webhook that an app would have sent for an import, from what its history says.</summary>
internal static class HistoryWebhook
{
    public static byte[] Of(ArrApp app, FoundImport import, string path)
    {
        var work = import.Work!;
        var body = app is ArrApp.Radarr ? Movie(work) : Series(work, import.Episodes);
        body[app is ArrApp.Radarr ? "movieFile" : "episodeFile"] = File(import, path, work.Folder);
        body["isUpgrade"] = import.Replaced.Count > 0;
        if (import.Replaced.Count > 0)
            body["deletedFiles"] = new JsonArray([.. import.Replaced.Select(JsonNode (old) => Replaced(old, work.Folder))]);
        Set(body, "downloadId", import.Download);
        body["eventType"] = "Download";
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    public static byte[] OfRename(ArrApp app, ArrWork work, ArrFile file, string from)
    {
        var body = app is ArrApp.Radarr ? Movie(work) : Series(work, []);
        var json = new JsonObject
        {
            ["previousPath"] = from,
            ["id"] = file.Id,
            ["path"] = file.Path,
            ["size"] = file.Size,
        };
        Set(json, "previousRelativePath", Within(from, work.Folder));
        Set(json, "relativePath", Within(file.Path, work.Folder));
        body[app is ArrApp.Radarr ? "renamedMovieFiles" : "renamedEpisodeFiles"] = new JsonArray(json);
        body["eventType"] = "Rename";
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private static JsonObject Movie(ArrWork work)
    {
        var movie = Work(work);
        movie["folderPath"] = work.Folder;
        return new() { ["movie"] = movie };
    }

    private static JsonObject Series(ArrWork work, IReadOnlyList<ArrEpisode> episodes)
    {
        var series = Work(work);
        series["path"] = work.Folder;
        return new() { ["series"] = series, ["episodes"] = new JsonArray([.. episodes.Select(Episode)]) };
    }

    private static JsonObject Work(ArrWork work)
    {
        var json = new JsonObject { ["id"] = work.Id, ["title"] = work.Title };
        Set(json, "year", work.Year);
        Set(json, "tmdbId", work.Ids.Tmdb);
        Set(json, "tvdbId", work.Ids.Tvdb);
        Set(json, "tvMazeId", work.Ids.Tvmaze);
        Set(json, "imdbId", work.Ids.Imdb);
        if (work.Poster is { } poster)
            json["images"] = new JsonArray(new JsonObject { ["coverType"] = "poster", ["remoteUrl"] = poster.AbsoluteUri });
        return json;
    }

    private static JsonNode Episode(ArrEpisode episode)
    {
        var json = new JsonObject
        {
            ["id"] = episode.Id,
            ["episodeNumber"] = episode.Number,
            ["seasonNumber"] = episode.Season,
        };
        Set(json, "title", episode.Title);
        return json;
    }

    private static JsonObject File(FoundImport import, string path, string folder)
    {
        var json = new JsonObject();
        Set(json, "id", import.FileId);
        Set(json, "relativePath", Within(path, folder));
        json["path"] = path;
        Set(json, "quality", import.Quality);
        Set(json, "size", import.Size);
        Set(json, "dateAdded", import.Added?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        return json;
    }

    private static JsonObject Replaced(string path, string folder)
    {
        var json = new JsonObject { ["path"] = path };
        Set(json, "relativePath", Within(path, folder));
        return json;
    }

    /// <summary>Null when the work lies elsewhere by now; then the whole path counts.</summary>
    private static string? Within(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && path.Length > folder.Length + 1 && path[folder.Length] is '/' or '\\'
            ? path[(folder.Length + 1)..]
            : null;

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
