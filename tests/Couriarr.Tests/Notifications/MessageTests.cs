using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Notifications;

/// <summary>The words as the documents have them, sign by sign.</summary>
[Trait("family", "announce")]
public sealed class MessageTests
{
    [Fact]
    public void A_movie_is_told_as_documented()
    {
        var notice = Words().Of(Told.Movie("Movie Title", 2024, size: 15_032_385_536, seconds: 45.2));

        Assert.Equal(("delivered", Severity.Info, "Movie Synced"), (notice.Event, notice.Severity, notice.Title.Plain));
        Assert.Equal("*Movie Title* (2024)\nQuality: Bluray-1080p\nSize: 14.0 GB\nDuration: 45.2s", Told.Marked(notice.Body));
    }

    [Fact]
    public void An_episode_is_told_as_documented()
    {
        var notice = Words().Of(Told.Episodes("Series Title", 1, 5, 1, size: 3_972_844_749, seconds: 12.1));

        Assert.Equal("Episode Synced", notice.Title.Plain);
        Assert.Equal(
            "*Series Title*\nS01E05: Episode Title\nQuality: WEBDL-1080p\nSize: 3.7 GB\nDuration: 12.1s",
            Told.Marked(notice.Body)
        );
    }

    [Theory]
    [InlineData(true, "failed", Severity.Warning, "\n_It is tried again._")]
    [InlineData(false, "given-up", Severity.Critical, "")]
    public void A_failure_is_told_as_documented(bool willRetry, string topic, Severity severity, string more)
    {
        var failed = new TransferFailed(Told.Work("Movie Title", 2024), "/movies/x.mkv", "rsync error message...")
        {
            WillRetry = willRetry,
        };

        var notice = Words().Of(failed);

        Assert.Equal((topic, severity, "Sync Failed - Movie"), (notice.Event, notice.Severity, notice.Title.Plain));
        Assert.Equal($"*Movie Title* (2024)\n\nError: rsync error message...{more}", Told.Marked(notice.Body));
    }

    [Fact]
    public void A_season_is_one_message()
    {
        var notice = Words().Of(Told.Episodes("Dark", 2, 1, 8, size: 1_073_741_824, seconds: 754));

        Assert.Equal("Episodes Synced", notice.Title.Plain);
        Assert.Equal(
            "*Dark*\nSeason 2, 8 episodes: S02E01-E08\nQuality: WEBDL-1080p\nSize: 8.0 GB\nDuration: 12m 34s",
            Told.Marked(notice.Body)
        );
    }

    [Fact]
    public void What_a_player_does_not_show_is_told_with_the_reason()
    {
        var notice = Words().Of(new MediaNotVisible(Told.Work("Dune", 2021), "Plex 'den'", [], "It was not there after 15 minutes."));

        Assert.Equal(("not-visible", Severity.Warning), (notice.Event, notice.Severity));
        Assert.Equal("*Dune* (2021)\nPlex 'den' does not show it.\nIt was not there after 15 minutes.", Told.Marked(notice.Body));
    }

    [Fact]
    public void What_replaced_a_file_is_an_upgrade_and_what_is_not_known_is_left_out()
    {
        var movie = Told.Movie("Dune", null, size: 10, seconds: 0) is var told
            ? told with
            {
                Files = [.. told.Files.Select(file => file with { Replaced = true, Quality = null })],
            }
            : null!;

        var notice = Words().Of(movie);

        Assert.Equal(("upgraded", "Movie Upgraded"), (notice.Event, notice.Title.Plain));
        Assert.Equal("*Dune*\nSize: 10 B\nDuration: 0.0s", Told.Marked(notice.Body));
    }

    [Fact]
    public void A_link_leads_to_the_timeline_once_the_address_is_known()
    {
        Assert.Null(Words().Of(Told.Movie("Dune", 2021)).Link);
        var options = new CouriarrOptions { Server = new ServerOptions { PublicUrl = new Uri("https://home.example/couriarr") } };

        Assert.Equal(
            "https://home.example/couriarr/titles/radarr-hd:1/timeline",
            Words(options).Of(Told.Movie("Dune", 2021)).Link?.AbsoluteUri
        );
    }

    [Fact]
    public void What_a_program_says_for_pages_is_cut_between_characters()
    {
        var failed = new TransferFailed(Told.Work("Dune", 2021), "/x", string.Concat(Enumerable.Repeat("😀", 4000)));

        var body = Words().Of(failed).Body.Plain;

        Assert.InRange(body.Length, 1000, 1600);
        Assert.EndsWith("😀…", body, StringComparison.Ordinal);
    }

    private static MediaWords Words(CouriarrOptions? options = null) =>
        new(new Editor(MessageBook.Read(null, (_, why) => Assert.Fail(why)), options ?? new(), new FakeClock()));
}

/// <summary>Things that happened.</summary>
internal static class Told
{
    public static Work Work(string title, int? year, long id = 1, MediaType type = MediaType.Movie) =>
        new(type is MediaType.Movie ? "radarr-hd" : "sonarr-hd", type, id, title, $"/movies/{title}") { Year = year };

    public static MediaDelivered Movie(string title, int? year, long size = 1024, double seconds = 1, long id = 1) =>
        new(Work(title, year, id), [new DeliveredFile($"/mnt/{title}.mkv", size, size, "Bluray-1080p", Replaced: false)])
        {
            Took = TimeSpan.FromSeconds(seconds),
        };

    public static MediaDelivered Episodes(string title, int season, int first, int count, long size = 1024, double seconds = 1) =>
        new(
            Work(title, null, 7, MediaType.Tv),
            [
                .. Enumerable
                    .Range(first, count)
                    .Select(n => new DeliveredFile($"/mnt/{title}.{n}.mkv", size, size, "WEBDL-1080p", Replaced: false)
                    {
                        Episodes = [new Episode(season, n, "Episode Title")],
                    }),
            ]
        )
        {
            Took = TimeSpan.FromSeconds(seconds),
        };

    public static string Marked(Prose prose) => Couriarr.Doors.Previewed.Mark(prose);
}
