using System.Globalization;
using System.Security.Cryptography;

namespace Couriarr.Features.Accounts;

/// <summary>What is kept of a password: enough to recognise it, too dear to guess it from. Carries its own number of rounds.</summary>
public sealed record PasswordHash(string Text)
{
    private const string Kind = "pbkdf2-sha512";
    private const int Rounds = 210_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // Nobody's password: whoever names an account that is not there waits as long as whoever names one that is.
    private static readonly Lazy<PasswordHash> Nobody = new(() => Of(Convert.ToHexString(RandomNumberGenerator.GetBytes(SaltBytes))));

    public static PasswordHash OfNobody => Nobody.Value;

    public static PasswordHash Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var rounds = Rounds.ToString(CultureInfo.InvariantCulture);
        return new(string.Join('$', Kind, rounds, Convert.ToBase64String(salt), Convert.ToBase64String(Stretch(password, salt, Rounds))));
    }

    /// <summary>For a text that comes from a file: null when it is no hash of ours.</summary>
    public static PasswordHash? Read(string text) => new PasswordHash(text).Parts() is null ? null : new(text);

    public bool Matches(string password) =>
        Parts() is var (rounds, salt, hash) && CryptographicOperations.FixedTimeEquals(Stretch(password, salt, rounds), hash);

    /// <summary>Shows itself to nobody.</summary>
    public override string ToString() => Kind;

    private (int Rounds, byte[] Salt, byte[] Hash)? Parts()
    {
        try
        {
            return
                Text.Split('$') is [Kind, var rounds, var salt, var hash]
                && int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count >= Rounds
                ? (count, Convert.FromBase64String(salt), Convert.FromBase64String(hash))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Stretch(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, HashBytes);
}
