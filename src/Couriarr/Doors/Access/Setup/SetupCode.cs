using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Doors.Access.Setup;

/// <summary>
/// Shows that who sets Couriarr up may read its own output. Made at the start, known to this run alone, and to none as soon as there is
/// an administrator.
/// </summary>
internal sealed class SetupCode
{
    // Without what looks alike; a hundred bits.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
    private const int Length = 20;
    private const int Group = 5;

    private readonly string _code = RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As it is read and typed: in groups.</summary>
    public string Text => string.Join('-', _code.Chunk(Group).Select(part => new string(part)));

    /// <summary>However it was typed.</summary>
    public bool Matches(string typed) =>
        CryptographicOperations.FixedTimeEquals(Hash(_code), Hash(new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
