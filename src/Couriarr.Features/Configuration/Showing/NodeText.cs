namespace Couriarr.Features.Configuration.Showing;

/// <summary>Writes nodes as YAML that reads back as the same nodes. What is short stands in one line.</summary>
internal static class NodeText
{
    public static string Of(Mapping mapping) =>
        mapping.Entries.Count == 0 ? "{}\n" : string.Concat(Lines(mapping).Select(line => $"{line}\n"));

    public static IEnumerable<string> Lines(Node node) =>
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

    private static string? Inline(Node node) =>
        node switch
        {
            Scalar scalar => scalar.Text is { } text ? YamlText.Of(text) : "~",
            Sequence list when list.Items.All(item => item is Scalar) => $"[{string.Join(", ", list.Items.Select(Inline))}]",
            Mapping { Entries.Count: 0 } => "{}",
            Mapping { Entries: [{ Value: Scalar } only] } => $"{{ {YamlText.Of(only.Key)}: {Inline(only.Value)} }}",
            _ => null,
        };

    public static string Indented(string line) => $"  {line}";
}
