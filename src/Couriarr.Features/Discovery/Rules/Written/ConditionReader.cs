using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>Reads conditions: fields and what they must be, put together by all, any and not. Null when there is a mistake, which has been said.</summary>
internal sealed class ConditionReader(Problems problems, PassesFilters passesFilters)
{
    public const string AllKey = "all";
    public const string AnyKey = "any";
    public const string NotKey = "not";
    public const string FiltersKey = "passes_filters";
    public const string EverythingWord = "everything";
    private static readonly string[] Keys = [.. Fields.Names, AllKey, AnyKey, NotKey, FiltersKey];
    private readonly FieldReader _fields = new(problems);

    public Condition? Whole(Node node, string path) =>
        node is Scalar { Text: { } text } && text.Trim().Equals(EverythingWord, StringComparison.OrdinalIgnoreCase)
            ? new Everything()
            : Group(node, path);

    /// <summary>Several fields beside each other, or conditions in a list: all of them.</summary>
    private Condition? Group(Node node, string path)
    {
        switch (node)
        {
            case Mapping { Entries.Count: > 0 } mapping:
                return Together([.. mapping.Entries.Select(entry => One(entry, path))]);
            case Sequence { Items.Count: > 0 } list:
                return Together(List(list, path));
            default:
                problems.Error(node.At, $"{path} must hold conditions, like 'country: GB'. For every show write 'when: everything'.");
                return null;
        }
    }

    private Condition? One(Entry entry, string path)
    {
        var under = $"{path}.{entry.Key}";
        switch (entry.Key)
        {
            case AllKey:
                return Parts(entry.Value, under) is { } all ? All.Of(all) : null;
            case AnyKey:
                return Parts(entry.Value, under) is { } any ? AnyOf.Of(any) : null;
            case NotKey:
                return Group(entry.Value, under) is { } not ? new Not(not) : null;
            case FiltersKey:
                return _fields.Truth(entry.Value, under) is { } wanted ? Passing(wanted) : null;
        }
        if (Fields.Find(entry.Key) is { } field)
            return _fields.Read(field, entry.Value, under);
        var hint = Nearest.Hint(entry.Key, Keys) is { Length: > 0 } near ? near : $" There are: {string.Join(", ", Keys)}.";
        problems.Error(entry.At, $"{path}: there is no field '{entry.Key}'.{hint}");
        return null;
    }

    private Condition Passing(bool wanted) => wanted ? passesFilters : new Not(passesFilters);

    private IReadOnlyList<Condition>? Parts(Node node, string path)
    {
        if (node is Sequence { Items.Count: > 0 } list)
            return Whole(List(list, path));
        if (node is Mapping { Entries.Count: > 0 } mapping)
            return Whole([.. mapping.Entries.Select(entry => One(entry, path))]);
        problems.Error(node.At, $"{path} must be a list of conditions: each begins with '- '.");
        return null;
    }

    private IReadOnlyList<Condition?> List(Sequence list, string path) =>
        [.. list.Items.Index().Select(item => Group(item.Item, $"{path}[{item.Index}]"))];

    private static Condition? Together(IReadOnlyList<Condition?> parts) => Whole(parts) is { } whole ? All.Of(whole) : null;

    private static IReadOnlyList<Condition>? Whole(IReadOnlyList<Condition?> parts) =>
        parts.Contains(null) ? null : [.. parts.OfType<Condition>()];
}
