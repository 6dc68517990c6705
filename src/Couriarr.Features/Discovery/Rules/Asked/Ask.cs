using System.Buffers;
using System.Text.Json;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>The questions that can be put to texts and lists of words. Capitals and spaces around do not count.</summary>
internal static class Ask
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Condition OneOf(TextField field, IEnumerable<string> words)
    {
        var known = Set(words);
        var said = known.Count == 1 ? $"is {Quoted(known)}" : $"is one of {Quoted(known)}";
        return new Question<string?>(field, said, _ => value => known.Contains(value!.Trim()));
    }

    public static Condition Contains(TextField field, IEnumerable<string> parts)
    {
        var known = Set(parts);
        var search = SearchValues.Create([.. known], StringComparison.OrdinalIgnoreCase);
        return new Question<string?>(field, $"contains {Quoted(known)}", _ => value => value.AsSpan().ContainsAny(search));
    }

    public static Condition Starts(TextField field, IEnumerable<string> parts)
    {
        var known = Set(parts);
        return new Question<string?>(
            field,
            $"starts with {Quoted(known)}",
            _ => value => known.Any(part => value.AsSpan().TrimStart().StartsWith(part, StringComparison.OrdinalIgnoreCase))
        );
    }

    public static Condition HasAny(WordsField field, IEnumerable<string> words) =>
        Words(field, "has", words, (set, list) => Has(set, list));

    public static Condition HasNone(WordsField field, IEnumerable<string> words) =>
        Words(field, "has none of", words, (set, list) => !Has(set, list));

    public static Condition HasAll(WordsField field, IEnumerable<string> words) =>
        Words(field, "has all of", words, (set, list) => set.IsSubsetOf(list.Select(word => word.Trim())));

    /// <summary>Also where the catalogue knows nothing: what must be one of these is not.</summary>
    public static Condition IsNoneOf(TextField field, IEnumerable<string> words) =>
        AnyOf.Of(new Not(OneOf(field, words)), new IsKnown<string?>(field, wanted: false));

    private static Question<IReadOnlyList<string>> Words(
        WordsField field,
        string how,
        IEnumerable<string> words,
        Func<HashSet<string>, IReadOnlyList<string>, bool> fits
    )
    {
        var known = Set(words);
        return new(field, $"{how} {Quoted(known)}", _ => list => fits(known, list));
    }

    private static bool Has(HashSet<string> set, IReadOnlyList<string> list) => list.Any(word => set.Contains(word.Trim()));

    private static HashSet<string> Set(IEnumerable<string> words) =>
        new(words.Select(word => word.Trim()), StringComparer.OrdinalIgnoreCase);

    // In one order, so that the order in which they were written makes no difference.
    private static string Quoted(HashSet<string> words) =>
        string.Join(", ", words.Order(StringComparer.OrdinalIgnoreCase).Select(word => JsonSerializer.Serialize(word, Plain)));
}
