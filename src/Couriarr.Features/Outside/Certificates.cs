using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Couriarr.Features.Outside;

/// <summary>Certificates must be vouched for, or be the one that the owner accepted.</summary>
internal static class Certificates
{
    public static SslClientAuthenticationOptions Accepting(string? fingerprint) =>
        new() { RemoteCertificateValidationCallback = (_, certificate, _, errors) => Check(certificate, errors, fingerprint) };

    /// <summary>However it is written: AB:CD…, ab cd…, sha256:abcd….</summary>
    public static string Normal(string fingerprint)
    {
        const string Prefix = "sha256:";
        var digits = fingerprint.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? fingerprint[Prefix.Length..] : fingerprint;
        return new([.. digits.Where(char.IsAsciiHexDigit).Select(char.ToLowerInvariant)]);
    }

    private static bool Check(X509Certificate? certificate, SslPolicyErrors errors, string? accepted)
    {
        if (errors is SslPolicyErrors.None)
            return true;
        if (certificate is null)
            throw new AuthenticationException("it shows no certificate");
        var shown = Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));
        return accepted is not null && shown == Normal(accepted)
            ? true
            : throw new AuthenticationException(
                $"{Words(errors)}. If it is yours, accept it by its fingerprint: certificate: sha256:{shown}"
            );
    }

    private static string Words(SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? "its certificate is for another name"
            : "nobody this machine trusts vouches for its certificate";
}
