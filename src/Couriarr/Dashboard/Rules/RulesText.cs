using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Showing;

namespace Couriarr.Dashboard.Rules;

/// <summary>Writes the filters and rules in force as the configuration has them, to be changed and tried.</summary>
internal static class RulesText
{
    public static string Of(CouriarrOptions options)
    {
        var rules = options.Rules is Sequence { Items.Count: > 0 } own
            ? NodeText.Lines(own).Select(NodeText.Indented).Prepend("rules:")
            : [];
        return string.Join('\n', [.. Filters(options.Filters), "", .. rules]).TrimEnd() + "\n";
    }

    private static IEnumerable<string> Filters(FilterOptions filters) =>
        [
            "filters:",
            $"  genres: {{ exclude: {YamlText.Of(filters.Genres.Exclude)} }}",
            $"  types: {{ include: {YamlText.Of(filters.Types.Include)} }}",
            $"  languages: {{ include: {YamlText.Of(filters.Languages.Include)} }}",
            "  countries:",
            $"    include: {YamlText.Of(filters.Countries.Include)}",
            $"    unknown: {filters.Countries.Unknown.ToString().ToLowerInvariant()}",
            $"  status: {{ exclude_ended: {(filters.Status.ExcludeEnded ? "true" : "false")} }}",
            .. filters.Premiered.After is { } first
                ? [$"  premiered: {{ after: {first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} }}"]
                : Array.Empty<string>(),
            $"  min_runtime: {filters.MinRuntime.ToString(CultureInfo.InvariantCulture)}",
        ];
}
