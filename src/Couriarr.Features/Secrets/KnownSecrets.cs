using System.Buffers;
using System.Text;

namespace Couriarr.Features.Secrets;

/// <summary>A set of secrets, made ready to be found in one pass over a text.</summary>
internal sealed class KnownSecrets
{
    // Shorter ones are looked for as whole words only, or every text would be full of holes that tell what the secret is.
    private const int Long = 6;
    private const int Shortest = 4;

    private readonly HashSet<string> _secrets;
    private readonly SearchValues<string> _any;
    private readonly Dictionary<char, string[]> _byFirst;

    public KnownSecrets(IEnumerable<string> secrets)
    {
        _secrets = [.. secrets];
        var forms = _secrets.SelectMany(FormsOf).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        // Escapes come in both cases: %2f and %2F, \u00e9 and \u00E9.
        _any = SearchValues.Create(forms, StringComparison.OrdinalIgnoreCase);
        _byFirst = forms.GroupBy(form => char.ToUpperInvariant(form[0])).ToDictionary(group => group.Key, group => group.ToArray());
    }

    public static bool IsLong(string? secret) => secret?.Trim().Length >= Long;

    public KnownSecrets With(IEnumerable<string?> more)
    {
        var fresh = more.OfType<string>().Select(secret => secret.Trim()).Where(secret => secret.Length >= Shortest).ToHashSet();
        return fresh.IsSubsetOf(_secrets) ? this : new([.. _secrets, .. fresh]);
    }

    public string Mask(string text)
    {
        var start = Next(text, 0, out var end);
        if (start < 0)
            return text;
        var masked = new StringBuilder(text.Length);
        var copied = 0;
        for (; start >= 0; start = Next(text, copied, out end))
        {
            // Secrets may overlap; what is left of the second one would be a good part of it.
            for (var i = start + 1; i < end; i++)
                end = Math.Max(end, i + LengthAt(text, i));
            masked.Append(text, copied, start - copied).Append(Redactor.Mask);
            copied = end;
        }
        return masked.Append(text, copied, text.Length - copied).ToString();
    }

    private static IEnumerable<string> FormsOf(string secret) => secret.Length < Long ? [secret] : SecretForms.Of(secret);

    private int Next(string text, int from, out int end)
    {
        for (; from < text.Length; from++)
        {
            var found = text.AsSpan(from).IndexOfAny(_any);
            if (found < 0)
                break;
            from += found;
            if (LengthAt(text, from) is > 0 and var length)
            {
                end = from + length;
                return from;
            }
        }
        end = -1;
        return -1;
    }

    private int LengthAt(string text, int at)
    {
        if (!_byFirst.TryGetValue(char.ToUpperInvariant(text[at]), out var candidates))
            return 0;
        var longest = 0;
        foreach (var form in candidates)
        {
            if (
                form.Length > longest
                && text.AsSpan(at).StartsWith(form, StringComparison.OrdinalIgnoreCase)
                && Counts(text, at, form.Length)
            )
                longest = form.Length;
        }
        return longest;
    }

    private static bool Counts(string text, int at, int length) => length >= Long || (!IsWord(text, at - 1) && !IsWord(text, at + length));

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
