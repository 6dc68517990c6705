using System.Collections.Concurrent;
using System.Security.Cryptography;
using Couriarr.Neighbours;

namespace Couriarr.CrashRig.Nodes;

/// <summary>Several apps import movies and upgrade some of them under the same name. Each tells of one after the other.</summary>
internal sealed class Releases(Estate estate, Balancer balancer, int seed)
{
    private const int Apps = 4;
    private const int UpgradedPercent = 30;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private readonly HookBodies _bodies = new(ArrFlavour.Radarr, "Radarr");
    private int _last;

    /// <summary>By their number.</summary>
    public ConcurrentDictionary<int, Movie> Movies { get; } = [];

    /// <summary>Webhooks that were answered well.</summary>
    public int Acknowledged => Movies.Values.Sum(movie => movie.Versions);

    /// <summary>Ends when it is told to, with everything acknowledged that was begun.</summary>
    public Task RunAsync(CancellationToken stop, CancellationToken ct) =>
        Task.WhenAll(Enumerable.Range(0, Apps).Select(app => TellAsync(new Random(HashCode.Combine(seed, app)), stop, ct)));

    private async Task TellAsync(Random chance, CancellationToken stop, CancellationToken ct)
    {
        var mine = new List<Movie>();
        while (!stop.IsCancellationRequested)
        {
            var isUpgrade = mine.Count > 0 && chance.Next(100) < UpgradedPercent;
            var movie = isUpgrade
                ? mine[chance.Next(Math.Max(0, mine.Count - 5), mine.Count)]
                : new Movie(Interlocked.Increment(ref _last));
            await ReleaseAsync(movie, chance, ct);
            if (!isUpgrade)
                mine.Add(movie);
            await Task.Delay(LongestPause * chance.NextDouble(), ct);
        }
    }

    private async Task ReleaseAsync(Movie movie, Random chance, CancellationToken ct)
    {
        var content = new byte[chance.Next(1_000, 40_000)];
        chance.NextBytes(content);
        await PlaceAsync(Path.Join(estate.Source, movie.Within), content, ct);
        await balancer.DeliverAsync(BodyOf(movie, content.Length), ct);
        Movies[movie.Number] = movie;
        movie.Versions++;
        movie.Hash = Convert.ToHexString(SHA256.HashData(content));
    }

    // As the apps do: what is there is whole, or is not there.
    private static async Task PlaceAsync(string path, byte[] content, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync($"{path}.partial~", content, ct);
        File.Move($"{path}.partial~", path, overwrite: true);
    }

    private string BodyOf(Movie movie, int size)
    {
        var work = new FakeWork(movie.Number, movie.Title, 1990, $"/movies/{movie.Title} (1990)") { Tmdb = 100_000 + movie.Number };
        var file = FileOf(movie, movie.Versions + 1, size);
        FakeFile[] replaced = movie.Versions == 0 ? [] : [FileOf(movie, movie.Versions, size)];
        return _bodies.Imported(work, file, [], replaced).ToJsonString();
    }

    private static FakeFile FileOf(Movie movie, int version, int size) =>
        new(movie.Number * 1_000 + version, movie.Number, movie.File, size, "Bluray-1080p", DateTimeOffset.UnixEpoch.AddMinutes(version))
        {
            Download = $"{movie.Number:D8}-{version}",
        };
}

/// <summary>A movie as its app has it: the newest version alone.</summary>
internal sealed class Movie(int number)
{
    public int Number => number;

    /// <summary>Nobody else's contains it.</summary>
    public string Title => $"Film {number:D6}";
    public string File => $"{Title} (1990).mkv";
    public string Within => $"{Title} (1990)/{File}";

    /// <summary>How many were told of and acknowledged.</summary>
    public int Versions { get; set; }
    public string Hash { get; set; } = "";
}
