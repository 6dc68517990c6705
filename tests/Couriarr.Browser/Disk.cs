using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;

namespace Couriarr.Browser;

/// <summary>The server that the apps are on, and the one that their files go to, as folders.</summary>
internal sealed class Disk : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("couriarr-scene-").FullName;

    public Disk()
    {
        foreach (var folder in new[] { "near/movies", "near/tv", "far/movies", "far/tv" })
            Directory.CreateDirectory(Path.Combine(_root, folder));
    }

    public string Near => Path.Combine(_root, "near");

    public CouriarrOptions Options =>
        new()
        {
            Paths = new() { Mappings = [Mapping("movies", MediaType.Movie), Mapping("tv", MediaType.Tv)] },
            Sync = new() { Settle = TimeSpan.FromMilliseconds(50), ReserveMb = 0 },
        };

    /// <summary>Waits until that many files have arrived.</summary>
    public async Task UntilCarriedAsync(int files)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Directory.EnumerateFiles(Path.Combine(_root, "far"), "*.mkv", SearchOption.AllDirectories).Count() < files)
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private PathMapping Mapping(string library, MediaType type) =>
        new()
        {
            From = $"/{library}",
            Source = Path.Combine(Near, library),
            Destination = Path.Combine(_root, "far", library),
            Type = type,
        };
}
