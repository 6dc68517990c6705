using System.Globalization;
using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>What the API says of the things on the shelf.</summary>
internal static class ArrAnswers
{
    private const string Second = "yyyy-MM-ddTHH:mm:ssZ";

    public static string Written(DateTimeOffset at) => at.UtcDateTime.ToString(Second, CultureInfo.InvariantCulture);

    public static JsonObject Status(ArrFlavour flavour, string instance, string urlBase) =>
        new()
        {
            ["appName"] = flavour.Name,
            ["instanceName"] = instance,
            ["version"] = flavour.Version,
            ["isProduction"] = true,
            ["osName"] = "debian",
            ["urlBase"] = urlBase,
            ["authentication"] = "forms",
            ["databaseType"] = "sqLite",
        };

    public static JsonObject Writer(string name, bool isOn) =>
        new()
        {
            ["enable"] = isOn,
            ["name"] = name,
            ["fields"] = new JsonArray(),
            ["implementationName"] = name,
        };

    public static JsonObject Work(ArrFlavour flavour, Shelf shelf, FakeWork work)
    {
        var file = shelf.Files.FirstOrDefault(f => f.WorkId == work.Id);
        var json = Recording
            .Of(flavour, "work")
            .With(("id", work.Id), ("title", work.Title), ("year", work.Year), ("path", work.Folder), ("folderName", work.Folder))
            .With(("tmdbId", work.Tmdb), ("tvdbId", work.Tvdb), ("rootFolderPath", flavour.Root), ("hasFile", file is not null));
        var count = shelf.Files.Count(f => f.WorkId == work.Id);
        ((JsonObject)json["statistics"]!).With(("movieFileCount", count), ("episodeFileCount", count));
        if (flavour.HasEpisodes)
            return json;
        json["movieFileId"] = file?.Id ?? 0;
        if (file is not null)
            json["movieFile"] = File(flavour, work, file);
        return json;
    }

    public static JsonObject File(ArrFlavour flavour, FakeWork work, FakeFile file)
    {
        var json = Recording
            .Of(flavour, "file")
            .With(("id", file.Id), (flavour.WorkId, work.Id), ("relativePath", file.Relative), ("path", file.PathIn(work)))
            .With(("size", file.Size), ("dateAdded", Written(file.Added)), ("seasonNumber", SeasonOf(file)));
        json["quality"]!["quality"]!["name"] = file.Quality;
        return json;
    }

    public static JsonObject Episode(ArrFlavour flavour, FakeEpisode episode) =>
        Recording
            .Of(flavour, "episode")
            .With(("id", episode.Id), ("seriesId", episode.WorkId), ("episodeFileId", episode.FileId), ("seasonNumber", episode.Season))
            .With(("episodeNumber", episode.Number), ("title", episode.Title), ("hasFile", episode.FileId > 0));

    public static JsonObject Imported(ArrFlavour flavour, FakeWork work, FakeFile file, FakeEpisode? episode)
    {
        var json = Row(flavour, "imported", work, file, episode).With(("downloadId", file.Download));
        ((JsonObject)json["data"]!).With(("fileId", Text(file.Id)), ("importedPath", file.PathIn(work)), ("size", Text(file.Size)));
        if (file.Download is null)
            json.Remove("downloadId");
        return json;
    }

    public static JsonObject Deleted(ArrFlavour flavour, FakeWork work, FakeFile file, FakeEpisode? episode, string reason)
    {
        var json = Row(flavour, $"{flavour.Row}Deleted", work, file, episode).With(("sourceTitle", file.PathIn(work)));
        ((JsonObject)json["data"]!).With(("reason", reason), ("size", Text(file.Size)));
        return json;
    }

    public static JsonObject Renamed(ArrFlavour flavour, FakeWork work, FakeFile file, string from, FakeEpisode? episode)
    {
        var json = Row(flavour, $"{flavour.Row}Renamed", work, file, episode).With(("sourceTitle", $"{work.Folder}/{from}"));
        ((JsonObject)json["data"]!)
            .With(("sourcePath", $"{work.Folder}/{from}"), ("sourceRelativePath", from), ("path", file.PathIn(work)))
            .With(("relativePath", file.Relative), ("size", Text(file.Size)));
        return json;
    }

    private static JsonObject Row(ArrFlavour flavour, string recorded, FakeWork work, FakeFile file, FakeEpisode? episode)
    {
        var json = Recording.Of(flavour, recorded).With((flavour.WorkId, work.Id), ("episodeId", episode?.Id));
        json["quality"]!["quality"]!["name"] = file.Quality;
        return json;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int SeasonOf(FakeFile file) =>
        file.Relative.Split('/')[0] is ['S', 'e', 'a', 's', 'o', 'n', ' ', .. var number]
        && int.TryParse(number, CultureInfo.InvariantCulture, out var season)
            ? season
            : 1;
}
