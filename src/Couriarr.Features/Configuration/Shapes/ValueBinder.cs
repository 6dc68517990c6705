using System.Collections;

namespace Couriarr.Features.Configuration.Shapes;

/// <summary>Reads single values and lists of them, and says what is wrong with them: by their option's name, and never what a secret holds.</summary>
internal sealed class ValueBinder(Problems problems)
{
    private static readonly Plain Word = Plain.For(typeof(string))!;
    private readonly List<Setting> _settings = [];
    private readonly Dictionary<string, string> _prefixes = [];

    public IReadOnlyList<Setting> Settings => _settings;

    /// <summary>Null leaves the default in place.</summary>
    public object? Bind(OptionShape option, Node? node, string path, Origin around)
    {
        var value =
            node is null or Scalar { Text: null } ? null
            : option.IsList ? List(option, node, path)
            : Single(option, node, path);
        if (option.Limits.Required && node is null or Scalar { Text: null } or Sequence { Items.Count: 0 })
            problems.Error(node?.At ?? around, $"{path} is missing. {option.Explanation} Set it, or the variable {VariableOf(path)}.");
        _settings.Add(new Setting(path, option.Plain, value ?? option.Default, value is null ? Origin.Default : node!.At));
        return value;
    }

    /// <summary>Notes the kind of a member, and the variables that its options are documented under.</summary>
    public MemberKind Note(string member, MemberKind kind, Origin at)
    {
        if (kind.Presets.FirstOrDefault(p => member.EndsWith($".{p.Member}", StringComparison.Ordinal)) is { } preset)
            _prefixes[member] = preset.Prefix;
        _settings.Add(new Setting($"{member}.{MembersShape.KindKey}", Word, kind.Name, at));
        return kind;
    }

    private string VariableOf(string path)
    {
        var (member, key) = (path[..Math.Max(0, path.LastIndexOf('.'))], path[(path.LastIndexOf('.') + 1)..]);
        return Shape.VariableOf(_prefixes.TryGetValue(member, out var prefix) ? $"{prefix}_{key}" : path);
    }

    private IList? List(OptionShape option, Node node, string path)
    {
        if (ItemsOf(node) is not { } items)
        {
            problems.Error(node.At, $"{path} must be a list, like [one, two].");
            return null;
        }
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(option.Plain.Type))!;
        foreach (var (index, item) in items.Index())
            if (Single(option, item, $"{path}[{index}]") is { } value)
                list.Add(value);
        return list;
    }

    private static IEnumerable<Node>? ItemsOf(Node node) =>
        node switch
        {
            Sequence sequence => sequence.Items,
            Scalar { FromVariable: true, Text: { } text } scalar => text.Split(
                    ',',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .Select(part => scalar with { Text = part }),
            _ => null,
        };

    private object? Single(OptionShape option, Node node, string path)
    {
        if (node is not Scalar { Text: { } text } scalar)
            problems.Error(
                node.At,
                $"{path} must be {option.Plain.Expectation}, not {(node is Scalar ? "empty" : node is Sequence ? "a list" : "a section")}."
            );
        else if (option.Plain.Parse(option.Plain.IsText ? text : text.Trim()) is not { } value)
            problems.Error(node.At, $"{path} must be {Expected(option)}{Quoted(option, scalar)}.");
        else if (OutOfLimits(option, value) is { } limits)
            problems.Error(node.At, $"{path} must be {limits}{Quoted(option, scalar)}.");
        else
            return value;
        return null;
    }

    // What stands in the wrong place, or came from a variable of another name, may be anybody's secret.
    private static string Quoted(OptionShape option, Scalar scalar) =>
        !option.Plain.IsHarmless || (scalar.FromVariable && scalar.At.Voice == Voice.File) || scalar.Text!.Length > 80
            ? ""
            : $", not '{scalar.Text}'";

    private static string Expected(OptionShape option) =>
        option.Limits.Max < long.MaxValue && option.Plain.Type == typeof(int)
            ? $"a whole number from {option.Limits.Min} to {option.Limits.Max}"
            : option.Plain.Expectation;

    private static string? OutOfLimits(OptionShape option, object value)
    {
        var (least, most) = (option.Limits.Min, option.Limits.Max);
        return value switch
        {
            int number when number < least || number > most => Expected(option),
            TimeSpan span when span.TotalSeconds < least => $"at least {Duration.Write(TimeSpan.FromSeconds(least))}",
            TimeSpan span when most < long.MaxValue && span.TotalSeconds > most => $"at most {Duration.Write(TimeSpan.FromSeconds(most))}",
            _ => null,
        };
    }
}
