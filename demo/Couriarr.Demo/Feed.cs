using System.Net.WebSockets;
using System.Text.Json;
using Couriarr.Demo.Stages;

namespace Couriarr.Demo;

/// <summary>The service's own live feed, shown as it comes.</summary>
internal sealed class Feed(CouriarrProcess service, Stage stage)
{
    private const string Transfer = "transfer-media";

    /// <summary>Ends when it is told to.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", service.Key);
        try
        {
            await socket.ConnectAsync(new UriBuilder(service.Address) { Scheme = "ws", Path = "/ws" }.Uri, stop);
            while (await ReadAsync(socket, stop) is { } message)
                Show(message);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The play is over, or the service: the bars are only for show.
        }
    }

    private void Show(JsonElement message)
    {
        var data = message.GetProperty("data");
        switch (message.GetProperty("event").GetString())
        {
            case "job:progress":
                var progress = data.GetProperty("progress");
                stage.Show(
                    Id(data),
                    progress.GetProperty("message").GetString()!,
                    progress.GetProperty("percentage").GetDouble(),
                    progress.GetProperty("detail").GetString()!
                );
                break;
            case "job:created" when Type(data) == "webhook-received":
                stage.Say($"   Couriarr has it on disk and answered: job {Id(data)}");
                break;
            case "job:completed" or "job:failed" when Type(data) == Transfer:
                stage.Finish(Id(data), data.GetProperty("status").GetString()!);
                break;
        }
    }

    private static long Id(JsonElement data) => data.GetProperty("id").GetInt64();

    private static string? Type(JsonElement data) => data.GetProperty("type").GetString();

    private static async Task<JsonElement?> ReadAsync(ClientWebSocket socket, CancellationToken ct)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, ct);
            if (part.MessageType is WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(message.ToArray());
    }
}
