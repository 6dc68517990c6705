using System.Text;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Showing;

/// <summary>Makes one configuration file of what the older services were given. Secrets stay variables unless they are asked for.</summary>
public sealed class Import
{
    private readonly StringBuilder _text = new();
    private readonly SortedSet<string> _left = [];
    private readonly List<string> _written = [];
    private readonly bool _withSecrets;

    private Import(bool withSecrets) => _withSecrets = withSecrets;

    /// <param name="surroundings">What a file may take in by ${NAME}; its folder is where names begin.</param>
    public static Imported Run(
        Surroundings surroundings,
        MemberKinds kinds,
        IReadOnlyDictionary<string, string> variables,
        ConfigPlace? file,
        bool withSecrets
    )
    {
        var problems = new Problems();
        var root = ConfigLoader.Root(kinds);
        var fromFile = file?.Read(problems) ?? new Mapping([], Origin.Default);
        if (problems.IsFatal)
            return new Imported("", problems, []);
        var all = surroundings with
        {
            Variables = new Dictionary<string, string>([
                .. surroundings.Variables,
                .. variables.Where(v => !surroundings.Variables.ContainsKey(v.Key)),
            ]),
        };
        var substitution = new Substitution(new Vault(all, problems), problems);
        var filled = substitution.In(fromFile);
        var ours = new Vault(surroundings with { Variables = variables }, problems);
        var environment = new EnvironmentLayer(ours, problems, substitution.Quoted).Read(root, filled);
        new Binder(problems).Section(root, environment.Over(filled), "");

        var import = new Import(withSecrets);
        import.Section(root.Slots.Select(s => s.Shape), environment.Over(fromFile), "");
        var known = KnownVariables.Of(root).Concat(Said(environment)).ToHashSet();
        var foreign = variables.Keys.Where(v =>
            !known.Contains(v) && !known.Contains(v.Replace("_FILE", "", StringComparison.Ordinal)) && !substitution.Quoted.Contains(v)
        );
        return new Imported(import.Head() + import._text, problems, [.. foreign.Order()]) { Secrets = import._written };
    }

    private static IEnumerable<string> Said(Node node) =>
        node switch
        {
            Mapping mapping => mapping.Entries.SelectMany(e => Said(e.Value)),
            Sequence sequence => sequence.Items.SelectMany(Said),
            _ => [node.At.Place],
        };

    private string Head() =>
        _left.Count == 0 ? "" : $"# These variables are still needed, because secrets were not copied: {string.Join(", ", _left)}\n";

    private void Section(IEnumerable<Shape> shapes, Mapping mapping, string indent)
    {
        foreach (var shape in shapes)
            if (mapping.Find(shape.Key) is { } node)
                Write(shape, node, indent);
    }

    private void Write(Shape shape, Node node, string indent)
    {
        switch (shape, node)
        {
            case (SectionShape section, Mapping mapping):
                Line(indent, $"{section.Key}:");
                Section(section.Slots.Select(s => s.Shape), mapping, indent + "  ");
                break;
            case (MembersShape members, Mapping mapping):
                Line(indent, $"{members.Key}:");
                foreach (var member in mapping.Entries)
                    Member(members, member, indent + "  ");
                break;
            case (LookupShape lookup, Mapping mapping):
                Line(indent, $"{lookup.Key}:");
                foreach (var entry in mapping.Entries)
                    Line(indent, $"  {YamlText.Of(entry.Key)}: {Value(lookup.Value, entry.Value)}");
                break;
            case (ListShape list, Sequence sequence):
                Line(indent, $"{list.Key}:");
                foreach (var item in sequence.Items.OfType<Mapping>())
                    Line(
                        indent,
                        $"  - {{ {string.Join(", ", item.Entries.Select(e => $"{e.Key}: {Value((OptionShape)list.Item.Slots.First(s => s.Shape.Key == e.Key).Shape, e.Value)}"))} }}"
                    );
                break;
            case (OptionShape option, _):
                Line(indent, $"{option.Key}: {Value(option, node)}".TrimEnd());
                break;
            default:
                Line(indent, $"{shape.Key}: {Flow(node)}");
                break;
        }
    }

    private void Member(MembersShape members, Entry member, string indent)
    {
        var mapping = (Mapping)member.Value;
        var kind = members.Find((mapping.Find(MembersShape.KindKey) as Scalar)?.Text);
        Line(indent, $"{member.Key}:");
        Line(indent, $"  {MembersShape.KindKey}: {kind?.Name}");
        Section(members.Terms.Slots.Concat(kind?.Options.Slots ?? []).Select(s => s.Shape), mapping, indent + "  ");
    }

    private string Value(OptionShape option, Node node) =>
        node switch
        {
            Scalar { At.Voice: Voice.Environment } scalar when option.IsSecret && !_withSecrets => LeftIn(scalar.At.Place),
            Scalar { FromVariable: true, Text: { } text } when option.IsList => YamlText.Of(
                text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ),
            Scalar { Text: { Length: > 0 } } when option.IsSecret => Written(Flow(node)),
            Sequence when option.IsSecret => Written(Flow(node)),
            _ => Flow(node),
        };

    private string Written(string secret)
    {
        _written.Add(secret);
        return secret;
    }

    private string LeftIn(string variable)
    {
        _left.Add(variable);
        return $"${{{variable}}}";
    }

    private static string Flow(Node node) =>
        node switch
        {
            Scalar { Text: { } text, At.Voice: Voice.Environment } => YamlText.Of(text.Replace("${", "$${", StringComparison.Ordinal)),
            Scalar { Text: { } text } => YamlText.Of(text),
            Sequence sequence => $"[{string.Join(", ", sequence.Items.Select(Flow))}]",
            Mapping mapping => $"{{ {string.Join(", ", mapping.Entries.Select(e => $"{YamlText.Of(e.Key)}: {Flow(e.Value)}"))} }}",
            _ => "",
        };

    private void Line(string indent, string text) => _text.Append(indent).Append(text).Append('\n');
}

/// <param name="Foreign">Variables that are no names of ours.</param>
public sealed record Imported(string Yaml, Problems Problems, IReadOnlyList<string> Foreign)
{
    private const string Hidden = "\"***\"";

    /// <summary>Those that stand in the text, as they are written there.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>For looking at: every line that holds a secret has it hidden.</summary>
    public string Shown =>
        string.Join(
            '\n',
            Yaml.Split('\n')
                .Select(line =>
                    Secrets
                        .Where(s => line.Contains(s, StringComparison.Ordinal))
                        .Aggregate(line, (l, s) => l.Replace(s, Hidden, StringComparison.Ordinal))
                )
        );
}
