using Couriarr.Features.Media;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies.Scanning;

using Faults = Couriarr.Tests.Transfers.Faults;
using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>A library is looked at, and what is known of its movies follows what lies there.</summary>
[Trait("family", "dress")]
public sealed class ScanTests : IDisposable
{
    private const string Folder = "The Matrix (1999)";
    private const string Video = $"{Folder}/The Matrix (1999).mkv";
    private readonly Libraries _libraries = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_makes_the_movie_known_as_the_app_tells_it()
    {
        _libraries.Put(Video, 10);
        await using var host = await LibraryHost.StartAsync(_libraries);
        var told = _libraries.Movie(Video);

        await host.RunAsync(
            new Play(told with { Work = told.Work with { Title = "Matrix", Year = 1999, Ids = new WorkIds(Tmdb: 603, Imdb: "tt0133093") } })
        );

        var movie = await host.MovieAsync(Folder);
        Assert.Equal(
            ("Matrix", 1999, 603, "tt0133093", IdSource.Webhook),
            (movie.Title, movie.Year, movie.TmdbId, movie.ImdbId, movie.IdSource)
        );
        Assert.Equal((MovieState.Identified, "radarr:1"), (movie.State, movie.Work!.Key));
    }

    [Fact]
    public async Task An_nfo_says_which_movie_it_is_but_never_against_the_app()
    {
        _libraries.Put(Video, 10);
        _libraries.Put($"{Folder}/movie.nfo", "https://www.themoviedb.org/movie/604"u8.ToArray());
        await using var host = await LibraryHost.StartAsync(_libraries);

        await host.ScanAsync(Folder);
        Assert.Equal((604, IdSource.Nfo), (await host.MovieAsync(Folder)) is var m ? (m.TmdbId, m.IdSource) : default);
        var told = _libraries.Movie(Video);
        await host.ScanAsync(Folder, told with { Work = told.Work with { Ids = new WorkIds(Tmdb: 603) } });
        await host.ScanAsync(Folder);

        Assert.Equal((603, IdSource.Webhook), (await host.MovieAsync(Folder)) is var n ? (n.TmdbId, n.IdSource) : default);
    }

    [Fact]
    public async Task A_better_file_a_renamed_folder_and_a_lost_one_leave_the_movie_its_row()
    {
        _libraries.Put(Video, 10);
        await using var host = await LibraryHost.StartAsync(_libraries);
        await host.ScanAsync(Folder, _libraries.Movie(Video));
        var id = (await host.MovieAsync(Folder)).Id;

        File.Move(Path.Combine(_libraries.Source, Video), Path.Combine(_libraries.Source, Folder, "The Matrix (1999) 4K.mkv"));
        await host.ScanAsync(Folder);
        Assert.Equal((id, "The Matrix (1999) 4K.mkv"), (await host.MovieAsync(Folder)) is var m ? (m.Id, m.Video) : default);

        const string Other = "Matrix, The (1999)";
        Directory.Move(Path.Combine(_libraries.Source, Folder), Path.Combine(_libraries.Source, Other));
        await host.RunAsync(new ScanLibrary(LibraryHost.Library, Occasion.User));
        Assert.Empty(await host.MoviesAsync(Folder));
        await host.ScanAsync(Other, _libraries.Movie($"{Other}/The Matrix (1999) 4K.mkv"));

        Assert.Equal(id, (await host.MovieAsync(Other)).Id);
    }

    [Fact]
    public async Task Two_movies_in_one_folder_are_both_known()
    {
        _libraries.Put("Mixed/Alien (1979).mkv", 10);
        _libraries.Put("Mixed/Aliens (1986).mkv", 10);
        await using var host = await LibraryHost.StartAsync(_libraries);

        await host.ScanAsync("Mixed");
        File.Delete(Path.Combine(_libraries.Source, "Mixed/Alien (1979).mkv"));
        await host.ScanAsync("Mixed");

        var left = await host.MovieAsync("Mixed");
        Assert.Equal(("Aliens", 1986), (left.Title, left.Year));
    }

    [Fact]
    public async Task A_folder_that_is_renamed_while_it_is_looked_at_is_looked_at_again()
    {
        _libraries.Put(Video, 10);
        var faults = new Faults();
        await using var host = await LibraryHost.StartAsync(_libraries, faults: faults);
        faults.Once(
            "scan.after_read",
            () => Directory.Move(Path.Combine(_libraries.Source, Folder), Path.Combine(_libraries.Source, "New (1999)"))
        );

        await host.ScanAsync(Folder);
        await host.RunAsync(new ScanLibrary(LibraryHost.Library, Occasion.User));

        Assert.Empty(await host.MoviesAsync(Folder));
        Assert.Equal("The Matrix (1999).mkv", (await host.MovieAsync("New (1999)")).Video);
    }

    [Fact]
    public async Task Cut_off_after_every_step_a_scan_ends_as_if_it_had_not_been()
    {
        _libraries.Put(Video, 10);
        var faults = new Faults();
        await using var host = await LibraryHost.StartAsync(_libraries, faults: faults);
        faults.Once("scan.after_read", () => throw new IOException("cut off"));
        faults.Once("scan.after_store", () => throw new IOException("cut off"));

        var job = await host.ScanAsync(Folder, _libraries.Movie(Video));

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal("The Matrix (1999).mkv", (await host.MovieAsync(Folder)).Video);
    }

    [Fact]
    public async Task Hostile_things_in_a_folder_stop_nobody()
    {
        _libraries.Put(Video, 10);
        _libraries.Put($"{Folder}/big.nfo", 5_000_000);
        _libraries.Put($"{Folder}/evil.nfo", "<!DOCTYPE movie [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><movie>&x;</movie>"u8.ToArray());
        File.CreateSymbolicLink(Path.Combine(_libraries.Source, Folder, "link.nfo"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(_libraries.Source, Folder, "loop"), Path.Combine(_libraries.Source, Folder));
        Assert.Equal(0, Storage.Shell.Run("mkfifo", Path.Combine(_libraries.Source, Folder, "The Matrix (1999).nfo")));
        await using var host = await LibraryHost.StartAsync(_libraries);

        var job = await host.ScanAsync(Folder);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(MovieState.Found, (await host.MovieAsync(Folder)).State);
    }

    [Fact]
    public async Task A_whole_library_is_scanned_and_the_nightly_scan_asks_for_each()
    {
        for (var i = 0; i < 5; i++)
            _libraries.Put($"Sub/Movie {i} (200{i})/Movie {i} (200{i}).mkv", 10);
        _libraries.Put("Loose (1990).mkv", 10);
        _libraries.Put("Movie/Extras/Making of.mkv", 10);
        await using var host = await LibraryHost.StartAsync(_libraries);

        await host.RunAsync(new ScanLibraries());
        await CarryHost.UntilAsync(async () => await CountAsync(host) == 6);

        Assert.Equal("Loose", (await host.MovieAsync("")).Title);
    }

    private static Task<int> CountAsync(LibraryHost host) =>
        host.Get<Couriarr.Storage.Sql.Database>()
            .ReadAsync(async s => (await s.QueryAsync("SELECT id FROM movies WHERE state <> 'gone'", row => row.GetInt64(0))).Count, Ct);

    public void Dispose() => _libraries.Dispose();
}
