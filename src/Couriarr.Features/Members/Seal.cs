using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Features.Members;

/// <summary>Seals a secret for one place: opened anywhere else, or changed by a bit, it gives nothing.</summary>
internal sealed class Seal(MemberKey key)
{
    private const string Mark = "sealed:1:";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static bool IsSealed(string text) => text.StartsWith(Mark, StringComparison.Ordinal);

    /// <param name="place">Member and option: what it is bound to.</param>
    public string Close(string secret, string place)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var whole = new byte[NonceLength + TagLength + plain.Length];
        var (nonce, tag, hidden) = Parts(whole);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(nonce.Span, plain, hidden.Span, tag.Span, Encoding.UTF8.GetBytes(place));
        return $"{Mark}{key.Id}:{Convert.ToBase64String(whole)}";
    }

    /// <param name="why">Completes "the token …".</param>
    public string? Open(string text, string place, out string? why)
    {
        why = null;
        var rest = text[Mark.Length..].Split(':');
        if (rest.Length == 2 && rest[0] != key.Id)
            why = $"was sealed with another key ({rest[0]}; ours is {key.Id}): put the old {MemberKey.FileName} back, or set it anew";
        else if (rest.Length != 2 || TryOpen(rest[1], place) is not { } secret)
            why = "was sealed for another place or was damaged: set it anew";
        else
            return secret;
        return null;
    }

    private string? TryOpen(string base64, string place)
    {
        try
        {
            var whole = Convert.FromBase64String(base64);
            if (whole.Length < NonceLength + TagLength)
                return null;
            var (nonce, tag, hidden) = Parts(whole);
            var plain = new byte[hidden.Length];
            using var aes = new AesGcm(key.Bytes, TagLength);
            aes.Decrypt(nonce.Span, hidden.Span, tag.Span, plain, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Hidden) Parts(byte[] whole) =>
        (whole.AsMemory(0, NonceLength), whole.AsMemory(NonceLength, TagLength), whole.AsMemory(NonceLength + TagLength));
}
