using System.Text;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Showing;

/// <summary>The example file: every option with its default and a line that explains it. It can be used as it is.</summary>
/// <param name="withSamples">Members and mappings are live instead of comments, to prove that they are right.</param>
public sealed class Example(bool withSamples = false)
{
    private const string Head = """
        # Couriarr's configuration: every option with its default. Copy it to config.yaml and keep what you change.
        #
        # ${NAME} takes a value from the environment, or from the file that NAME_FILE names (Docker secrets).
        # Every option can also be set by the variable SECTION_KEY, which wins over this file; lists have commas there.
        # Durations are written like 30s, 15m, 6h, 2d, 1w or 1y. What holds nothing, as 'key:', is not set.
        # `couriarr config check` tells what is wrong, `couriarr config show` what is in force and why.

        """;

    private readonly StringBuilder _text = new();

    public static string Of(SectionShape root, bool withSamples = false) => new Example(withSamples).Write(root);

    private string Write(SectionShape root)
    {
        _text.Append(Head.ReplaceLineEndings("\n"));
        foreach (var shape in root.Slots.Select(s => s.Shape))
        {
            _text.Append('\n');
            Write(shape, indent: 0);
        }
        return _text.ToString();
    }

    private void Write(Shape shape, int indent)
    {
        Line(indent, $"# {shape.Explanation}");
        switch (shape)
        {
            case OptionShape option:
                Line(indent, Assigned(option));
                break;
            case SectionShape section:
                Line(indent, $"{section.Key}:");
                foreach (var slot in section.Slots)
                    Write(slot.Shape, indent + 2);
                break;
            case LookupShape lookup:
                Samples(indent, lookup.Key, "{}", lookup.Value.Limits.Sample.Length > 0 ? [$"  {lookup.Value.Limits.Sample}"] : []);
                break;
            case ListShape list:
                Samples(indent, list.Key, "[]", Entry(list));
                break;
            case MembersShape members:
                Samples(indent, members.Key, "{}", members.Kinds.SelectMany((kind, i) => Member(members, kind, i == 0)));
                break;
            default:
                Line(indent, $"{shape.Key}:");
                break;
        }
    }

    private void Samples(int indent, string key, string nothing, IEnumerable<string> lines)
    {
        Line(indent, withSamples ? $"{key}:" : $"{key}: {nothing}");
        foreach (var line in lines)
            Line(indent, withSamples ? line : $"#{line}");
    }

    private static IEnumerable<string> Entry(ListShape list) =>
        list
            .Item.Slots.Select(s => (OptionShape)s.Shape)
            .SelectMany((o, i) => new[] { $"    # {o.Explanation}", (i == 0 ? "  - " : "    ") + Sampled(o) }.Skip(i == 0 ? 1 : 0));

    // What all kinds have is shown with the first only.
    private static IEnumerable<string> Member(MembersShape family, MemberKind kind, bool withTerms) =>
        [
            $"  # {kind.Options.Explanation}",
            $"  my-{kind.Name}:",
            $"    {MembersShape.KindKey}: {kind.Name}",
            .. kind
                .Options.Slots.Concat(withTerms ? family.Terms.Slots : [])
                .SelectMany(s => Described(s.Shape))
                .Select(line => Named(line, kind)),
        ];

    private static string Named(string line, MemberKind kind) =>
        line.Replace("<kind>", kind.Name, StringComparison.Ordinal)
            .Replace("<KIND>", kind.Name.ToUpperInvariant(), StringComparison.Ordinal);

    private static IEnumerable<string> Described(Shape shape)
    {
        yield return $"    # {shape.Explanation}";
        if (shape is LookupShape lookup)
        {
            yield return $"    {shape.Key}:";
            yield return $"      {lookup.Value.Limits.Sample}";
        }
        else
            yield return $"    {Sampled((OptionShape)shape)}";
    }

    private static string Sampled(OptionShape option) =>
        option.Limits.Sample.Length > 0 ? $"{option.Key}: {option.Limits.Sample}" : Assigned(option);

    private static string Assigned(OptionShape option) =>
        option.Default switch
        {
            null or "" => $"{option.Key}:",
            { } some when OptionShape.ItemsOf(some) is { } list => $"{option.Key}: {YamlText.Of(list.Select(option.Plain.Write))}",
            var value => $"{option.Key}: {YamlText.Of(option.Plain.Write(value))}",
        };

    private void Line(int indent, string text) => _text.Append(' ', indent).Append(text).Append('\n');
}
