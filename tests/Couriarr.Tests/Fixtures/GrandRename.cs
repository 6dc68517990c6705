using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Tests.Arr;

namespace Couriarr.Tests.Fixtures;

/// <summary>What Sonarr sends when all episodes of a long series are renamed at once: as it was recorded of two, of as many as are wanted.</summary>
internal static class GrandRename
{
    private static readonly JsonSerializerOptions AsSonarrDoes = new() { WriteIndented = true };

    public static string Old(int n) => $"Season {Season(n):00}/Show.S{Season(n):00}E{Episode(n):000}.1080p.WEB-DL.DDP5.1.H.264-OAKEN.mkv";

    public static string New(int n) =>
        $"Season {Season(n):00}/Show (2022) - S{Season(n):00}E{Episode(n):000} - Low Water [WEBDL-1080p].mkv";

    public static string Of(int files, int series, string folder)
    {
        var all = JsonNode.Parse(Fixture.Read("sonarr/Rename.json"))!;
        (all["series"]!["id"], all["series"]!["title"], all["series"]!["path"]) = (series, "Show", folder);
        var pattern = all["renamedEpisodeFiles"]![0]!;
        all["renamedEpisodeFiles"] = new JsonArray([.. Enumerable.Range(0, files).Select(n => File(pattern, n, folder))]);
        return all.ToJsonString(AsSonarrDoes);
    }

    private static JsonNode File(JsonNode pattern, int n, string folder)
    {
        var file = pattern.DeepClone();
        file["id"] = 10_000 + n;
        (file["previousRelativePath"], file["previousPath"]) = (Old(n), $"{folder}/{Old(n)}");
        (file["relativePath"], file["path"]) = (New(n), $"{folder}/{New(n)}");
        return file;
    }

    private static int Season(int n) => (n / 250) + 1;

    private static int Episode(int n) => (n % 250) + 1;
}
