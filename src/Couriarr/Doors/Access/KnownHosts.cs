using System.Net;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Doors.Access;

/// <summary>
/// The names under which we may be called. A page on the web can give its own name our address and would then be taken for ours by the
/// browser; it cannot do so with an address, nor with a name that is not its own.
/// </summary>
internal sealed class KnownHosts(ServerOptions server)
{
    private readonly HashSet<string> _names = new(
        server.AllowedHosts.Append("localhost").Append(Environment.MachineName),
        StringComparer.OrdinalIgnoreCase
    );

    // HTTP/1.0 knows no such header, and no browser speaks it.
    public bool Know(HostString host) =>
        !host.HasValue || _names.Contains(host.Host.TrimEnd('.')) || IPAddress.TryParse(host.Host.Trim('[', ']'), out _);
}

/// <summary>May be asked under any name: whoever watches over the program calls it as his network does.</summary>
internal sealed record UnderAnyName;
