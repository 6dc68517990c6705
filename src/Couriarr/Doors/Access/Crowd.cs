using System.Net;
using Couriarr.Features.Configuration.Options;
using Microsoft.AspNetCore.Connections;

namespace Couriarr.Doors.Access;

/// <summary>Nobody alone may take up all connections, but for a proxy, which has those of many.</summary>
internal sealed class Crowd(ServerOptions server)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Neighbour, int> _connections = [];
    private readonly IPNetwork[] _proxies = [.. server.TrustedProxies.Select(Proxies.NetworkOf)];

    public async Task AdmitAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (address is null || IsProxy(address))
        {
            await next(connection);
            return;
        }
        var who = Neighbour.Of(address);
        if (!Enter(who))
        {
            connection.Abort(new ConnectionAbortedException($"{address} has {Limits.ConnectionsOfOne} connections already."));
            return;
        }
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(who);
        }
    }

    private bool IsProxy(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _proxies.Any(proxy => proxy.Contains(plain));
    }

    private bool Enter(Neighbour who)
    {
        lock (_gate)
        {
            var there = _connections.GetValueOrDefault(who);
            if (there >= Limits.ConnectionsOfOne)
                return false;
            _connections[who] = there + 1;
            return true;
        }
    }

    private void Leave(Neighbour who)
    {
        lock (_gate)
            if (--_connections[who] == 0)
                _connections.Remove(who);
    }
}
