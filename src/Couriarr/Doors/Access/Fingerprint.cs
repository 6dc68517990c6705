using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Doors.Access;

/// <summary>
/// The SHA-256 of a credential. Credentials are only ever compared by it, so that neither their length nor their first letters can be
/// told from the time that takes.
/// </summary>
internal sealed class Fingerprint
{
    private readonly byte[] _hash;

    private Fingerprint(byte[] hash) => _hash = hash;

    public static Fingerprint Of(ReadOnlySpan<byte> credential) => new(SHA256.HashData(credential));

    /// <summary>In each encoding in which an app may send it: Radarr and Sonarr write Latin-1 where others write UTF-8.</summary>
    public static IReadOnlyList<Fingerprint> AllOf(string secret)
    {
        var utf8 = Of(Encoding.UTF8.GetBytes(secret));
        var isLatin = secret.All(c => c <= byte.MaxValue) && !secret.All(char.IsAscii);
        return isLatin ? [utf8, Of(Encoding.Latin1.GetBytes(secret))] : [utf8];
    }

    public bool Is(Fingerprint other) => CryptographicOperations.FixedTimeEquals(_hash, other._hash);

    /// <summary>Enough of it to count how often it was shown.</summary>
    public UInt128 Number => BitConverter.ToUInt128(_hash, 0);
}
