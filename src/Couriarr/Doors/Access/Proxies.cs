using System.Net;
using Couriarr.Features.Configuration.Options;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Couriarr.Doors.Access;

/// <summary>The reverse proxies that the owner named, and nobody else, may say for whom they ask, and whether by https.</summary>
internal static class Proxies
{
    // With this variable the framework would believe everybody.
    private const string Credulity = "ForwardedHeaders_Enabled";

    public static void BelieveNobody(this IConfigurationBuilder configuration) =>
        configuration.AddInMemoryCollection([new(Credulity, "false")]);

    public static void UseProxies(this IApplicationBuilder app, ServerOptions server)
    {
        if (server.TrustedProxies.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // From the nearest on, for as long as each is one of them.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in server.TrustedProxies.Select(NetworkOf))
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>Alike for an address and for a range.</summary>
    public static IPNetwork NetworkOf(string proxy)
    {
        if (!IPAddress.TryParse(proxy, out var address))
            return IPNetwork.Parse(proxy);
        const int BitsOfByte = 8;
        return new IPNetwork(address, address.GetAddressBytes().Length * BitsOfByte);
    }
}
