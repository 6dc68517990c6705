using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Tests.Security;

/// <summary>One secret of every kind, each unlike anything else, and the eyes to find it in whatever form it was written.</summary>
internal sealed class Canaries
{
    private readonly Dictionary<string, string> _secrets = [];

    // Replaced and never changed: others look for them while one is made.
    private volatile (string Kind, byte[] Form)[] _forms = [];

    /// <summary>The secret of that kind; made when it is first asked for.</summary>
    public string this[string kind]
    {
        get
        {
            if (_secrets.TryGetValue(kind, out var secret))
                return secret;
            var chance = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
            _secrets[kind] = secret = $"CANARY-{kind}-{chance}";
            _forms = [.. _forms, .. FormsOf(chance).Select(form => (kind, form))];
            return secret;
        }
    }

    public IEnumerable<string> Kinds => _secrets.Keys;

    /// <summary>The kinds of secrets that are in there, plain, in base64 or as wide characters.</summary>
    public IEnumerable<string> In(byte[] bytes) => _forms.Where(f => bytes.AsSpan().IndexOf(f.Form) >= 0).Select(f => f.Kind).Distinct();

    public IEnumerable<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    /// <summary>By file, of all files in a folder.</summary>
    public IEnumerable<string> InFiles(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        from kind in In(Read(file))
        select $"{Path.GetRelativePath(folder, file)}: {kind}";

    public static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    // The part left to chance is enough: whatever stands around it differs from form to form.
    private static IEnumerable<byte[]> FormsOf(string chance)
    {
        yield return Encoding.UTF8.GetBytes(chance);
        yield return Encoding.UTF8.GetBytes(chance.ToUpperInvariant());
        yield return Encoding.Unicode.GetBytes(chance);
        for (var before = 0; before < 3; before++)
            yield return Encoding.UTF8.GetBytes(Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(chance)])[4..^4]);
    }
}
