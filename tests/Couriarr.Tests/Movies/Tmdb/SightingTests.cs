using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Tmdb;

namespace Couriarr.Tests.Movies.Tmdb;

/// <summary>Which of the movies that a search found is meant: only where there is no doubt.</summary>
[Trait("family", "dress")]
public sealed class SightingTests
{
    public static TheoryData<string, int?, string[], int?> Searches =>
        new()
        {
            // The same title and year.
            { "Heat", 1995, ["1 Heat 1995", "2 Heat 1986", "3 The Heat 2013"], 1 },
            { "heat", 1995, ["1 Heat 1995"], 1 },
            { "Amelie", 2001, ["1 Amélie 2001"], 1 },
            { "Ame\u0301lie", 2001, ["1 Amélie 2001"], 1 },
            { "Amélie", 2001, ["1 Amelie 2001"], 1 },
            { "Tie\u0302\u0301ng ga\u0300", 1993, ["1 Tiếng gà 1993"], 1 },
            { "ÆON FLUX", 2005, ["1 Aeon Flux 2005"], 1 },
            { "Łódź", 1990, ["1 Lodz 1990"], 1 },
            { "Сталкер", 1979, ["1 СТАЛКЕР 1979"], 1 },
            { "Fast and Furious", 2009, ["1 Fast & Furious 2009"], 1 },
            { "Spider-Man 2", 2004, ["1 Spider Man 2 2004"], 1 },
            // One year off, when no other is exact.
            { "Heat", 1996, ["1 Heat 1995", "2 Heat 1986"], 1 },
            { "Heat", 1996, ["1 Heat 1995", "2 Heat 1997"], null },
            { "Heat", 1986, ["1 Heat 1985", "2 Heat 1986"], 2 },
            // Two of one year, or none that is called so: a person decides.
            { "Heat", 1995, ["1 Heat 1995", "2 Heat 1995"], null },
            { "Heat", 1995, ["1 The Heat 1995"], null },
            { "Heat", 1995, ["1 Heat 1990"], null },
            { "Heat", 1995, ["1 Heat -"], null },
            { "Heat", 1995, [], null },
            // The same one twice is one.
            { "Heat", 1995, ["1 Heat 1995", "1 Heat 1995"], 1 },
            // Without a year only when it is the only one.
            { "Heat", null, ["1 Heat 1995", "2 Heat Wave 1990"], 1 },
            { "Heat", null, ["1 Heat 1995", "2 Heat 1986"], null },
            // A title without a letter that could be compared.
            { "!!!", 2000, ["1 ??? 2000"], null },
        };

    [Theory]
    [MemberData(nameof(Searches))]
    public void Is_confirmed_or_left_to_a_person(string title, int? year, string[] found, int? expected) =>
        Assert.Equal(expected, Sighting.Confirm(title, year, [.. found.Select(Of)])?.TmdbId);

    [Fact]
    public void The_original_title_counts_as_well()
    {
        var sighting = new Sighting(new Match(1, "Spirited Away", 2001, null)) { OriginalTitle = "千と千尋の神隠し" };
        Assert.Equal(1, Sighting.Confirm("千と千尋の神隠し", 2001, [sighting])?.TmdbId);
    }

    private static Sighting Of(string words)
    {
        var parts = words.Split(' ');
        return new(
            new Match(int.Parse(parts[0]), string.Join(' ', parts[1..^1]), int.TryParse(parts[^1], out var year) ? year : null, null)
        );
    }
}
