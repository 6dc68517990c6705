using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Bench.Journey;

/// <summary>Four players and six channels. Of each family one is dead, one is slow and one wants rest; each round it is others.</summary>
internal sealed class Household : IAsyncDisposable
{
    private const int Players = 4;
    private const int Channels = 6;
    private readonly List<Guest> _guests = [];

    public IEnumerable<Guest> Well => _guests.Where(guest => guest.Health is Health.Well);

    public IEnumerable<Guest> Ill => _guests.Where(guest => guest.Health is not Health.Well);

    /// <param name="destination">Where the movies arrive: the players have it as their library.</param>
    public static async Task<Household> GatherAsync(string destination, int round)
    {
        var house = new Household();
        var movies = new FakeLibrary("1", "Movies", "movie", "/media/movies", destination);
        Health Player(int number) => HealthOf(number, Players, round);
        Health Channel(int number) => HealthOf(number, Channels, round);
        house._guests.AddRange([
            await Guest.OfAsync(new FakePlex(movies), "plex", Player(0), new() { ["token"] = "plex-token" }),
            await Guest.OfAsync(new FakeJellyfin(movies), "jellyfin", Player(1), new() { ["api_key"] = "server-key" }),
            await Guest.OfAsync(new FakeEmby(movies), "emby", Player(2), new() { ["api_key"] = "server-key" }),
            await Guest.OfAsync(new FakeKodi(movies), "kodi", Player(3), []),
            await Guest.OfAsync<FakeTelegram>("telegram", Channel(0), Telegram),
            await Guest.OfAsync<FakeDiscord>("discord", Channel(1), it => new() { ["webhook_url"] = it.Webhook.ToString() }),
            await Guest.OfAsync<FakeSlack>("slack", Channel(2), it => new() { ["webhook_url"] = it.Webhook.ToString() }),
            await Guest.OfAsync<FakeGotify>("gotify", Channel(3), it => new() { ["url"] = it.Server.ToString(), ["token"] = it.Token }),
            await Guest.OfAsync<FakeNtfy>("ntfy", Channel(4), it => new() { ["url"] = it.Address.ToString(), ["topic"] = "home" }),
            await Guest.OfAsync<HookReceiver>("webhook", Channel(5), it => new() { ["url"] = it.Address.ToString() }),
        ]);
        foreach (var player in house._guests.Where(guest => guest.Family == "players"))
            player.Options["paths"] = new JsonObject { [destination] = "/media/movies" };
        return house;
    }

    /// <param name="settle">How long a player waits for more; null is as it comes.</param>
    public async Task JoinAsync(HttpClient program, string? settle)
    {
        foreach (var guest in _guests)
        {
            if (guest.Family == "players" && settle is not null)
                guest.Options["settle"] = settle;
            using var answer = await program.PostAsJsonAsync(
                $"/members/{guest.Family}",
                new
                {
                    name = guest.Kind,
                    kind = guest.Kind,
                    options = guest.Options,
                }
            );
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{guest.Kind} was not added: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in _guests)
            await guest.Server.DisposeAsync();
    }

    private static Health HealthOf(int number, int many, int round) => (Health)Math.Min((number + round) % many, (int)Health.Well);

    private static JsonObject Telegram(FakeTelegram it) =>
        new()
        {
            ["bot_token"] = it.Token,
            ["chat_id"] = it.Chat,
            ["api_url"] = it.Address.ToString(),
        };
}
