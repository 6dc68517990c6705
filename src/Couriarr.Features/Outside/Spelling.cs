using System.Net;
using System.Net.Sockets;

namespace Couriarr.Features.Outside;

/// <summary>Says what is wrong with how an address is written. Nobody writes 127.0.0.1 as 2130706433 without a reason that is none of ours.</summary>
internal static class Spelling
{
    public static string? Objection(Uri address) =>
        address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps ? "it is not an http or https address"
        : address.UserInfo.Length > 0 ? "it has a user name in it, which hides where it leads: set user and password by their own options"
        : address.IdnHost.EndsWith('.') ? "its host name ends with a dot: leave that away"
        : IsDisguised(address) ? "its IP address is not in the usual form, like 192.168.1.20"
        : null;

    private static bool IsDisguised(Uri address) =>
        IPAddress.TryParse(address.IdnHost, out var ip)
        && ip.AddressFamily is AddressFamily.InterNetwork
        && (HostAsWritten(address.OriginalString) is not { } written || written != ip.ToString());

    private static string? HostAsWritten(string address)
    {
        var start = address.IndexOf("//", StringComparison.Ordinal);
        if (start < 0)
            return null;
        var host = address[(start + 2)..];
        var end = host.IndexOfAny(['/', '\\', '?', '#', ':']);
        return end < 0 ? host : host[..end];
    }
}
