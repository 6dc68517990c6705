using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Movies;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>What a person sees of movies, and decides about them.</summary>
[Trait("family", "dress")]
public sealed class LibraryDoorTests : IDisposable
{
    private const string Folder = "Heat (1995)";
    private readonly Libraries _libraries = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public LibraryDoorTests() => _libraries.Put($"{Folder}/Heat (1995).mkv", 10);

    [Fact]
    public async Task Movies_are_listed_with_where_they_stand_and_whose_data_it_is()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        await ReadyAsync(host);

        var page = await GetAsync(host, "/library/movies?library=movies&q=hea&dirty=true");
        var item = Assert.Single(page.GetProperty("items").EnumerateArray());
        var summary = await GetAsync(host, "/library");

        Assert.Equal(("Heat", "enriched", true), (Text(item, "title"), Text(item, "state"), item.GetProperty("dirty").GetBoolean()));
        Assert.Contains("fanart", item.GetProperty("missing").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("not endorsed or certified by TMDB", Text(page, "credit"), StringComparison.Ordinal);
        var library = Assert.Single(summary.GetProperty("libraries").EnumerateArray());
        Assert.Equal(("movies", "manual", 1), (Text(library, "name"), Text(library, "mode"), library.GetProperty("to_publish").GetInt32()));
    }

    [Fact]
    public async Task What_publishing_would_change_is_told_before_anything_is()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host);
        var before = host.Files();

        var changes = await GetAsync(host, $"/library/movies/{movie.Id}/changes");

        Assert.Equal(
            ["add Heat (1995)-poster.jpg", "add Heat (1995).nfo"],
            changes.EnumerateArray().Select(one => $"{Text(one, "deed")} {Text(one, "name")}")
        );
        Assert.Equal(before, host.Files());
    }

    [Fact]
    public async Task A_field_that_a_person_changes_is_locked_until_it_is_unlocked()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host);

        var said = await PostAsync(host, $"/library/movies/{movie.Id}/fields", new { plot = "Mine.", genres = new[] { "Crime" } });
        await host.DressAsync(
            movie,
            new MovieFacts
            {
                Title = "Heat",
                Plot = "Theirs.",
                Genres = ["Drama"],
            }
        );
        var told = await GetAsync(host, $"/library/movies/{movie.Id}");
        var free = await PostAsync(
            host,
            $"/library/movies/{movie.Id}/locks",
            new { unlock = new[] { "plot" }, @lock = new[] { "artwork:poster" } }
        );

        Assert.Equal(["genres", "plot"], Locks(said));
        Assert.Equal("Mine.", Text(told.GetProperty("facts"), "plot"));
        Assert.Equal("Crime", Assert.Single(told.GetProperty("facts").GetProperty("genres").EnumerateArray()).GetString());
        Assert.Equal(["artwork:poster", "genres"], Locks(free));
    }

    [Theory]
    [InlineData("fields", "{\"colour\": \"red\"}", "There is no field 'colour'.")]
    [InlineData("fields", "{\"runtime\": \"long\"}", "A value does not fit its field")]
    [InlineData("locks", "{\"lock\": [\"artwork:door\"]}", "'artwork:door' is nothing that can be locked")]
    [InlineData("identify", "{\"tmdb_id\": 0}", "Say its number at TMDB")]
    public async Task What_makes_no_sense_is_refused_with_a_sentence(string what, string body, string why)
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host);

        using var answer = await host.Client.PostAsync(
            $"/library/movies/{movie.Id}/{what}",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            Ct
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Contains(why, Text(said, "error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_of_a_person_is_worn_and_locked_and_what_is_none_is_refused()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host);
        var image = Images.Pictures.Read("baseline.jpg");

        using var brought = await host.Client.PutAsync($"/library/movies/{movie.Id}/artwork/poster", new ByteArrayContent(image), Ct);
        using var refused = await host.Client.PutAsync($"/library/movies/{movie.Id}/artwork/poster", new StringContent("<html>"), Ct);
        await host.PublishAsync(movie);

        Assert.True(brought.IsSuccessStatusCode, await brought.Content.ReadAsStringAsync(Ct));
        var view = await brought.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(["artwork:poster"], Locks(view));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(image, await File.ReadAllBytesAsync(Path.Combine(_libraries.Source, Folder, "Heat (1995)-poster.jpg"), Ct));
    }

    [Fact]
    public async Task What_a_person_publishes_is_published()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movie = await ReadyAsync(host);

        await PostAsync(host, $"/library/movies/{movie.Id}/publish", new { });
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(_libraries.Source, Folder, "Heat (1995).nfo"))));
        await host.IdleAsync();

        Assert.False((await host.MovieAsync(Folder)).IsDirty);
        using var missing = await host.Client.GetAsync("/library/movies/999", Ct);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static async Task<Movie> ReadyAsync(LibraryHost host)
    {
        await host.ScanAsync(Folder);
        var movie = await host.MovieAsync(Folder);
        await host.DressAsync(movie, new MovieFacts { Title = "Heat", Plot = "A thief." }, host.Image(ArtworkType.Poster, "heat"));
        return movie;
    }

    private static Task<JsonElement> GetAsync(LibraryHost host, string path) => host.Client.GetFromJsonAsync<JsonElement>(path, Ct);

    private static async Task<JsonElement> PostAsync(LibraryHost host, string path, object body)
    {
        using var answer = await host.Client.PostAsJsonAsync(path, body, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static IEnumerable<string?> Locks(JsonElement movie) =>
        movie.GetProperty("locks").EnumerateArray().Select(one => one.GetString());

    public void Dispose() => _libraries.Dispose();
}
