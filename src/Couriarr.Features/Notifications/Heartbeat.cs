using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Couriarr.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Notifications;

/// <summary>
/// Calls a watcher every minute while the database takes work. When it falls silent, the watcher raises the alarm: that is the one
/// alarm which needs nothing of us.
/// </summary>
internal sealed class Heartbeat(
    CouriarrOptions options,
    StoreCheck store,
    OutsideHttp outside,
    Loops loops,
    TimeProvider clock,
    ILogger<Heartbeat> log
) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private bool _isHeard = true;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Heartbeat.Url is null ? Task.CompletedTask : loops.KeepAsync("heartbeat", BeatAsync, stoppingToken);

    private async Task BeatAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await CallAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task CallAsync(CancellationToken ct)
    {
        if (await store.TroubleAsync(ct) is not null)
            return;
        var address = new Uri(options.Heartbeat.Url!.Reveal());
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = await outside.SendAsync(
                new Peer("heartbeat", "The watcher of heartbeat.url", Reaches.Of(address)),
                request,
                ct
            );
            _isHeard = true;
        }
        catch (Exception e) when (e is PermanentException or TransientException)
        {
            if (_isHeard)
                log.LogWarning("The heartbeat is not heard, and is sent on every minute: {Error}", e.Message);
            _isHeard = false;
        }
    }
}
