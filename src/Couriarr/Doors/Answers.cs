using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Couriarr.Doors.Access;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>How every door speaks: snake_case JSON, and errors as one sentence.</summary>
internal static class Answers
{
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            // Titles stay readable in every language; what HTML could trip over is still escaped.
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
            // What we read, strangers wrote.
            MaxDepth = Limits.JsonDepth,
            AllowDuplicateProperties = false,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };

    public static IResult BadRequest(string why) => Sentence(StatusCodes.Status400BadRequest, why);

    public static IResult NotFound(string why) => Sentence(StatusCodes.Status404NotFound, why);

    public static IResult Conflict(string why) => Sentence(StatusCodes.Status409Conflict, why);

    public static IResult NoSuchJob(JobId id) =>
        NotFound($"There is no job {id}: it never was, or it ended so long ago that it is forgotten.");

    public static IResult Sentence(int status, string why) => Results.Json(new Mistake(why), Json, statusCode: status);
}

internal sealed record Mistake(string Error);
