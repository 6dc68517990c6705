using System.Globalization;
using System.Text;

namespace Couriarr.Features.Places;

/// <summary>The name of an unfinished file: ours by its beginning, one run's by the token, and never longer than a name may be.</summary>
internal static class TempName
{
    public const string Beginning = ".couriarr-";
    public const string Ending = ".part";
    private const int Longest = 255;

    public static string For(string name, long token)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"{Beginning}{token}-");
        return start + Cut(name, Longest - start.Length - Ending.Length) + Ending;
    }

    public static bool IsOurs(string name) =>
        name.StartsWith(Beginning, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal);

    private static string Cut(string name, int bytes)
    {
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            if ((bytes -= rune.Utf8SequenceLength) >= 0)
                kept.Append(rune.ToString());
            else
                break;
        return kept.ToString();
    }
}
