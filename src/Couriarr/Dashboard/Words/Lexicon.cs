using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Couriarr.Dashboard.Words;

/// <summary>
/// What the dashboard says, by key. All of it stands in <c>Words/en</c>, one file for each part of the dashboard, so that a translator
/// has to look nowhere else.
/// </summary>
internal static class Lexicon
{
    private const string Folder = "Couriarr.Dashboard.Words.en.";

    private static readonly FrozenDictionary<string, string> English = Read();

    /// <summary>A sentence with what is to be filled in; of "one file|{0} files" the half that fits the first number.</summary>
    /// <exception cref="KeyNotFoundException">No such key is in Words/en: a mistake of ours, which a test finds.</exception>
    public static string Say(string key, params ReadOnlySpan<object?> fillings)
    {
        var text = English[key];
        if (text.Split('|') is [var one, var many])
            text = fillings is [int or long, ..] && Convert.ToInt64(fillings[0], CultureInfo.InvariantCulture) == 1 ? one : many;
        return fillings.IsEmpty ? text : string.Format(CultureInfo.InvariantCulture, text, fillings);
    }

    /// <summary>For words that are made of data, like the states of a job.</summary>
    public static string SayOr(string key, string otherwise) => English.GetValueOrDefault(key, otherwise);

    public static IReadOnlyCollection<string> Keys => English.Keys;

    private static FrozenDictionary<string, string> Read()
    {
        var home = typeof(Lexicon).Assembly;
        return home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .SelectMany(name =>
            {
                using var file = home.GetManifestResourceStream(name)!;
                var area = name[Folder.Length..^".json".Length];
                return JsonSerializer
                    .Deserialize<Dictionary<string, string>>(file)!
                    .Select(entry => KeyValuePair.Create($"{area}.{entry.Key}", entry.Value));
            })
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
