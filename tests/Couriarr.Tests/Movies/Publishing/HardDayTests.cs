using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies.Publishing;

using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>A library that takes nothing: the movie waits without losing a try, and is dressed when it can be.</summary>
[Trait("family", "dress")]
public sealed class HardDayTests : IDisposable
{
    private const string Video = "Heat (1995)/Heat (1995).mkv";
    private readonly Libraries _libraries = new();
    private readonly string _mount;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HardDayTests() => _mount = Directory.CreateDirectory(Path.Combine(_libraries.Root, "mount")).FullName;

    [Fact]
    public async Task A_library_that_is_read_only_is_dressed_once_it_is_writable()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Mounting needs root.");
        Mount("-t", "tmpfs", "-o", "size=10m", "tmpfs", _mount);
        await using var host = await StartAsync();
        var movie = await ReadyAsync(host);
        Mount("-o", "remount,ro", _mount);

        var id = await host.Get<JobQueue>().EnqueueAsync(new PublishMovie(movie.Id, LibraryHost.Library, Occasion.User), ct: Ct);
        var note = await BlockedAsync(host, id);
        Mount("-o", "remount,rw", _mount);
        await EndedAsync(host, id);

        Assert.Contains("mounted read-only", note, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_mount, "Heat (1995)/Heat (1995)-poster.jpg")));
    }

    [Fact]
    public async Task A_disk_that_is_full_gets_nothing_half_and_all_of_it_once_there_is_room()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Mounting needs root.");
        Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", _mount);
        await using var host = await StartAsync();
        var movie = await ReadyAsync(host, size: 300_000);
        var ballast = Path.Combine(_mount, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[800_000], Ct);

        var id = await host.Get<JobQueue>().EnqueueAsync(new PublishMovie(movie.Id, LibraryHost.Library, Occasion.User), ct: Ct);
        var note = await BlockedAsync(host, id);
        Assert.Equal([Video], Names());
        File.Delete(ballast);
        await EndedAsync(host, id);

        Assert.Contains("has no room", note, StringComparison.Ordinal);
        Assert.Equal(["Heat (1995)/Heat (1995)-poster.jpg", Video, "Heat (1995)/Heat (1995).nfo"], Names());
    }

    private IEnumerable<string> Names() =>
        Directory
            .EnumerateFiles(Path.Combine(_mount, "Heat (1995)"), "*")
            .Select(path => Path.GetRelativePath(_mount, path))
            .Order(StringComparer.Ordinal);

    private Task<LibraryHost> StartAsync() => LibraryHost.StartAsync(_libraries, DressingMode.Manual, source: _mount);

    private async Task<Movie> ReadyAsync(LibraryHost host, int size = 1000)
    {
        Directory.CreateDirectory(Path.Combine(_mount, "Heat (1995)"));
        await File.WriteAllTextAsync(Path.Combine(_mount, Video), "video", Ct);
        await host.ScanAsync("Heat (1995)");
        var movie = await host.MovieAsync("Heat (1995)");
        await host.DressAsync(movie, new MovieFacts { Title = "Heat" }, host.Image(ArtworkType.Poster, new string('x', size)));
        return movie;
    }

    private static async Task<string> BlockedAsync(LibraryHost host, JobId id)
    {
        JobRecord? job = null;
        await CarryHost.UntilAsync(async () => (job = await host.Get<IJobReader>().FindAsync(id, Ct)) is { State: JobState.Blocked });
        return job!.Note!;
    }

    private static Task EndedAsync(LibraryHost host, JobId id) =>
        CarryHost.UntilAsync(async () => (await host.Get<IJobReader>().FindAsync(id, Ct)) is { State: JobState.Succeeded });

    private static void Mount(params string[] arguments) => Assert.Equal(0, Shell.Run("mount", arguments));

    public void Dispose()
    {
        Shell.Run("umount", "-l", _mount);
        _libraries.Dispose();
    }
}
