using System.Net.WebSockets;
using System.Text.Json;
using Couriarr.Doors.Described;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>What happens to jobs, as it happens, one JSON object a message: {"event": "job:started", "data": {...}}.</summary>
internal static class LiveDoor
{
    public static void MapLive(this IEndpointRouteBuilder app) =>
        app.MapGet("/ws", ServeAsync)
            .Explained(
                "Watching",
                "The live feed",
                "A WebSocket; every message is one JSON object like the example. The first is queue:stats. A watcher that is too slow misses messages.",
                Examples.Live,
                StatusCodes.Status101SwitchingProtocols
            )
            .MayRefuse(StatusCodes.Status400BadRequest)
            .DisableRequestTimeout();

    private static async Task ServeAsync(HttpContext http, LiveFeed live, IJobReader reader, IHostApplicationLifetime lifetime)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Answers.BadRequest("/ws speaks WebSocket only: connect with ws:// instead of http://.").ExecuteAsync(http);
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var watch = live.Watch();
        var hangUp = HearHangUpAsync(socket, over);
        try
        {
            await SendAsync(socket, LiveEvent.Stats(await reader.CountAsync(over.Token)), over.Token);
            await foreach (var happened in watch.ReadAsync(over.Token))
                await SendAsync(socket, happened, over.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            await SayGoodbyeAsync(socket, "Couriarr stops.");
        }
        catch (StoreUnavailableException)
        {
            await SayGoodbyeAsync(socket, "The database does not answer now; come again.");
        }
        await over.CancelAsync();
        await hangUp;
    }

    private static ValueTask SendAsync(WebSocket socket, LiveEvent happened, CancellationToken ct) =>
        socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(happened, Answers.Json),
            WebSocketMessageType.Text,
            WebSocketMessageFlags.EndOfMessage,
            ct
        );

    // Whatever a watcher says is read and forgotten; a watcher is heard only when it leaves.
    private static async Task HearHangUpAsync(WebSocket socket, CancellationTokenSource over)
    {
        var ignored = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(ignored.AsMemory(), over.Token)).MessageType is not WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException) { }
        await over.CancelAsync();
    }

    private static async Task SayGoodbyeAsync(WebSocket socket, string why)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, why, soon.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException) { }
    }
}
