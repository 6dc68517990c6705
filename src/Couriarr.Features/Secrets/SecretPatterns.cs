using System.Buffers;
using System.Text.RegularExpressions;

namespace Couriarr.Features.Secrets;

/// <summary>Finds what looks like a secret although nobody told us of it: a stranger's token in an address, a password in a header.</summary>
internal static class SecretPatterns
{
    private const string Names = "(?:token|api[_-]?key|secret|passwd|password|passphrase)";
    private const string Key = $"[a-z0-9_.-]*{Names}";

    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["token", "apikey", "api-key", "api_key", "secret", "pass", "authorization", "bearer", "basic", "cookie", "/bot", "webhook"],
        StringComparison.OrdinalIgnoreCase
    );

    // Every alternative keeps what shows where the secret was. The engine without backtracking cannot be made slow by a hostile text;
    // it takes a moment to build, so it is built when first needed.
    private static readonly Lazy<Regex> Any = new(() =>
        new(
            string.Join(
                '|',
                @"(?<keep>/bot)\d{3,20}(?::|%3A)[a-z0-9_-]{10,}",
                @"(?<keep>/webhooks/\d{5,25}/)[a-z0-9_-]{10,}",
                """(?<keep>://)[^\s/?#"'<>\\]+(?<after>@)""",
                $"""(?<keep>\b{Key}(?:=|%3D)")[^"]+""",
                $"""(?<keep>\b{Key}(?:=|%3D)')[^']+""",
                $"""(?<keep>\b{Key}\s?(?:=|%3D)\s?)[^\s&"'<>,;\\]+""",
                $$"""(?<keep>"{{Key}}"\s?:\s?")(?:[^"\\]|\\.)+""",
                $$"""(?<keep>\\"{{Key}}\\"\s?:\s?\\")[^"\\]+""",
                """(?<keep>\b(?:x-[a-z-]+-(?:token|secret)|(?:x-)?api-key)\s?:\s?)[^\s"',;\\]+""",
                """(?<keep>\bauthorization\\?["']?\s?[:=]\s?\\?["']?(?:(?:basic|bearer|digest|token|negotiate)\s+)?)[^\s"',\\]+""",
                """(?<keep>\bcookie\s?:\s?)[^\r\n"\\]+""",
                @"(?<keep>\b(?:bearer|basic)\s+)[a-z0-9+/_.~=-]{16,}"
            ),
            RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
        )
    );

    public static string Mask(string text) =>
        text.Contains('@') || text.AsSpan().ContainsAny(Signs) ? Any.Value.Replace(text, $"${{keep}}{Redactor.Mask}${{after}}") : text;
}
