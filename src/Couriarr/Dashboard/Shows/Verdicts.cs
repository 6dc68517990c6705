using Couriarr.Features.Discovery.Rules;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Shows;

/// <summary>What rules and filters say of a show, in a sentence.</summary>
internal static class Verdicts
{
    private const string Passed = "filters";

    public static string Said(Decision? decision, string? by) =>
        (decision, by) switch
        {
            (null, _) or (_, null) => Say("shows.not_asked"),
            (Decision.Filtered, _) => Say("shows.by_filter", SayOr($"filter.{by}", by), by),
            (Decision.Add, Passed) => Say("shows.by_passing"),
            (Decision.Add, _) => Say("shows.by_adding", by),
            (Decision.Review, _) => Say("shows.by_asking", by),
            _ => Say("shows.by_skipping", by),
        };

    /// <summary>Where and how it is added, where that is not as ever.</summary>
    public static string? Way(Routing routing)
    {
        var parts = new[]
        {
            Part("shows.instance", routing.Instance),
            Part("shows.root_folder", routing.RootFolder),
            Part("shows.quality_profile", routing.QualityProfile),
            Part("shows.monitor", routing.Monitor),
            routing.Search is { } search ? Say(search ? "shows.search" : "shows.no_search") : null,
            routing.Tags.Count > 0 ? Part("shows.tags", string.Join(", ", routing.Tags)) : null,
        };
        var said = string.Join(", ", parts.OfType<string>());
        return said.Length > 0 ? said : null;
    }

    private static string? Part(string key, string? value) => value is null ? null : Say(key, value);
}
