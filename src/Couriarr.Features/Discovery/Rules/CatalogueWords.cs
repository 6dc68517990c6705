using Couriarr.Features.Configuration;

namespace Couriarr.Features.Discovery.Rules;

/// <summary>The words that the catalogue uses. It may come to use others, so an unknown one is worth a warning, never more.</summary>
internal static class CatalogueWords
{
    private static readonly Dictionary<string, string[]> ByField = new()
    {
        ["type"] =
        [
            "Scripted",
            "Animation",
            "Reality",
            "Talk Show",
            "Documentary",
            "Game Show",
            "News",
            "Sports",
            "Variety",
            "Award Show",
            "Panel Show",
        ],
        ["genres"] = Genres(),
        ["status"] = ["Running", "Ended", "To Be Determined", "In Development"],
    };

    /// <summary>As the catalogue writes it: the United Kingdom is GB there.</summary>
    public static string Country(string word) => word.Trim().ToUpperInvariant() is var code && code == "UK" ? "GB" : code;

    /// <summary>All that it uses in a field; null where that is open.</summary>
    public static IReadOnlyList<string>? Of(string field) => ByField.GetValueOrDefault(field);

    /// <summary>Whether the catalogue has types or genres of this name.</summary>
    public static bool Has(string field, string word) => ByField[field].Contains(word.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why no show will ever have this in that field, and what was meant; null when there is nothing to say.</summary>
    public static string? Doubt(string field, string word)
    {
        if (field == "language")
            return word.Trim().Length > 3 ? null : "the catalogue writes languages by their English name, like English or Norwegian.";
        if (!ByField.ContainsKey(field) || Has(field, word))
            return null;
        var elsewhere = ByField.Keys.FirstOrDefault(key => Has(key, word));
        return elsewhere is not null
            ? $"the catalogue knows it as {Described(elsewhere)}, so no show has it here. Ask for it in '{elsewhere}'."
            : $"the catalogue has no {Described(field)[2..]} of this name.{Nearest.Hint(word, ByField[field])}";
    }

    private static string Described(string field) =>
        field switch
        {
            "genres" => "a genre",
            "status" => "a status",
            _ => "a type",
        };

    private static string[] Genres() =>
        (
            "Action Adult Adventure Anime Children Comedy Crime DIY Drama Espionage Family Fantasy Food History Horror Legal Medical Music "
            + "Mystery Nature Romance Science-Fiction Sports Supernatural Thriller Travel War Western"
        ).Split(' ');
}
