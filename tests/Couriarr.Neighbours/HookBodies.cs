using System.Globalization;
using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>The bodies of an app's webhooks.</summary>
internal sealed record HookBodies(ArrFlavour Flavour, string InstanceName)
{
    public JsonObject Test() => Of("Test");

    public JsonObject Imported(FakeWork work, FakeFile file, IReadOnlyList<FakeEpisode> episodes, IReadOnlyList<FakeFile> replaced)
    {
        var json = About(Of("Download"), work, episodes).With(("isUpgrade", replaced.Count > 0), ("downloadId", file.Download));
        json[Flavour.File] = File((JsonObject)json[Flavour.File]!, work, file);
        json.Remove("deletedFiles");
        if (replaced.Count > 0)
            json["deletedFiles"] = Files(Plain(json), work, replaced);
        if (file.Download is null)
            foreach (var name in new[] { "downloadId", "downloadClient", "downloadClientType" })
                json.Remove(name);
        return AtTheEnd(json);
    }

    public JsonObject ImportComplete(FakeWork work, IReadOnlyList<FakeFile> files, IReadOnlyList<FakeEpisode> episodes)
    {
        var json = About(Of("ImportComplete"), work, episodes).With(("downloadId", files[0].Download), ("fileCount", files.Count));
        json[Flavour.Files] = Files((JsonObject)json[Flavour.Files]![0]!, work, files);
        json["destinationPath"] = work.Folder;
        return json;
    }

    public JsonObject FileDeleted(FakeWork work, FakeFile file, IReadOnlyList<FakeEpisode> episodes, string reason)
    {
        var json = About(Of("FileDelete"), work, episodes).With(("deleteReason", reason));
        json[Flavour.File] = File((JsonObject)json[Flavour.File]!, work, file);
        return json;
    }

    public JsonObject WorkDeleted(FakeWork work, bool withFiles) => About(Of("WorkDelete"), work, []).With(("deletedFiles", withFiles));

    public JsonObject Renamed(FakeWork work, IReadOnlyList<(FakeFile File, string From)> files)
    {
        var json = About(Of("Rename"), work, []);
        var list = $"renamed{char.ToUpperInvariant(Flavour.Files[0])}{Flavour.Files[1..]}";
        var template = (JsonObject)json[list]![0]!;
        var renamed = files.Select(f =>
            File((JsonObject)template.DeepClone(), work, f.File)
                .With(("previousRelativePath", f.From), ("previousPath", $"{work.Folder}/{f.From}"))
        );
        json[list] = new JsonArray([.. renamed]);
        return json;
    }

    private JsonObject Of(string name) =>
        Recording.Of(Flavour, $"hook-{name}").With(("instanceName", InstanceName), ("applicationUrl", ""));

    private JsonObject About(JsonObject json, FakeWork work, IReadOnlyList<FakeEpisode> episodes)
    {
        ((JsonObject)json[Flavour.Work]!)
            .With(("id", work.Id), ("title", work.Title), ("year", work.Year), (Flavour.Folder, work.Folder))
            .With(("tmdbId", work.Tmdb), ("tvdbId", work.Tvdb));
        if (json["remoteMovie"] is JsonObject remote)
            remote.With(("tmdbId", work.Tmdb), ("title", work.Title), ("year", work.Year));
        if (json["episodes"] is JsonArray list && list[0] is JsonObject template)
            json["episodes"] = new JsonArray([.. episodes.Select(episode => Episode((JsonObject)template.DeepClone(), episode))]);
        return json;
    }

    private static JsonObject Episode(JsonObject json, FakeEpisode episode) =>
        json.With(("id", episode.Id), ("episodeNumber", episode.Number), ("seasonNumber", episode.Season), ("title", episode.Title))
            .With(("seriesId", episode.WorkId));

    private static JsonArray Files(JsonObject template, FakeWork work, IEnumerable<FakeFile> files) =>
        [.. files.Select(file => (JsonNode)File((JsonObject)template.DeepClone(), work, file))];

    private static JsonObject File(JsonObject json, FakeWork work, FakeFile file) =>
        json.With(("id", file.Id), ("relativePath", file.Relative), ("path", file.PathIn(work)), ("quality", file.Quality))
            .With(("size", file.Size), ("dateAdded", file.Added.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));

    // The files that were replaced do not say where they had come from.
    private JsonObject Plain(JsonObject json)
    {
        var plain = (JsonObject)json[Flavour.File]!.DeepClone();
        plain.Remove("sourcePath");
        return plain;
    }

    private static JsonObject AtTheEnd(JsonObject json)
    {
        foreach (var name in new[] { "eventType", "instanceName", "applicationUrl" })
        {
            var value = json[name]!.DeepClone();
            json.Remove(name);
            json[name] = value;
        }
        return json;
    }
}
