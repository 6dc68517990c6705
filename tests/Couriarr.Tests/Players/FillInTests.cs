using System.Globalization;
using Couriarr.Neighbours;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Players;

/// <summary>./run players discover NAME --save, beside a service that runs.</summary>
[Trait("family", "announce")]
public sealed class FillInTests
{
    [Fact]
    public async Task What_a_player_was_found_to_call_our_folders_becomes_its_paths_and_it_keeps_the_rest()
    {
        await using var host = await PlayersHost.StartAsync();
        await using var plex = new FakePlex(host.Movies, host.Shows);
        await plex.StartAsync();
        var options = new { token = plex.Token, paths = new Dictionary<string, string> { ["/elsewhere"] = "/other" } };
        await host.AddAsync("plex", plex, options, hasPaths: false);
        using var room = Beside(host);

        var shown = room.Run("players", "discover", "plex");
        var before = await PathsAsync(host);
        var saved = room.Run("players", "discover", "plex", "--save");
        await host.ImportMovieAsync("Film (2021)");

        await PlayersHost.UntilAsync(() => plex.Items is [{ Path: "/media/movies/Film (2021)/Film (2021).mkv" }]);
        var ours = Path.GetDirectoryName(host.At("movies"))!;
        Assert.Equal((0, 0), (shown.Code, saved.Code));
        Assert.Equal(["/elsewhere=/other"], before);
        Assert.Equal(new[] { "/elsewhere=/other", $"{ours}=/media" }.ToHashSet(), (await PathsAsync(host)).ToHashSet());
        Assert.EndsWith("\nplex has these paths from now on.\n", saved.Output, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> PathsAsync(PlayersHost host)
    {
        var paths = (await host.Doors.GetAsync("/members/players/plex")).GetProperty("options").GetProperty("paths");
        return paths.EnumerateObject().Select(path => $"{path.Name}={path.Value.GetString()}");
    }

    private static ConfigRoom Beside(PlayersHost host) =>
        new ConfigRoom()
            .With("COURIARR_API_KEY", host.Doors.ApiKey)
            .With("PORT", host.Doors.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture));
}
