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
        var rules = options.Rules is Sequence { Items.Count: > 0 } own ? Lines(own).Select(Indented).Prepend("rules:") : [];
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

    private static IEnumerable<string> Lines(Node node) =>
        node switch
        {
            Mapping mapping => mapping.Entries.SelectMany(entry =>
                Inline(entry.Value) is { } text
                    ? [$"{YamlText.Of(entry.Key)}: {text}"]
                    : Lines(entry.Value).Select(Indented).Prepend($"{YamlText.Of(entry.Key)}:")
            ),
            Sequence list => list.Items.SelectMany(item =>
                Inline(item) is { } text ? [$"- {text}"] : Lines(item).Select((line, place) => place == 0 ? $"- {line}" : Indented(line))
            ),
            _ => [Inline(node)!],
        };

    // What is short stands in one line.
    private static string? Inline(Node node) =>
        node switch
        {
            Scalar scalar => scalar.Text is { } text ? YamlText.Of(text) : "~",
            Sequence list when list.Items.All(item => item is Scalar) => $"[{string.Join(", ", list.Items.Select(Inline))}]",
            Mapping { Entries.Count: 0 } => "{}",
            Mapping { Entries: [{ Value: Scalar } only] } => $"{{ {YamlText.Of(only.Key)}: {Inline(only.Value)} }}",
            _ => null,
        };

    private static string Indented(string line) => $"  {line}";
}
