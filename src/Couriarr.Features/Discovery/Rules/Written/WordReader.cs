using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>Reads which words a text or a list must have, and doubts those that the catalogue does not use.</summary>
internal sealed class WordReader(Problems problems)
{
    public static readonly string[] TextSigns = ["equals", "one_of", "contains", "starts"];
    public static readonly string[] ListSigns = ["any", "all", "none"];

    /// <param name="sign">Empty when the words stand alone.</param>
    public Condition? Text(TextField field, string sign, Node node, string path)
    {
        if (Words(node, path) is not { } words)
            return null;
        if (sign is "contains")
            return Ask.Contains(field, words);
        if (sign is "starts")
            return Ask.Starts(field, words);
        return Ask.OneOf(field, field == Fields.Country ? Countries(words, node, path) : Doubted(field, words, node, path));
    }

    public Condition? List(WordsField field, string sign, Node node, string path)
    {
        if (Words(node, path) is not { } words)
            return null;
        Doubted(field, words, node, path);
        return sign switch
        {
            "all" => Ask.HasAll(field, words),
            "none" => Ask.HasNone(field, words),
            _ => Ask.HasAny(field, words),
        };
    }

    private List<string>? Words(Node node, string path)
    {
        var items = node is Sequence list ? list.Items : [node];
        foreach (var item in items.Where(item => item is not Scalar { Text: { } text } || string.IsNullOrWhiteSpace(text)))
            problems.Error(
                item.At,
                $"{path} must be text, or a list of texts like [one, two]. For what is not known write 'known: false'."
            );
        if (items.Count == 0)
            problems.Error(node.At, $"{path} is an empty list, which no show could answer.");
        var words = items
            .OfType<Scalar>()
            .Select(item => item.Text)
            .OfType<string>()
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .ToList();
        return words.Count == items.Count && words.Count > 0 ? words : null;
    }

    private List<string> Doubted(Field field, List<string> words, Node node, string path)
    {
        foreach (var (index, word) in words.Index())
            if (CatalogueWords.Doubt(field.Name, word) is { } doubt)
                problems.Warning(AtOf(node, index), $"{path} has '{word}': {doubt}");
        return words;
    }

    private List<string> Countries(List<string> words, Node node, string path)
    {
        foreach (var (index, word) in words.Index())
            if (word.Trim() is not [var first, var second] || !char.IsAsciiLetter(first) || !char.IsAsciiLetter(second))
                problems.Error(AtOf(node, index), $"{path} must hold countries as two letters, like US or GB, not '{word}'.");
            else if (word.Trim().Equals("UK", StringComparison.OrdinalIgnoreCase))
                problems.Warning(AtOf(node, index), $"{path}: the catalogue writes the United Kingdom as GB, so UK is read as GB.");
        return [.. words.Select(CatalogueWords.Country)];
    }

    private static Origin AtOf(Node node, int index) => node is Sequence list ? list.Items[index].At : node.At;
}
