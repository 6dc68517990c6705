using System.Collections.Concurrent;
using System.Net;

namespace Couriarr.Features.Outside;

/// <summary>
/// The one way by which anything is asked over HTTP. It follows no redirect and no proxy of the environment, keeps no cookies, and
/// goes only to addresses that whoever is asked may have.
/// </summary>
public sealed class OutsideHttp(OutsideRules? rules = null, OutsideInstruments? instruments = null) : IDisposable
{
    private readonly OutsideRules _rules = rules ?? new OutsideRules();
    private readonly ConcurrentDictionary<(Reach Reach, string? Certificate), HttpClient> _clients = [];

    /// <summary>The answer when it is a good one.</summary>
    /// <exception cref="Jobs.PermanentException">Asking again would change nothing.</exception>
    /// <exception cref="Jobs.TransientException">It may be over later.</exception>
    public async Task<HttpResponseMessage> SendAsync(Peer peer, HttpRequestMessage request, CancellationToken ct)
    {
        var answer = await AskAsync(peer, request, ct);
        try
        {
            answer.EnsureAccepted(peer.Who, _rules.Clock);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Whom it is for, and how far that is, is told by the address.</summary>
    public Task<HttpResponseMessage> SendAsync(string who, HttpRequestMessage request, CancellationToken ct) =>
        SendAsync(new Peer("other", who, Reaches.Of(request.RequestUri!)), request, ct);

    /// <summary>Any answer, for those whose refusals say more than their status. That none came is translated all the same.</summary>
    public async Task<HttpResponseMessage> AskAsync(Peer peer, HttpRequestMessage request, CancellationToken ct)
    {
        request.Options.Set(Peer.Key, peer);
        try
        {
            return await Client(peer.Reach, peer.Certificate).SendAsync(request, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && Mishap.IsOne(e))
        {
            throw Mishap.Of(e, peer.Who);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private HttpClient Client(Reach reach, string? certificate) =>
        _clients.GetOrAdd((reach, certificate is null ? null : Certificates.Normal(certificate)), key => Make(key.Reach, key.Certificate));

    private HttpClient Make(Reach reach, string? certificate)
    {
        var dialer = new Dialer(_rules);
        var way = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = _rules.ConnectWithin,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = Certificates.Accepting(certificate),
            ConnectCallback = async (context, ct) => await dialer.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, reach, ct),
        };
        return new HttpClient(new Border(_rules, reach, instruments) { InnerHandler = way }) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
