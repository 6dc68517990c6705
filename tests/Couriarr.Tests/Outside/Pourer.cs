using System.Net;
using System.Net.Sockets;

namespace Couriarr.Tests.Outside;

/// <summary>A neighbour whose answer does not end for long. It speaks to the socket itself: a web server goes on taking bytes for a connection that is gone.</summary>
internal sealed class Pourer : IAsyncDisposable
{
    public const int Mebi = 1024 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task<long> _pouring;

    public Pourer(int mebibytes)
    {
        _listener.Start();
        _pouring = PourAsync(mebibytes, _end.Token);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The bytes that the connection took until its other end was gone.</summary>
    public Task<long> TakenAsync() => _pouring.WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await ((Task)_pouring).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task<long> PourAsync(int mebibytes, CancellationToken ct)
    {
        using var guest = await _listener.AcceptSocketAsync(ct);
        await guest.ReceiveAsync(new byte[4096], ct);
        await guest.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray(), ct);
        var (taken, mebi) = (0L, new byte[Mebi]);
        try
        {
            for (; taken < (long)mebibytes * Mebi; taken += Mebi)
                await guest.SendAsync(mebi, ct);
        }
        catch (SocketException)
        {
            // The other side has had enough, which is the point.
        }
        return taken;
    }
}
