using System.Net;
using System.Net.NetworkInformation;

namespace Couriarr.Features.Outside;

/// <summary>Recognises our own listening addresses, under whichever of this machine's addresses they are asked.</summary>
internal static class OwnDoors
{
    public static bool IsOneOf(IEnumerable<string> doors, IPAddress address, int port) =>
        doors.Select(Read).Any(door => door.Port == port && Leads(door.Host, address));

    private static (string Host, int Port) Read(string door) =>
        Uri.TryCreate(door.Replace("//*", "//0.0.0.0").Replace("//+", "//0.0.0.0"), UriKind.Absolute, out var uri)
            ? (uri.IdnHost.Trim('[', ']'), uri.Port)
            : ("", 0);

    private static bool Leads(string host, IPAddress address) =>
        !IPAddress.TryParse(host, out var bound) || Equals(bound, IPAddress.Any) || Equals(bound, IPAddress.IPv6Any)
            ? IsOfThisMachine(address)
            : Equals(Addresses.Plain(bound), address) || (IPAddress.IsLoopback(bound) && IPAddress.IsLoopback(address));

    private static bool IsOfThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || NetworkInterface.GetAllNetworkInterfaces().Any(i => i.GetIPProperties().UnicastAddresses.Any(u => u.Address.Equals(address)));
}
