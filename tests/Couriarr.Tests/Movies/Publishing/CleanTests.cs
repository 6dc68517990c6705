using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Movies.Publishing;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>What was replaced and what is gone is kept for a while, and not for ever.</summary>
[Trait("family", "dress")]
public sealed class CleanTests : IDisposable
{
    private const long Day = 86_400_000;
    private readonly Libraries _libraries = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JOB14_movies_that_have_been_gone_for_90_days_are_forgotten_with_all_that_was_known_of_them()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var movies = new Dictionary<string, long>();
        foreach (var name in new[] { "Here", "Lately", "Long" })
            movies[name] = await DressAsync(host, name);
        foreach (var (name, days) in new[] { ("Lately", 89), ("Long", 91) })
        {
            Directory.Delete(Path.Combine(_libraries.Source, name), recursive: true);
            await host.ScanAsync(name);
            await AgeAsync(host, movies[name], days);
        }
        await AgeAsync(host, movies["Here"], days: 400);

        var job = await host.RunAsync(new CleanLibrary());

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(["Here", "Lately"], await host.AskAsync("SELECT folder FROM movies ORDER BY folder"));
        var left = new[] { movies["Here"], movies["Lately"] }.Select(id => $"{id}").Order();
        foreach (var table in new[] { "movie_artwork", "movie_published" })
            Assert.Equal(left, await host.AskAsync($"SELECT DISTINCT cast(movie_id AS text) FROM {table} ORDER BY 1"));
        Assert.Equal(left, Directory.EnumerateFiles(Path.Combine(host.Data, "nfo")).Select(Path.GetFileNameWithoutExtension).Order());
        Assert.Equal(JobState.Skipped, (await host.RunAsync(new CleanLibrary())).State);
    }

    [Fact]
    public async Task JOB14_what_was_replaced_is_kept_for_as_many_days_as_was_said()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        var bin = host.Get<RecycleBin>().Root;
        var today = TimeProvider.System.GetUtcNow();
        var kept = new[] { $"{today:yyyy-MM-dd}", $"{today.AddDays(-20):yyyy-MM-dd}", "not a day" };
        foreach (var day in kept.Append($"{today.AddDays(-40):yyyy-MM-dd}").Append("2020-02-29"))
            await File.WriteAllTextAsync(
                Path.Combine(Directory.CreateDirectory(Path.Combine(bin, day, "movies")).FullName, "a.nfo"),
                "<movie/>",
                Ct
            );

        await host.RunAsync(new CleanLibrary());

        Assert.Equal(kept.Order(), Directory.EnumerateDirectories(bin).Select(path => Path.GetFileName(path)!).Order());
    }

    [Fact]
    public async Task A_movie_that_is_gone_grows_older_although_its_folder_is_looked_at_every_night()
    {
        await using var host = await LibraryHost.StartAsync(_libraries);
        _libraries.Put("Shared/Heat (1995).mkv", 10);
        var gone = _libraries.Put("Shared/Brazil (1985).mkv", 10);
        await host.ScanAsync("Shared");
        File.Delete(gone);
        await host.ScanAsync("Shared");
        await host.Get<Database>()
            .WriteAsync(s => s.ExecuteAsync("UPDATE movies SET updated_at = 1 WHERE state = 'gone'"), WriteKind.Growth, Ct);

        await host.ScanAsync("Shared");

        Assert.Equal(["1"], await host.AskAsync("SELECT cast(updated_at AS text) FROM movies WHERE state = 'gone'"));
    }

    private async Task<long> DressAsync(LibraryHost host, string name)
    {
        _libraries.Put($"{name}/{name}.mkv", 10);
        await host.ScanAsync(name);
        var movie = await host.MovieAsync(name);
        await host.DressAsync(movie, new MovieFacts { Title = name }, host.Image(ArtworkType.Poster, name));
        await host.PublishAsync(movie);
        return movie.Id;
    }

    private static Task<int> AgeAsync(LibraryHost host, long movie, int days) =>
        host.Get<Database>()
            .WriteAsync(
                s => s.ExecuteAsync("UPDATE movies SET updated_at = updated_at - @p2 WHERE id = @p1", movie, days * Day),
                WriteKind.Growth,
                Ct
            );

    public void Dispose() => _libraries.Dispose();
}
