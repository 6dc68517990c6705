using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Couriarr.Doors.Access;

/// <summary>Where a request comes from, as far as it matters for counting: an IPv4 address, or the /64 that an IPv6 household has.</summary>
internal readonly record struct Neighbour(UInt128 Number)
{
    public static Neighbour Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static Neighbour Of(IPAddress? address)
    {
        if (address is null)
            return default;
        Span<byte> bytes = stackalloc byte[16];
        var mapped = address.AddressFamily is AddressFamily.InterNetwork ? address.MapToIPv6() : address;
        mapped.TryWriteBytes(bytes, out _);
        if (!mapped.IsIPv4MappedToIPv6)
            bytes[8..].Clear();
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }
}
