using System.Net;
using System.Net.Sockets;

namespace Couriarr.Neighbours.Servers;

/// <summary>The line between a program and a server: it can fall silent, so that neither end hears of it, and be cut at an exact place.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly Func<Socket> _call;
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _lines = [];
    private volatile TaskCompletionSource _passes = Passing();
    private Func<ReadOnlyMemory<byte>, int?> _cut = _ => null;

    private Relay(Func<Socket> call) => _call = call;

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    public static Relay ToSocket(string file) =>
        Open(() =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(file));
            return socket;
        });

    public static Relay ToPort(int port) =>
        Open(() =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            return socket;
        });

    /// <summary>Nothing gets through any more, and nothing is refused: as if a cable were pulled.</summary>
    public void FallSilent() => _passes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was on its way arrives.</summary>
    public void Speak() => _passes.TrySetResult();

    /// <summary>Ends the next conversation for which the server's words are of such a kind, once.</summary>
    /// <param name="place">After how many bytes of what the server just said; null when it is not such.</param>
    public void CutOnce(Func<ReadOnlyMemory<byte>, int?> place) => Interlocked.Exchange(ref _cut, place);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _door.Stop();
        Speak();
        await Task.WhenAll(_lines).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private static Relay Open(Func<Socket> call)
    {
        var relay = new Relay(call);
        relay._door.Start();
        relay._lines.Add(relay.AnswerAsync());
        return relay;
    }

    private static TaskCompletionSource Passing()
    {
        var passes = new TaskCompletionSource();
        passes.SetResult();
        return passes;
    }

    private async Task AnswerAsync()
    {
        while (!_over.IsCancellationRequested)
            _ = ConnectAsync(await _door.AcceptSocketAsync(_over.Token));
    }

    // When either end hangs up, the other one is hung up on.
    private async Task ConnectAsync(Socket program)
    {
        using (program)
        {
            await _passes.Task;
            using var server = _call();
            await Task.WhenAny(CarryAsync(program, server, _ => null), CarryAsync(server, program, Cut));
        }
    }

    private int? Cut(ReadOnlyMemory<byte> said)
    {
        if (_cut(said) is not { } place)
            return null;
        CutOnce(_ => null);
        return place;
    }

    private async Task CarryAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, int?> cut)
    {
        var room = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(room, _over.Token) is > 0 and var length)
            {
                await _passes.Task;
                var place = cut(room.AsMemory(0, length));
                await to.SendAsync(room.AsMemory(0, place ?? length), _over.Token);
                if (place is not null)
                    return;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two hung up.
        }
    }
}
