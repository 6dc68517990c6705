using System.Net;
using System.Net.Sockets;

namespace Couriarr.Features.Instances;

/// <summary>Under which address an app most probably finds us: the one from which we would go to it.</summary>
public static class OwnAddress
{
    /// <param name="port">On which we listen.</param>
    /// <param name="path">Under which a proxy offers us; empty for none.</param>
    /// <returns>Null when there is no way to it.</returns>
    public static async Task<Uri?> SeenFromAsync(Uri app, int port, string? path, CancellationToken ct)
    {
        try
        {
            // Nothing is sent: the system only says which way it would take.
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(app.IdnHost, app.Port, ct);
            var own = ((IPEndPoint)socket.LocalEndPoint!).Address;
            var host = own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : own;
            return new UriBuilder("http", host.ToString(), port, path ?? "").Uri;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
