using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules;

/// <summary>The filters as rules, each of which rules out what it does not want. An empty list wants everything.</summary>
internal static class FilterRules
{
    private const string Ended = "Ended";

    public static IReadOnlyList<Rule> Of(FilterOptions filters) => [.. Words(filters), .. Places(filters), .. Times(filters)];

    private static IEnumerable<Rule> Words(FilterOptions filters)
    {
        // The catalogue has Reality and News as types, where the older service looked for genres.
        if (filters.Genres.Exclude is { Count: > 0 } unwanted)
            yield return Out("genre", "genres.exclude", AnyOf.Of(Ask.HasAny(Fields.Genres, unwanted), Ask.OneOf(Fields.Type, unwanted)));
        if (filters.Types.Include is { Count: > 0 } types)
            yield return Out("type", "types.include", Ask.IsNoneOf(Fields.Type, types));
        if (filters.Languages.Include is { Count: > 0 } languages)
            yield return Out("language", "languages.include", Ask.IsNoneOf(Fields.Language, languages));
    }

    private static IEnumerable<Rule> Places(FilterOptions filters)
    {
        if (filters.Countries.Include is { Count: > 0 } countries)
            yield return Out(
                "country",
                "countries.include",
                Abroad([.. countries.Select(CatalogueWords.Country)], filters.Countries.Unknown)
            );
    }

    // Channels of many countries, the great streaming services, have none in the catalogue.
    private static Condition Abroad(IReadOnlyList<string> countries, UnknownCountry unknown) =>
        unknown == UnknownCountry.Drop
            ? Ask.IsNoneOf(Fields.Country, countries)
            : AnyOf.Of(
                new Not(Ask.OneOf(Fields.Country, countries)),
                All.Of(new IsKnown<string?>(Fields.Country, wanted: false), new IsKnown<string?>(Fields.WebChannel, wanted: false))
            );

    // What is not known about these yet is no reason to leave a show out.
    private static IEnumerable<Rule> Times(FilterOptions filters)
    {
        if (filters.Status.ExcludeEnded)
            yield return Out("status", "status.exclude_ended", Ask.OneOf(Fields.Status, [Ended]));
        if (filters.Premiered.After is { } first)
            yield return Out("premiered", "premiered.after", Compare.With(Fields.Premiered, "<", Bound.Of(first)));
        if (filters.MinRuntime > 0)
            yield return Out("runtime", "min_runtime", Compare.With(Fields.Runtime, "<", Bound.Of(filters.MinRuntime)));
    }

    private static Rule Out(string reason, string key, Condition when) =>
        new(when, new Verdict(Decision.Filtered, $"filters.{key}", reason, Routing.AsEver));
}
