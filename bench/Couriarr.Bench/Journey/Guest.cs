using System.Text.Json.Nodes;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Bench.Journey;

/// <summary>A player or a channel that is to be told of an import.</summary>
/// <param name="Options">What makes it a member of the program.</param>
/// <param name="WasTold">Whether it has got its call, and understood it.</param>
/// <param name="WasTried">Whether somebody who is ill was called; of the dead nobody can say so.</param>
internal sealed record Guest(
    string Family,
    string Kind,
    Health Health,
    JsonObject Options,
    Func<bool> WasTold,
    Func<bool> WasTried,
    IAsyncDisposable Server
)
{
    public static async Task<Guest> OfAsync(FakePlayer player, string kind, Health health, JsonObject options)
    {
        player.Mood = health switch
        {
            Health.Slow => Mood.Slow,
            Health.WantsRest => Mood.TooOften,
            _ => Mood.Well,
        };
        await player.StartAsync();
        options["url"] = player.Address.ToString();
        if (health is Health.Dead)
            await player.StopAsync();
        // An Emby looks a minute later: that it was told is all that there is to see.
        return new(
            "players",
            kind,
            health,
            options,
            () => player.Items.Count > 0 || player.Calls("told ").Any(),
            () => health is Health.Slow ? player.Holds.IsCompleted : !player.Refused.IsEmpty,
            player
        );
    }

    public static async Task<Guest> OfAsync<T>(string kind, Health health, Func<T, JsonObject> options)
        where T : FakeReceiver, new()
    {
        var receiver = await FakeReceiver.StartAsync<T>();
        receiver.Always = health switch
        {
            Health.Slow => new NoAnswer(),
            Health.WantsRest => FakeReceiver.TooOften("""{"message":"Too many requests.","retry_after":900}""", "900"),
            _ => null,
        };
        var guest = new Guest(
            "channels",
            kind,
            health,
            options(receiver),
            () => !receiver.Seen.IsEmpty,
            () => receiver.Calls > 0,
            receiver
        );
        if (health is Health.Dead)
            await receiver.DisposeAsync();
        return guest;
    }

    private sealed class NoAnswer : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Task.Delay(Timeout.Infinite, httpContext.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
