using System.Globalization;
using System.Net;
using Couriarr.Features.Accounts;
using Couriarr.Features.Outside;

namespace Couriarr.Doors.Access;

/// <summary>Where a request comes from: the other end of its connection, or what a trusted proxy said in its place.</summary>
internal static class ClientAddress
{
    public static Guest Guest(HttpContext http) => new(Of(http), http.Request.Headers.UserAgent.ToString());

    public static string Of(HttpContext http) => Plain(http)?.ToString() ?? "unknown";

    public static bool IsAtHome(HttpContext http) => Plain(http) is { } address && Addresses.IsAtHome(address);

    /// <summary>As a word, for tables.</summary>
    public static string NetworkOf(HttpContext http) => Neighbour.Of(http).Number.ToString("x32", CultureInfo.InvariantCulture);

    private static IPAddress? Plain(HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
}
