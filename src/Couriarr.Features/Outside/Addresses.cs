using System.Net;
using System.Net.Sockets;

namespace Couriarr.Features.Outside;

/// <summary>Says of an address why it may not be asked. Null when it may.</summary>
internal static class Addresses
{
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private static readonly (IPNetwork Range, string Why)[] Never =
    [
        .. Ranges("is no machine's address", "0.0.0.0/8", "::/128", "240.0.0.0/4", "100::/64"),
        .. Ranges("is link-local, where clouds keep their keys", "169.254.0.0/16", "fe80::/10", "fec0::/10"),
        .. Ranges("is where clouds keep their keys", "100.100.100.200/32", "fd00:ec2::254/128"),
        .. Ranges("is for many machines at once", "224.0.0.0/4", "ff00::/8"),
        .. Ranges("hides an IPv4 address in an IPv6 one", "::/96", "2002::/16", "2001::/32", "64:ff9b:1::/48"),
    ];

    private static readonly (IPNetwork Range, string Why)[] Private =
    [
        .. Ranges("is a private address", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"),
    ];

    private static readonly (IPNetwork Range, string Why)[] NotInTheWorld =
    [
        .. Private,
        .. Ranges("is nobody's public address", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24"),
        .. Ranges("is nobody's public address", "203.0.113.0/24", "2001:db8::/32"),
    ];

    /// <summary>As it is, however it was wrapped: ::ffff:127.0.0.1 is 127.0.0.1.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily is AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes()[12..])
        : address;

    /// <summary>Of this machine or of a network that leads to nobody else's.</summary>
    public static bool IsAtHome(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || Why(Private, Plain(address)) is not null;

    /// <param name="address">A plain one.</param>
    /// <param name="named">What was asked for: this machine itself may be asked by the names that can mean nothing else.</param>
    public static string? Objection(IPAddress address, Reach reach, string named) =>
        IPAddress.IsLoopback(address)
            ? reach is Reach.Home && MeansThisMachine(named)
                ? null
                : "is this machine itself"
            : Why(Never, address) is { } never
                ? never
                : reach is Reach.World
                    ? Why(NotInTheWorld, address)
                    : null;

    private static bool MeansThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var literal) && IPAddress.IsLoopback(literal) && !literal.IsIPv4MappedToIPv6);

    private static string? Why((IPNetwork Range, string Why)[] ranges, IPAddress address) =>
        Array.Find(ranges, r => r.Range.BaseAddress.AddressFamily == address.AddressFamily && r.Range.Contains(address)).Why;

    private static IEnumerable<(IPNetwork Range, string Why)> Ranges(string why, params string[] ranges) =>
        ranges.Select(range => (IPNetwork.Parse(range), why));
}
