using System.Text;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Showing;

/// <summary>The page of the documents that lists every option.</summary>
public static class Reference
{
    private const string Head = """
        # Every option

        This page is written by `couriarr config reference`; a test compares them.

        Options stand in `config.yaml`: the file that `--config` or `COURIARR_CONFIG` names, else `./config.yaml`, else `/config/config.yaml`.
        Without any file the defaults count; `data` lies in `COURIARR_HOME`, else where the program was started. What pages save ([settings.yaml](dashboard.md#what-pages-save)) wins over the file, the environment over both, the command line over all. Each variable can also be given
        as `NAME_FILE`, the name of a file that holds the value; lists have commas there. `${NAME}` in the file takes a variable's value, and a
        variable that the file takes in like that makes no member of its own. Entries of a list are `PATHS_MAPPINGS_1_FROM` and so on, values
        under names `SCHEDULES_CLEANUP` and so on, members `PLAYERS_ATTIC_KIND=plex` with `PLAYERS_ATTIC_URL` and so on.
        Durations are written like 30s, 15m, 6h, 2d, 1w or 1y; a bare number is seconds.

        """;

    public static string Of(SectionShape root)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        Table(
            text,
            "At the top",
            root.Slots.Select(s => s.Shape).Where(s => s is not (SectionShape or MembersShape)).SelectMany(s => Rows(s, ""))
        );
        foreach (var section in root.Slots.Select(s => s.Shape).OfType<SectionShape>())
            Table(text, $"`{section.Key}`: {section.Explanation}", section.Slots.SelectMany(s => Rows(s.Shape, $"{section.Key}.")));
        foreach (var family in root.Slots.Select(s => s.Shape).OfType<MembersShape>())
            Family(text, family);
        return text.ToString();
    }

    private static void Family(StringBuilder text, MembersShape family)
    {
        Table(text, $"`{family.Key}`: {family.Explanation}", family.Terms.Slots.SelectMany(s => Rows(s.Shape, $"{family.Key}.NAME.")));
        foreach (var kind in family.Kinds)
        {
            var made = kind.Presets.Select(p => $"`{p.Member}` by `{p.Prefix}_…`").ToList();
            text.Append($"\n### `kind: {kind.Name}`\n\n{kind.Options.Explanation}");
            text.Append(made.Count > 0 ? $" The environment alone makes {string.Join(", ", made)}.\n\n" : "\n\n");
            Columns(text, kind.Options.Slots.SelectMany(s => Rows(s.Shape, "", kind.Presets)));
        }
    }

    private static void Table(StringBuilder text, string title, IEnumerable<string> rows)
    {
        text.Append($"\n## {title}\n\n");
        Columns(text, rows);
    }

    private static void Columns(StringBuilder text, IEnumerable<string> rows) =>
        text.Append("| Option | Default | Environment | What it does |\n|---|---|---|---|\n").AppendJoin("", rows);

    private static IEnumerable<string> Rows(Shape shape, string path, IReadOnlyList<Preset>? presets = null) =>
        shape switch
        {
            SectionShape section => section.Slots.SelectMany(s => Rows(s.Shape, $"{path}{section.Key}.")),
            ListShape list => list.Item.Slots.SelectMany(s => Rows(s.Shape, $"{path}{list.Key}[].")),
            OptionShape option => [Row(path + option.Key, option, Variables(option, path, presets))],
            LookupShape lookup => [Row($"{path}{lookup.Key}.NAME", lookup.Value with { Default = null }, Prefixes(lookup, path, presets))],
            _ => [$"| `{path}{shape.Key}` | | | {shape.Explanation} |\n"],
        };

    private static string Row(string path, OptionShape option, IEnumerable<string> variables) =>
        $"| `{path}` | {Standard(option)} | {string.Join(", ", variables.Select(v => $"`{v}`"))} | {option.Limits.Explanation} |\n";

    private static string Standard(OptionShape option) =>
        option.Limits.Required ? "needed"
        : option.Default is null or "" ? ""
        : OptionShape.ItemsOf(option.Default) is { } list ? $"`{YamlText.Of(list.Select(option.Plain.Write))}`"
        : $"`{option.Plain.Write(option.Default)}`";

    private static IEnumerable<string> Variables(OptionShape option, string path, IReadOnlyList<Preset>? presets) =>
        presets is null
            ? path.Contains("NAME", StringComparison.Ordinal) || path.Contains('[', StringComparison.Ordinal)
                ? []
                : KnownVariables.Of(option, path + option.Key)
            : presets.Count == 0
                ? []
                : option.Variables([.. presets.Select(p => Shape.VariableOf($"{p.Prefix}_{option.Key}"))]);

    private static IEnumerable<string> Prefixes(LookupShape lookup, string path, IReadOnlyList<Preset>? presets) =>
        presets is { Count: > 0 } ? lookup.Value.Variables([]).Select(p => $"{p}_NAME")
        : presets is null && !path.Contains("NAME", StringComparison.Ordinal) ? [$"{Shape.VariableOf(path + lookup.Key)}_NAME"]
        : [];
}
