using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>Reads what a field must be.</summary>
internal sealed class FieldReader(Problems problems)
{
    public const string KnownKey = "known";
    private readonly WordReader _words = new(problems);
    private readonly BoundReader _bounds = new(problems);

    public Condition? Read(Field field, Node node, string path) =>
        field switch
        {
            TextField text => Comparisons(node, path, text, WordReader.TextSigns, (key, value, at) => _words.Text(text, key, value, at)),
            WordsField words => Comparisons(
                node,
                path,
                words,
                WordReader.ListSigns,
                (key, value, at) => _words.List(words, key, value, at)
            ),
            NumberField number => Comparisons(node, path, number, BoundReader.Signs, Bounded(number, Bound.Number, "a number like 7.5")),
            DateField date => Comparisons(node, path, date, BoundReader.Signs, Bounded(date, Bound.Day, Bound.DayForms)),
            _ => throw new InvalidOperationException($"Nobody reads conditions of {field.Name}."),
        };

    public bool? Truth(Node node, string path)
    {
        if (node is Scalar { Text: { } text } && bool.TryParse(text.Trim(), out var truth))
            return truth;
        problems.Error(node.At, $"{path} must be true or false.");
        return null;
    }

    /// <summary>A value alone means the usual comparison; several comparisons beside each other must all be true.</summary>
    private Condition? Comparisons<T>(Node node, string path, Field<T> field, string[] signs, Func<string, Node, string, Condition?> read)
    {
        if (node is not Mapping mapping)
            return read("", node, path);
        if (mapping.Entries.Count == 0)
        {
            problems.Error(node.At, $"{path} says nothing to compare with. There are: {string.Join(", ", signs)}, {KnownKey}.");
            return null;
        }
        var parts = mapping.Entries.Select(entry => One(entry)).ToList();
        RefuseContradiction(mapping, path, field);
        return parts.Contains(null) ? null : All.Of([.. parts.OfType<Condition>()]);

        Condition? One(Entry entry)
        {
            if (entry.Key == KnownKey)
                return Truth(entry.Value, $"{path}.{KnownKey}") is { } wanted ? new IsKnown<T>(field, wanted) : null;
            if (signs.Contains(entry.Key))
                return read(entry.Key, entry.Value, $"{path}.{entry.Key}");
            problems.Error(
                entry.At,
                $"{path} cannot be compared by '{entry.Key}'.{Nearest.Hint(entry.Key, [.. signs, KnownKey])} There are: {string.Join(", ", signs)}, {KnownKey}."
            );
            return null;
        }
    }

    private void RefuseContradiction(Mapping mapping, string path, Field field)
    {
        if (
            mapping.Entries.Count > 1
            && mapping.Find(KnownKey) is Scalar { Text: { } said } known
            && bool.TryParse(said, out var wanted)
            && !wanted
        )
            problems.Error(
                known.At,
                $"{path}: what is not known cannot be compared as well. Put the two into 'any', each with its own '{field.Name}'."
            );
    }

    private Func<string, Node, string, Condition?> Bounded(Field<double?> field, Func<string, Bound?> parse, string expectation) =>
        (key, node, path) => _bounds.Read(field, key, node, path, text => parse(text), expectation);
}
