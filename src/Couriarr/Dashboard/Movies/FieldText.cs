using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Doors;
using Couriarr.Features.Movies;

namespace Couriarr.Dashboard.Movies;

/// <summary>The fields of a movie as people read and write them: a list has a line for each.</summary>
internal static class FieldText
{
    // They have parts, which no line of text holds.
    private static readonly string[] Whole = ["cast", "ratings", "set"];
    private static readonly string[] Lists = ["genres", "countries", "studios", "tags", "directors", "writers"];
    private static readonly string[] Long = ["outline", "plot"];

    public static bool MayBeWritten(Field field) => !Whole.Contains(field.Name);

    public static bool HasLines(Field field) => Lists.Contains(field.Name) || Long.Contains(field.Name);

    public static string Of(Field field, MovieFacts facts) =>
        field.Of(facts) switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IReadOnlyList<string> list => string.Join('\n', list),
            IReadOnlyList<Actor> cast => string.Join(", ", cast.Select(one => one.Role is { } role ? $"{one.Name} – {role}" : one.Name)),
            IReadOnlyList<Rating> all => string.Join('\n', all.Select(Said)),
            MovieSet set => set.Name,
            var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    /// <returns>Null when the text is nothing that the field can hold.</returns>
    public static MovieFacts? Read(Field field, string text)
    {
        var plain = text.ReplaceLineEndings("\n").Trim();
        JsonNode? value =
            Lists.Contains(field.Name) ? new JsonArray([.. LinesOf(plain)])
            : plain.Length == 0 ? null
            : JsonValue.Create(plain);
        if (field.Name == "runtime" && plain.Length > 0)
            value = int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : plain;
        try
        {
            return new JsonObject { [field.Name] = value }.Deserialize<MovieFacts>(Answers.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonNode?> LinesOf(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => JsonValue.Create(line));

    private static string Said(Rating rating) =>
        string.Create(CultureInfo.InvariantCulture, $"{rating.Source}: {rating.Thousandths / 1000.0:0.0} ({rating.Votes:N0})");
}
