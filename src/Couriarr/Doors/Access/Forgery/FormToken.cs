using System.Security.Cryptography;
using System.Text;
using Couriarr.Doors.Access.Sessions;

namespace Couriarr.Doors.Access.Forgery;

/// <summary>
/// Shows that a form is ours: made of the secret in the visitor's cookie, which no other page can read. It ends with the session,
/// and needs no key of its own.
/// </summary>
internal static class FormToken
{
    public const string FieldName = "form_token";
    private const int SecretBytes = 32;
    private static readonly byte[] Purpose = Encoding.UTF8.GetBytes("a form of Couriarr");

    public static bool IsIn(IFormCollection form, HttpContext http) =>
        SecretOf(http) is { } secret
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Made(secret)),
            Encoding.UTF8.GetBytes(form[FieldName].ToString())
        );

    /// <summary>It has the shape of one, of whichever session.</summary>
    public static bool IsLike(string? text) => text is { Length: 2 * HMACSHA256.HashSizeInBytes } && text.All(char.IsAsciiHexDigitLower);

    // Whoever is not signed in gets a cookie for this alone.
    public static string Of(HttpContext http)
    {
        if (SecretOf(http) is { } known)
            return Made(known);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        SessionCookie.Visit.Write(http, secret);
        return Made(secret);
    }

    private static string? SecretOf(HttpContext http) =>
        (SessionProof.SessionOf(http) is null ? SessionCookie.Visit : SessionCookie.Session).Read(http.Request);

    private static string Made(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Purpose));
}
