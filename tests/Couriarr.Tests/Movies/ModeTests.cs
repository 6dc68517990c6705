using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Movies;

using static Premiere;

/// <summary>Who decides in each mode: whether TMDB is asked, artwork is chosen, and anything is written.</summary>
[Trait("family", "dress")]
public sealed class ModeTests
{
    private static readonly string[] Bare = [$"{Folder}.mkv"];
    private static readonly string[] Dressed =
    [
        $"{Folder}-clearlogo.png",
        $"{Folder}-fanart.jpg",
        $"{Folder}-landscape.jpg",
        $"{Folder}-poster.jpg",
        $"{Folder}.mkv",
        $"{Folder}.nfo",
    ];

    [Theory]
    [InlineData(DressingMode.Hybrid)]
    [InlineData(DressingMode.Automatic)]
    public async Task META05_what_is_imported_is_dressed_by_itself(DressingMode mode)
    {
        await using var premiere = await OpenAsync(mode);

        await premiere.ImportAsync();

        Assert.Equal(Dressed, premiere.Names());
        Assert.False((await premiere.MovieAsync()).GetProperty("movie").GetProperty("dirty").GetBoolean());
    }

    [Fact]
    public async Task In_manual_mode_nobody_is_asked_and_nothing_is_written_by_itself()
    {
        await using var premiere = await OpenAsync(DressingMode.Manual);

        await premiere.ImportAsync();
        await premiere.NightAsync();

        Assert.Empty(premiere.Cinema.Tmdb.Asked);
        Assert.Equal(Bare, premiere.Names());
    }

    [Fact]
    public async Task In_manual_mode_a_person_asks_picks_and_publishes()
    {
        await using var premiere = await OpenAsync(DressingMode.Manual);

        await premiere.AskAsync();
        Assert.Equal("enriched", (await premiere.MovieAsync()).GetProperty("movie").GetProperty("state").GetString());
        Assert.Empty((await premiere.MovieAsync()).GetProperty("artwork").EnumerateArray());
        await premiere.DoAsync(HttpMethod.Post, "artwork/poster", new { candidate = await premiere.CandidateAsync("/english.jpg") });
        Assert.Equal(["tmdb:/english.jpg"], await premiere.WornAsync("poster"));
        Assert.Equal(Bare, premiere.Names());
        await premiere.DoAsync(HttpMethod.Post, "publish");

        Assert.Equal([$"{Folder}-poster.jpg", $"{Folder}.mkv", $"{Folder}.nfo"], premiere.Names());
    }

    [Fact]
    public async Task In_hybrid_mode_what_the_night_finds_is_chosen_and_waits_for_a_person()
    {
        await using var premiere = await OpenAsync(DressingMode.Hybrid);

        await premiere.NightAsync();

        Assert.Equal(["tmdb:/english.jpg"], await premiere.WornAsync("poster"));
        Assert.Equal(Bare, premiere.Names());
        var waiting = (await premiere.GetAsync("/library/movies?dirty=true")).GetProperty("items").EnumerateArray();
        Assert.Equal("Paper Compass", Assert.Single(waiting).GetProperty("title").GetString());
        await premiere.DoAsync(HttpMethod.Post, "publish");
        Assert.Equal(Dressed, premiere.Names());
        Assert.Empty((await premiere.GetAsync("/library/movies?dirty=true")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task In_automatic_mode_what_the_night_finds_is_dressed_and_a_second_night_asks_and_writes_nothing()
    {
        await using var premiere = await OpenAsync(DressingMode.Automatic);

        await premiere.NightAsync();
        var (asked, written) = (premiere.Cinema.Tmdb.Asked.Count, Times(premiere));
        await premiere.NightAsync();

        Assert.Equal(Dressed, premiere.Names());
        Assert.Equal((asked, written), (premiere.Cinema.Tmdb.Asked.Count, Times(premiere)));
    }

    [Theory]
    [InlineData(DressingMode.Manual)]
    [InlineData(DressingMode.Hybrid)]
    [InlineData(DressingMode.Automatic)]
    public async Task In_every_mode_what_was_published_and_is_removed_is_put_back(DressingMode mode)
    {
        await using var premiere = await OpenAsync(mode);
        await premiere.AskAsync();
        await premiere.DoAsync(HttpMethod.Post, "artwork/poster", new { candidate = await premiere.CandidateAsync("/plain-poster.jpg") });
        await premiere.DoAsync(HttpMethod.Post, "publish");
        var poster = premiere.PathOf($"{Stem}-poster.jpg");
        var before = await File.ReadAllBytesAsync(poster, TestContext.Current.CancellationToken);
        File.Delete(poster);

        await premiere.NightAsync();

        Assert.Equal(before, await File.ReadAllBytesAsync(poster, TestContext.Current.CancellationToken));
    }

    private static string Times(Premiere premiere) =>
        string.Join('\n', premiere.Names().Select(name => $"{name} {File.GetLastWriteTimeUtc(premiere.PathOf($"{Folder}/{name}")).Ticks}"));
}
