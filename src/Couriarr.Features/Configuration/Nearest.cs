namespace Couriarr.Features.Configuration;

/// <summary>Finds what somebody meant by a word that is a slip of the finger away.</summary>
public static class Nearest
{
    private const int LongestWord = 64;

    /// <summary>" Did you mean sonarr?" or, when nothing is near, nothing.</summary>
    public static string Hint(string word, IEnumerable<string> known) => To(word, known) is { } near ? $" Did you mean {near}?" : "";

    public static string? To(string word, IEnumerable<string> known, int within = int.MaxValue)
    {
        if (word.Length > LongestWord)
            return null;
        var best = known.Select(k => (Word: k, Distance: Distance(Plain(word), Plain(k)))).OrderBy(k => k.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= within && best.Distance <= Math.Max(1, Math.Min(word.Length, best.Word.Length) / 3)
            ? best.Word
            : null;
    }

    private static string Plain(string word) =>
        word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Letters added, lost, changed, or two neighbours swapped.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        for (var j = 1; j <= b.Length; j++)
        {
            var cost = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
        }
        return d[a.Length, b.Length];
    }
}
