using System.Globalization;
using System.Text.Json;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>Reads what ffprobe prints, in the words that players use.</summary>
internal static class StreamsReader
{
    private const int MostStreams = 100;
    private const decimal Cinema = 100;

    /// <returns>Null when there is no video in it.</returns>
    public static Streams? Read(string json)
    {
        try
        {
            using var said = JsonDocument.Parse(json);
            return said.RootElement.ValueKind is JsonValueKind.Object ? Of(said.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Streams? Of(JsonElement said)
    {
        var all =
            said.TryGetProperty("streams", out var list) && list.ValueKind is JsonValueKind.Array
                ? list.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.Object).Take(MostStreams).ToList()
                : [];
        var video = all.Where(one => Text(one, "codec_type") == "video" && !IsCover(one)).Select(VideoOf).ToList();
        if (video.Count == 0)
            return null;
        var audio = all.Where(one => Text(one, "codec_type") == "audio").Select(AudioOf).ToList();
        var subtitles = all.Where(one => Text(one, "codec_type") == "subtitle").Select(one => Language(one) ?? "und").ToList();
        return new Streams(video, audio, subtitles) { Seconds = Seconds(said) };
    }

    private static VideoStream VideoOf(JsonElement one) =>
        new(Text(one, "codec_name") ?? "unknown", Number(one, "width"), Number(one, "height")) { Hdr = Hdr(one), Aspect = Aspect(one) };

    private static AudioStream AudioOf(JsonElement one) =>
        new(Text(one, "codec_name") ?? "unknown", Number(one, "channels"), Language(one));

    // A poster within the file is a video stream, too.
    private static bool IsCover(JsonElement one) =>
        one.TryGetProperty("disposition", out var disposition)
        && disposition.ValueKind is JsonValueKind.Object
        && Number(disposition, "attached_pic") == 1;

    private static string? Hdr(JsonElement one) =>
        one.TryGetProperty("side_data_list", out var list)
        && list.ValueKind is JsonValueKind.Array
        && list.EnumerateArray().Any(data => Text(data, "side_data_type")?.StartsWith("DOVI", StringComparison.Ordinal) is true)
            ? "dolbyvision"
            : Text(one, "color_transfer") switch
            {
                "smpte2084" => "hdr10",
                "arib-std-b67" => "hlg",
                _ => null,
            };

    private static string? Aspect(JsonElement one) =>
        Number(one, "width") is > 0 and var width && Number(one, "height") is > 0 and var height
            ? (Math.Round(width * Cinema / height) / Cinema).ToString("0.00", CultureInfo.InvariantCulture)
            : null;

    private static int? Seconds(JsonElement said) =>
        said.TryGetProperty("format", out var format)
        && decimal.TryParse(Text(format, "duration"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and < int.MaxValue
            ? (int)seconds
            : null;

    private static string? Language(JsonElement one) =>
        one.TryGetProperty("tags", out var tags) && Text(tags, "language") is { Length: > 0 and <= 10 } language && language != "und"
            ? language
            : null;

    private static string? Text(JsonElement one, string name) =>
        one.ValueKind is JsonValueKind.Object && one.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static int Number(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : 0;
}
