namespace Couriarr.Features.Movies.Enriching;

/// <summary>What is not as it was, by the names of the fields.</summary>
internal static class Changes
{
    public static IReadOnlyList<string> Between(MovieFacts? before, MovieFacts after) =>
        [.. Field.All.Where(field => Only(field, before ?? new MovieFacts()) != Only(field, after)).Select(field => field.Name)];

    private static string Only(Field field, MovieFacts facts) => MovieRow.TextOf(field.Copy(facts, new MovieFacts()));
}
