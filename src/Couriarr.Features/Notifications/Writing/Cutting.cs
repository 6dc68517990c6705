using System.Globalization;

namespace Couriarr.Features.Notifications.Writing;

/// <summary>
/// Shortens prose before it is written, so that no entity and no mark is ever cut in two. Whether something fits is measured as the
/// receiver will count it.
/// </summary>
internal static class Cutting
{
    private const string Ellipsis = "…";

    /// <summary>All of it when it fits, else the longest beginning that does, with an ellipsis.</summary>
    public static Prose Cut(this Prose prose, Func<Prose, bool> fits)
    {
        if (fits(prose))
            return prose;
        var shortened = (int length) => prose.Take(length).Then(Ellipsis);
        return shortened(Longest(prose.Plain, length => fits(shortened(length))));
    }

    /// <summary>In parts that fit, between lines where that is possible. What is beyond the last part is cut off.</summary>
    public static IReadOnlyList<Prose> Split(this Prose prose, Func<Prose, bool> fits, int most)
    {
        var (parts, rest) = (new List<Prose>(), prose);
        while (parts.Count < most - 1 && rest.Plain.Length > 1 && !fits(rest))
        {
            var (length, gap) = Part(rest, fits);
            parts.Add(rest.Take(length));
            rest = rest.From(length + gap);
        }
        return [.. parts, rest.Cut(fits)];
    }

    private static (int Length, int Gap) Part(Prose rest, Func<Prose, bool> fits)
    {
        var text = rest.Plain;
        var lines = Enumerable.Range(1, text.Length - 1).Where(i => text[i] == '\n').ToArray();
        return Last(lines, length => fits(rest.Take(length))) is > 0 and var line
            ? (line, 1)
            : (Math.Max(1, Longest(text, length => fits(rest.Take(length)))), 0);
    }

    /// <summary>A border between what people see as characters; when not even the first of them fits, one within it.</summary>
    private static int Longest(string text, Func<int, bool> fits) =>
        Last([.. StringInfo.ParseCombiningCharacters(text).Skip(1)], fits) is > 0 and var whole ? whole : Last(Runes(text), fits);

    private static int[] Runes(string text) =>
        [.. Enumerable.Range(1, Math.Max(0, text.Length - 1)).Where(i => !char.IsLowSurrogate(text[i]))];

    // What is longer measures more, so the border is found by halving.
    private static int Last(int[] borders, Func<int, bool> fits)
    {
        var (low, high) = (0, borders.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (fits(borders[middle]))
                low = middle + 1;
            else
                high = middle;
        }
        return low == 0 ? 0 : borders[low - 1];
    }

    private static Prose Take(this Prose prose, int length) => prose.Range(0, length);

    private static Prose From(this Prose prose, int start) => prose.Range(start, int.MaxValue);

    private static Prose Then(this Prose prose, string text) => new([.. prose.Phrases, new Phrase(text)]);

    private static Prose Range(this Prose prose, int start, int end)
    {
        var (phrases, at) = (new List<Phrase>(), 0);
        foreach (var phrase in prose.Phrases)
        {
            var (first, last) = (Math.Clamp(start - at, 0, phrase.Text.Length), Math.Clamp(end - at, 0, phrase.Text.Length));
            if (last > first)
                phrases.Add(phrase with { Text = phrase.Text[first..last] });
            at += phrase.Text.Length;
        }
        return new Prose(phrases);
    }
}
