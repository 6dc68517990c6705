namespace Couriarr.Features.Secrets;

/// <summary>
/// Takes every secret it was told of out of a text, in whatever form it is written, and whatever looks like one. What was a secret
/// once stays one until the program ends: a late line may still quote the token that was changed a second ago.
/// </summary>
public sealed class Redactor
{
    public const string Mask = "***";
    private static readonly string[] TellingNames = ["TOKEN", "KEY", "SECRET", "PASSWORD", "PASSWD", "PASS", "WEBHOOK_URL", "DSN"];

    private readonly Lock _gate = new();
    private volatile KnownSecrets _known = new([]);

    /// <summary>Knows already what the environment gives away by its names.</summary>
    public static Redactor OfTheEnvironment()
    {
        var redactor = new Redactor();
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>();
        redactor.Know(variables.Where(v => IsTelling((string)v.Key)).Select(v => (string?)v.Value).Where(KnownSecrets.IsLong));
        return redactor;
    }

    /// <summary>Adds to what is known. Secrets of less than four characters cannot be told from ordinary text, and are not.</summary>
    public void Know(params IEnumerable<string?> secrets)
    {
        lock (_gate)
            _known = _known.With(secrets);
    }

    public string Redact(string text) => SecretPatterns.Mask(_known.Mask(text));

    private static bool IsTelling(string name) => TellingNames.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
