using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Tests.Movies.Scanning;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>Who wrote a movie's number into its name is not asked which movie it is.</summary>
[Trait("family", "dress")]
public sealed class NamedTests : IDisposable
{
    private readonly Libraries _libraries = new();

    [Theory]
    [InlineData("Heat (1995) {tmdb-949}", 949, null)]
    [InlineData("Heat (1995) [tmdbid-949]", 949, null)]
    [InlineData("Heat (1995) [tmdbid=949] {imdb-tt0113277}", 949, "tt0113277")]
    [InlineData("Heat (1995) {edition-Director's Cut} [imdbid-tt0113277]", null, "tt0113277")]
    [InlineData("Heat (1995) {tmdb-}", null, null)]
    [InlineData("Heat (1995) {tmdb-0}", null, null)]
    [InlineData("Heat (1995) [949] tmdb-949", null, null)]
    public void A_name_may_say_which_movie_it_is(string name, int? tmdb, string? imdb) =>
        Assert.Equal((tmdb, imdb), (Naming.IdsIn(name).Tmdb, Naming.IdsIn(name).Imdb));

    [Theory]
    [InlineData("Heat (1995) {tmdb-949}", "heat.mkv")]
    [InlineData("Heat", "Heat [tmdbid-949].mkv")]
    public async Task META01_the_number_in_the_name_of_a_file_or_its_folder_names_the_movie(string folder, string video)
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        _libraries.Put($"{folder}/{video}", 10);

        await host.ScanAsync(folder);

        var movie = await host.MovieAsync(folder);
        Assert.Equal((949, IdSource.Name, MovieState.Identified), (movie.TmdbId, movie.IdSource, movie.State));
    }

    [Fact]
    public async Task An_NFO_says_it_with_more_weight_than_a_name_and_a_folder_of_several_movies_says_nothing()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        _libraries.Put("Heat {tmdb-1}/heat.mkv", 10);
        _libraries.Put("Heat {tmdb-1}/heat.nfo", "<movie><uniqueid type=\"tmdb\">949</uniqueid></movie>"u8.ToArray());
        _libraries.Put("Two {tmdb-1}/Heat (1995).mkv", 10);
        _libraries.Put("Two {tmdb-1}/Brazil (1985).mkv", 10);

        await host.ScanAsync("Heat {tmdb-1}");
        await host.ScanAsync("Two {tmdb-1}");

        Assert.Equal(
            (949, IdSource.Nfo),
            ((await host.MovieAsync("Heat {tmdb-1}")).TmdbId, (await host.MovieAsync("Heat {tmdb-1}")).IdSource)
        );
        Assert.All(await host.MoviesAsync("Two {tmdb-1}"), movie => Assert.Null(movie.TmdbId));
    }

    public void Dispose() => _libraries.Dispose();
}
