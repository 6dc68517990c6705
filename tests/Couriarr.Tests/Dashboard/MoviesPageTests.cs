using System.Net;
using Couriarr.Doors.Access.Setup;
using Couriarr.Features.Movies;
using Couriarr.Tests.Movies;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Dashboard;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>The movies of the libraries, as somebody reads and dresses them without any script.</summary>
[Trait("family", "browser")]
public sealed class MoviesPageTests : IDisposable
{
    private const string Folder = "Heat (1995)";
    private readonly Libraries _libraries = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public MoviesPageTests() => _libraries.Put($"{Folder}/Heat (1995).mkv", 10);

    [Fact]
    public async Task Movies_are_listed_with_where_they_stand_what_they_lack_and_whose_data_it_is()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var (reader, movie) = await ReadyAsync(host, "<b>Heat</b>");
        using var _ = reader;

        var markup = await reader.MarkupAsync("/ui/movies?library=movies&state=enriched&q=heat&dirty=1");
        var none = await reader.TextAsync("/ui/movies?state=gone");

        Assert.Contains($"href=\"/ui/movies/{movie}\">&lt;b&gt;Heat&lt;/b&gt;</a>", markup, StringComparison.Ordinal);
        Assert.Contains("Certification, First day, Genres", markup, StringComparison.Ordinal);
        Assert.Contains("not endorsed or certified by TMDB", markup, StringComparison.Ordinal);
        Assert.Contains("1 movie, 1 to be published", markup, StringComparison.Ordinal);
        Assert.Contains("No movie is like that.", none, StringComparison.Ordinal);
        Assert.Contains("no such movie", await reader.MarkupAsync("/ui/movies/999", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_is_scanned_and_one_that_is_none_is_not()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        using var reader = await Reader.OfAsync(host.Client.BaseAddress!, host.Get<FirstVisit>());

        var scanned = await reader.PressAsync("/ui/movies", "/ui/movies/scan", ("library", "movies"));
        var none = await reader.PressAsync("/ui/movies", "/ui/movies/scan", ("library", "attic"));
        await CarryHost.UntilAsync(async () => (await host.MoviesAsync(Folder)).Count > 0);

        Assert.Contains("The library 'movies' is looked through.", scanned, StringComparison.Ordinal);
        Assert.Contains("There is no library 'attic'", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_says_is_locked_until_it_is_unlocked()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var (reader, movie) = await ReadyAsync(host);
        using var _ = reader;
        var page = $"/ui/movies/{movie}";

        var said = await reader.PressAsync(page, $"{page}/say", ("field", "genres"), ("value", "Crime\r\n Thriller \r\n"));
        Assert.Contains("Genres is saved and locked.", said, StringComparison.Ordinal);
        Assert.Contains("Crime\nThriller", said, StringComparison.Ordinal);
        Assert.Equal(["genres"], (await LocksAsync(host, movie)).Order());

        var locked = await reader.PressAsync(page, $"{page}/lock", ("field", "plot"), ("hold", "1"));
        var freed = await reader.PressAsync(page, $"{page}/lock", ("field", "genres"), ("hold", "0"));
        Assert.Contains("Plot is locked.", locked, StringComparison.Ordinal);
        Assert.Contains("Genres is unlocked", freed, StringComparison.Ordinal);
        Assert.Equal(["plot"], await LocksAsync(host, movie));
    }

    [Theory]
    [InlineData("runtime", "two hours", "That is no number of minutes.")]
    [InlineData("premiered", "<in spring>", "a day is written like 1999-03-31")]
    public async Task What_does_not_fit_a_field_is_told_beside_it_and_stays_in_it(string field, string typed, string why)
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var (reader, movie) = await ReadyAsync(host);
        using var _ = reader;
        var page = $"/ui/movies/{movie}";

        var answer = await reader.SendAsync(page, $"{page}/say", HttpStatusCode.BadRequest, ("field", field), ("value", typed));

        Assert.Contains(why, answer, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", answer, StringComparison.Ordinal);
        Assert.Empty(await LocksAsync(host, movie));
    }

    [Fact]
    public async Task A_field_that_is_none_is_not_changed()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var (reader, movie) = await ReadyAsync(host);
        using var _ = reader;
        var page = $"/ui/movies/{movie}";

        Assert.Contains(
            "no such field",
            await reader.PressAsync(page, $"{page}/say", ("field", "cast"), ("value", "me")),
            StringComparison.Ordinal
        );
        Assert.Contains("no such field", await reader.PressAsync(page, $"{page}/lock", ("field", "door")), StringComparison.Ordinal);
        Assert.Contains(
            "no number of TMDB's",
            await reader.PressAsync(page, $"{page}/identify", ("tmdb_id", "-3")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Publishing_is_seen_before_it_is_done()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var (reader, movie) = await ReadyAsync(host);
        using var _ = reader;
        var (page, before) = ($"/ui/movies/{movie}/publish", host.Files());

        var plan = await reader.TextAsync(page);
        Assert.Contains("Heat (1995)-poster.jpg", plan, StringComparison.Ordinal);
        Assert.Contains("Heat (1995).nfo", plan, StringComparison.Ordinal);
        Assert.Equal(before, host.Files());

        var done = await reader.PressAsync(page, page);
        Assert.Contains("It is published now", done, StringComparison.Ordinal);
        await CarryHost.UntilAsync(async () => !(await host.MovieAsync(Folder)).IsDirty);
        Assert.Contains("Heat (1995)/Heat (1995).nfo", host.Files().Keys);
        Assert.Contains("All is as it shall be.", await reader.TextAsync(page), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> LocksAsync(LibraryHost host, long movie) =>
        (await host.Get<LockTable>().OfAsync(movie, Ct)).All;

    private static async Task<(Reader Reader, long Movie)> ReadyAsync(LibraryHost host, string title = "Heat")
    {
        await host.ScanAsync(Folder);
        var movie = await host.MovieAsync(Folder);
        await host.DressAsync(movie, new MovieFacts { Title = title, Plot = "A thief." }, host.Image(ArtworkType.Poster, "heat"));
        return (await Reader.OfAsync(host.Client.BaseAddress!, host.Get<FirstVisit>()), movie.Id);
    }

    public void Dispose() => _libraries.Dispose();
}
