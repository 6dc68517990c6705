namespace Couriarr.Features.Configuration.Apprise;

/// <summary>
/// An address as Apprise has it, in its parts. It is no URI: a bot's token stands where a host would, with a colon in it.
/// </summary>
/// <param name="Place">What stands before the first slash, without user and password.</param>
internal sealed record AppriseUrl(
    string Scheme,
    string? User,
    string? Password,
    string Place,
    IReadOnlyList<string> Path,
    IReadOnlyDictionary<string, string> Query
)
{
    private const string Separator = "://";

    /// <summary>With its port, if there is a sensible one.</summary>
    public string? Server =>
        Place.Split(':') is { Length: <= 2 } parts && parts[0].Length > 0 && (parts.Length == 1 || ushort.TryParse(parts[1], out _))
            ? Place
            : null;

    public string Host => Place.Split(':')[0];
    public string? Port => Place.Split(':') is { Length: 2 } parts ? parts[1] : null;

    /// <summary>The name before ://, as far as there is one that can be shown.</summary>
    public static string? SchemeOf(string text) =>
        text.IndexOf(Separator, StringComparison.Ordinal) is > 0 and < 16 and var end && text[..end].All(char.IsAsciiLetterOrDigit)
            ? text[..end].ToLowerInvariant()
            : null;

    public static AppriseUrl? Parse(string text)
    {
        if (SchemeOf(text.Trim()) is not { } scheme)
            return null;
        var rest = text.Trim()[(scheme.Length + Separator.Length)..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        var steps = (question < 0 ? rest : rest[..question]).Split('/');
        var at = steps[0].LastIndexOf('@');
        var login = at < 0 ? [] : steps[0][..at].Split(':', 2);
        return new AppriseUrl(
            scheme,
            login.Length > 0 && login[0].Length > 0 ? Plain(login[0]) : null,
            login.Length > 1 ? Plain(login[1]) : null,
            Plain(steps[0][(at + 1)..]),
            [.. steps[1..].Where(step => step.Length > 0).Select(Plain)],
            Queried(query)
        );
    }

    /// <summary>The same address for each step of its path.</summary>
    public static IEnumerable<string> Apart(string text)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var (place, query) = question < 0 ? (text, "") : (text[..question], text[question..]);
        var start = place.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length;
        var slash = place.IndexOf('/', start);
        var steps = slash < 0 ? [] : place[slash..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return steps.Length < 2 ? [text] : steps.Select(step => $"{place[..slash]}/{step}{query}");
    }

    public string? Asked(string name) => Query.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static Dictionary<string, string> Queried(string query)
    {
        var asked = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            asked[Plain(parts[0])] = parts.Length > 1 ? Plain(parts[1]) : "";
        }
        return asked;
    }

    private static string Plain(string text) => Uri.UnescapeDataString(text);
}
