using System.Text.Json;
using Couriarr.Features.Movies;

namespace Couriarr.Doors.Library;

/// <summary>What a person says of a movie. All of it makes sense, or none of it is taken: an NFO is written from it later, unwatched.</summary>
internal static class SaidFacts
{
    private const int LongestRuntime = 10_000;
    private const int TenPoints = 10_000;

    private static readonly JsonSerializerOptions Strict = new(Answers.Json)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <returns>Null when a value does not fit its field.</returns>
    public static MovieFacts? Read(JsonElement said)
    {
        try
        {
            return !HoldsNothing(said) && said.Deserialize<MovieFacts>(Strict) is { } facts && MakesSense(facts) ? facts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The annotations say nothing of what is in lists.
    private static bool HoldsNothing(JsonElement said) =>
        said.EnumerateObject()
            .Where(one => one.Value.ValueKind is JsonValueKind.Array)
            .Any(one => one.Value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Null));

    private static bool MakesSense(MovieFacts facts) =>
        facts.Runtime is null or (> 0 and <= LongestRuntime)
        && facts.Ratings.All(one => one is { Source.Length: > 0, Thousandths: >= 0 and <= TenPoints, Votes: >= 0 })
        && facts.Cast.All(one => one.Name.Length > 0)
        && facts.Set is null or { Name.Length: > 0 };
}
