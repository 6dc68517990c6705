using System.Net;
using System.Net.Sockets;
using Couriarr.Jobs;

namespace Couriarr.Features.Outside;

/// <summary>
/// Opens connections. A name is resolved once, its addresses are checked, and one that passed is connected to: a name that means
/// something else a moment later gains nothing.
/// </summary>
public sealed class Dialer(OutsideRules rules)
{
    /// <exception cref="PermanentException">None of its addresses may be asked.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    public async Task<Stream> DialAsync(string host, int port, Reach reach, CancellationToken ct)
    {
        var addresses = (await ResolveAsync(host, ct)).Select(Addresses.Plain).Distinct().ToList();
        var objections = addresses.Select(address => Objection(address, port, reach, host)).ToList();
        var allowed = addresses.Where((_, i) => objections[i] is null).ToList();
        if (allowed.Count == 0)
            throw new PermanentException(
                addresses.Count == 0 ? $"{host} has no address." : $"{host}:{port} is not asked: {addresses[0]} {objections[0]}."
            );
        return await ConnectAsync(allowed, port, ct);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await rules.Resolve(host, ct);

    private string? Objection(IPAddress address, int port, Reach reach, string host) =>
        OwnDoors.IsOneOf(rules.OwnDoors(), address, port) ? "is Couriarr itself" : Addresses.Objection(address, reach, host);

    // One address that swallows everything must not use up the time of the others.
    private async Task<Stream> ConnectAsync(List<IPAddress> addresses, int port, CancellationToken ct)
    {
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var share = new CancellationTokenSource(rules.ConnectWithin / addresses.Count, rules.Clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(share.Token, ct);
            try
            {
                await socket.ConnectAsync(addresses[i], port, both.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e)
                when (i < addresses.Count - 1 && !ct.IsCancellationRequested && e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                socket.Dispose();
                throw new SocketException((int)SocketError.TimedOut);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
