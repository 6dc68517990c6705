using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Movies;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>What people ask for and say, also when they say it askew.</summary>
[Trait("family", "dress")]
public sealed class DeskTests : IDisposable
{
    private const string Folder = "Amelie (2001)";
    private readonly Libraries _libraries = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public DeskTests() => _libraries.Put($"{Folder}/Amelie (2001).mkv", 10);

    private static readonly (string Door, string Body)[] Nonsense =
    [
        ("locks", "{\"lock\": [null]}"),
        ("locks", "{\"unlock\": [null]}"),
        ("fields", "{\"genres\": null}"),
        ("fields", "{\"genres\": [null]}"),
        ("fields", "{\"runtime\": -5}"),
        ("fields", "{\"cast\": [null]}"),
        ("fields", "{\"cast\": [{\"role\": \"Nobody\"}]}"),
        ("fields", "{\"cast\": [{\"name\": null, \"order\": 0}]}"),
        ("fields", "{\"ratings\": [{\"source\": null, \"thousandths\": 1, \"votes\": 1}]}"),
        ("fields", "{\"ratings\": [{\"source\": \"imdb\", \"thousandths\": 99999, \"votes\": 1}]}"),
        ("fields", "{\"set\": {\"name\": null}}"),
        ("fields", "{\"plot\": \"\\ud800\"}"),
        ("fields", "{\"\\ud800\": 1}"),
        ("fields", "{\"premiered\": \"yesterday\"}"),
        ("fields", "{\"plot\": \"a\", \"plot\": \"b\"}"),
        ("fields", "[]"),
    ];

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_the_movie_can_be_published_as_before()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host, new MovieFacts { Title = "Amélie" });

        foreach (var (door, body) in Nonsense)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await host.Client.PostAsync($"/library/movies/{movie.Id}/{door}", content, Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest, $"{door} {body}: {answer.StatusCode}");
        }

        Assert.Empty((await host.Get<LockTable>().OfAsync(movie.Id, Ct)).All);
        Assert.Equal(JobState.Succeeded, (await host.PublishAsync(movie)).State);
    }

    [Fact]
    public async Task A_movie_is_found_by_any_of_its_titles_whatever_the_case_and_the_accents()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        await ReadyAsync(host, new MovieFacts { Title = "Die fabelhafte Welt der Amélie", OriginalTitle = "Le Fabuleux Destin" });

        foreach (var words in new[] { "amelie", "AMÉLIE", "Ame\u0301lie", "le fabuleux" })
            Assert.Equal((words, 1), (words, await CountAsync(host, words)));
        Assert.Equal(0, await CountAsync(host, "amelia"));
        Assert.Equal(0, await CountAsync(host, "a%e"));
    }

    [Fact]
    public async Task What_is_not_monitored_keeps_what_it_wears_until_it_is_monitored_again()
    {
        await using var premiere = await Premiere.OpenAsync(DressingMode.Automatic);
        await premiere.NightAsync();
        var movie = premiere.Cinema.Tmdb.Movies[603];
        premiere.Cinema.Tmdb.Add(
            movie with
            {
                Pictures = [.. movie.Pictures, premiere.Cinema.Picture("posters", "/better.jpg", 9, vote: 9, votes: 900)],
            }
        );

        await premiere.DoAsync(HttpMethod.Post, "locks", new { monitored = false });
        await premiere.DoAsync(HttpMethod.Post, "refresh");
        var frozen = await premiere.WornAsync("poster");
        await premiere.DoAsync(HttpMethod.Post, "locks", new { monitored = true });
        await premiere.DoAsync(HttpMethod.Post, "refresh");

        Assert.Equal(["tmdb:/english.jpg"], frozen);
        Assert.Equal(["tmdb:/better.jpg"], await premiere.WornAsync("poster"));
    }

    [Fact]
    public async Task An_image_that_is_too_large_is_refused_with_a_sentence_and_costs_nothing()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host, new MovieFacts { Title = "Amélie" });
        var address = host.Client.BaseAddress!;
        var key = host.Client.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        using var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port, Ct);
        // Only announced: none of it has to be sent to be refused.
        var head =
            $"PUT /library/movies/{movie.Id}/artwork/poster HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\n"
            + $"Content-Length: {50 * 1024 * 1024}\r\n\r\n";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
        using var answer = new StreamReader(line.GetStream());

        Assert.StartsWith("HTTP/1.1 413 ", await answer.ReadLineAsync(Ct), StringComparison.Ordinal);
        string? said;
        do said = await answer.ReadLineAsync(Ct);
        while (said is not null && !said.Contains("an image 16 MiB", StringComparison.Ordinal));
        Assert.NotNull(said);
        Assert.False(Directory.Exists(Path.Combine(host.Data, "images")));
    }

    [Theory]
    [InlineData(null, "movie", false, "tmdb.api_key is not set")]
    [InlineData("0123456789abcdef0123456789abcdef", "tv", false, "no entry of paths.mappings has the type movie")]
    [InlineData("0123456789abcdef0123456789abcdef", "movie", true, "movies automatic")]
    public void The_banner_says_whether_movies_are_dressed_and_what_would_have_them_dressed(string? key, string type, bool isOn, string why)
    {
        var options = new CouriarrOptions
        {
            Tmdb = new TmdbOptions { ApiKey = key is null ? null : new Secret(key) },
            Library = new LibraryOptions { Mode = DressingMode.Automatic },
            Paths = new PathsOptions { Mappings = [_libraries.Mappings[0] with { Type = Enum.Parse<MediaType>(type, ignoreCase: true) }] },
        };

        var ability = MoviesModule.AbilityOf(new Couriarr.Features.Movies.Libraries(new PathMap(options), options));

        Assert.Equal((isOn, why), (ability.IsOn, ability.Why));
    }

    [Fact]
    public async Task What_is_no_picture_that_players_show_is_refused()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host, new MovieFacts { Title = "Amélie" });

        foreach (var body in new[] { "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "" })
        {
            using var answer = await host.Client.PutAsync($"/library/movies/{movie.Id}/artwork/poster", new StringContent(body), Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty(await host.Get<ArtworkTable>().ChosenAsync(movie.Id, Ct));
    }

    private static async Task<Movie> ReadyAsync(LibraryHost host, MovieFacts facts)
    {
        await host.ScanAsync(Folder);
        var movie = await host.MovieAsync(Folder);
        await host.DressAsync(movie, facts);
        return await host.MovieAsync(Folder);
    }

    private static async Task<int> CountAsync(LibraryHost host, string words) =>
        (await host.Client.GetFromJsonAsync<JsonElement>($"/library/movies?q={Uri.EscapeDataString(words)}", Ct))
            .GetProperty("items")
            .GetArrayLength();

    public void Dispose() => _libraries.Dispose();
}
