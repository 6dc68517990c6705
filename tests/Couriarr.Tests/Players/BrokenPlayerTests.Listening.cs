using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Players;

/// <summary>How its tests hear what the owner hears.</summary>
public sealed partial class BrokenPlayerTests
{
    private static void Impatient(IServiceCollection services) =>
        services.Configure<JobsOptions>(jobs => jobs.Retries["notify-plex"] = RetryPolicy.Flat(10, TimeSpan.FromMilliseconds(50)));

    private static async Task<HookReceiver> ListenAsync(PlayersHost host)
    {
        var hook = await FakeReceiver.StartAsync<HookReceiver>();
        using var answer = await host.Doors.Client.PostAsJsonAsync(
            "/members/channels",
            new
            {
                name = "hook",
                kind = "webhook",
                options = new { url = hook.Address, events = new[] { "receiver-broken", "receiver-back" } },
            },
            Ct
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return hook;
    }

    private static async Task<string?> BrokenAsync(PlayersHost host, string name)
    {
        var member = await host.Doors.GetAsync($"/members/players/{name}");
        return member.TryGetProperty("broken", out var why) && why.ValueKind is JsonValueKind.String ? why.GetString() : null;
    }
}
