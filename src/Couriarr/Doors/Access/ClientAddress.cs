using System.Net;
using System.Net.Sockets;
using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access;

/// <summary>Where a request comes from: the other end of its connection, or what a trusted proxy said in its place.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    public static Guest Guest(HttpContext http) => new(Of(http), http.Request.Headers.UserAgent.ToString());

    public static string Of(HttpContext http) => Plain(http)?.ToString() ?? "unknown";

    /// <summary>Whoever has one IPv6 address has its whole /64.</summary>
    public static string NetworkOf(HttpContext http) =>
        Plain(http) is { AddressFamily: AddressFamily.InterNetworkV6 } six
            ? $"{Convert.ToHexStringLower(six.GetAddressBytes().AsSpan(0, NetworkBytes))}/64"
            : Of(http);

    private static IPAddress? Plain(HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
}
