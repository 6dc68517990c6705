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
    public string Far => Path.Combine(_root, "far");

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
        while (Directory.EnumerateFiles(Far, "*.mkv", SearchOption.AllDirectories).Count() < files)
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
    }

    /// <summary>Nothing on it is new any more.</summary>
    public void Age()
    {
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>On the second server only.</summary>
    public void Lose(string movie) => Directory.Delete(Path.Combine(Far, "movies", $"{movie} (2021)"), recursive: true);

    /// <summary>A movie that the second server alone has.</summary>
    public void Stray(string movie)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Far, "movies", $"{movie} (1998)")).FullName;
        File.WriteAllBytes(Path.Combine(folder, $"{movie} (1998).mkv"), new byte[150_000]);
        Age();
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
            Destination = Path.Combine(Far, library),
            Type = type,
        };
}
