using System.Collections;

namespace Couriarr.Features.Configuration.Shapes;

/// <summary>Turns nodes into options records by their shape. Says everything that does not fit, and notes who said what.</summary>
internal sealed class Binder(Problems problems)
{
    private const int MostUnknown = 100;
    private readonly ValueBinder _values = new(problems);

    public IReadOnlyList<Setting> Settings => _values.Settings;

    public object Section(SectionShape shape, Mapping mapping, string path) => Section(shape, mapping, path, also: []);

    private object Section(SectionShape shape, Mapping mapping, string path, IReadOnlyList<string> also)
    {
        RefuseUnknown(mapping, path, [.. shape.Keys, .. also]);
        var options = Activator.CreateInstance(shape.Type)!;
        foreach (var (property, inner) in shape.Slots)
            if (Bind(inner, mapping.Find(inner.Key), Under(path, inner.Key), mapping.At) is { } value)
                property.SetValue(options, value);
        return options;
    }

    /// <summary>Null leaves the default in place.</summary>
    private object? Bind(Shape shape, Node? node, string path, Origin around) =>
        shape switch
        {
            OptionShape option => _values.Bind(option, node, path, around),
            SectionShape section => Section(section, MappingIn(node, path, around), path),
            LookupShape lookup => Lookup(lookup, MappingIn(node, path, around), path),
            ListShape list => List(list, node, path),
            MembersShape members => Members(members, MappingIn(node, path, around), path),
            _ => node is Scalar { Text: null } ? null : node,
        };

    private Mapping MappingIn(Node? node, string path, Origin around)
    {
        if (node is not (null or Mapping or Scalar { Text: null }))
            problems.Error(node.At, $"{path} must hold options with a name, like 'key: value' in lines of their own below it.");
        return node as Mapping ?? new Mapping([], node?.At ?? around);
    }

    private IDictionary Lookup(LookupShape shape, Mapping mapping, string path)
    {
        var lookup = NewDictionary(shape.Value.Plain.Type);
        foreach (var entry in mapping.Entries)
            if (_values.Bind(shape.Value, entry.Value, Under(path, entry.Key), entry.At) is { } value)
                lookup[entry.Key] = value;
        return lookup;
    }

    private IList? List(ListShape shape, Node? node, string path)
    {
        if (node is null or Scalar { Text: null })
            return null;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(shape.Item.Type))!;
        if (node is not Sequence sequence)
            problems.Error(node.At, $"{path} must be a list: each entry begins with '- '.");
        else
            foreach (var (index, item) in sequence.Items.Index())
                list.Add(Section(shape.Item, MappingIn(item, $"{path}[{index}]", item.At), $"{path}[{index}]"));
        return list;
    }

    private IDictionary Members(MembersShape shape, Mapping mapping, string path)
    {
        var type = typeof(Options.Member<>).MakeGenericType(shape.Terms.Type);
        var members = NewDictionary(type);
        foreach (var (name, node, at) in mapping.Entries)
            if (IsName(name, Under(path, name), at) && KindOf(shape, node, Under(path, name), at) is { } kind)
            {
                var member = MappingIn(node, Under(path, name), at);
                var terms = Section(shape.Terms, member, Under(path, name), [.. kind.Options.Keys, MembersShape.KindKey]);
                var options = Section(kind.Options, member, Under(path, name), [.. shape.Terms.Keys, MembersShape.KindKey]);
                members[name] = Activator.CreateInstance(type, name, kind.Name, terms, options);
            }
        return members;
    }

    private MemberKind? KindOf(MembersShape shape, Node node, string path, Origin at)
    {
        var kinds = string.Join(", ", shape.Kinds.Select(k => k.Name));
        if ((node as Mapping)?.Find(MembersShape.KindKey) is not Scalar { Text: { } kind } scalar)
            problems.Error(at, $"{path} needs a kind: one of {kinds}.{Nearest.Hint(path.Split('.')[^1], shape.Kinds.Select(k => k.Name))}");
        else if (shape.Find(kind) is { } found)
            return _values.Note(path, found, scalar.At);
        else
            problems.Error(scalar.At, $"{path}.kind must be one of {kinds}.{Nearest.Hint(kind, shape.Kinds.Select(k => k.Name))}");
        return null;
    }

    // Names become parts of addresses and of variables.
    private bool IsName(string name, string path, Origin at)
    {
        var good =
            name.Length is > 0 and <= 64
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        if (!good)
            problems.Error(at, $"{path} is no good name: use small letters, digits, - and _ only, like living-room.");
        return good;
    }

    private void RefuseUnknown(Mapping mapping, string path, IReadOnlyList<string> known)
    {
        var unknown = mapping.Entries.Where(e => !known.Contains(e.Key)).ToList();
        foreach (var entry in unknown.Take(MostUnknown))
            problems.Error(entry.At, $"there is no option {Under(path, entry.Key)}.{Nearest.Hint(entry.Key, known)}");
        if (unknown.Count > MostUnknown)
            problems.Error(
                unknown[MostUnknown].At,
                $"there are {unknown.Count - MostUnknown} more unknown options from here on. Is it the right file?"
            );
    }

    private static IDictionary NewDictionary(Type value) =>
        (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;

    private static string Under(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
