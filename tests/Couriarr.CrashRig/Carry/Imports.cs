using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Couriarr.Neighbours;

namespace Couriarr.CrashRig.Carry;

/// <summary>The apps import, evenly over the time, whatever the weather; what every file holds is remembered.</summary>
internal sealed class Imports(Yard yard, int files, TimeSpan time, int seed)
{
    private const int SmallestPack = 5;
    private const int LargestPack = 20;
    private const int LargeOnesPerThousand = 40;

    /// <summary>What must arrive: the app's path, and the hash of the content.</summary>
    public ConcurrentDictionary<string, string> Made { get; } = [];

    public Task RunAsync(CancellationToken ct) => Task.WhenAll(ImportMoviesAsync(files / 2, ct), ImportShowsAsync(files - files / 2, ct));

    private async Task ImportMoviesAsync(int count, CancellationToken ct)
    {
        var (chance, began) = (new Random(seed), Stopwatch.GetTimestamp());
        for (var i = 0; i < count; i++)
        {
            await PaceAsync(began, i, count, ct);
            var movie = yard.Radarr.Add(i % 7 == 0 ? $"Ünder the 'Bridge' & Co. {i}" : $"Film {i}", 1950 + i % 70);
            var import = new FakeImport($"film-{i}.mkv", Content(chance));
            Note(await yard.Radarr.ImportAsync(movie, import), movie, import);
        }
    }

    private async Task ImportShowsAsync(int count, CancellationToken ct)
    {
        var (chance, began) = (new Random(seed + 1), Stopwatch.GetTimestamp());
        for (int done = 0, show = 0; done < count; show++)
        {
            await PaceAsync(began, done, count, ct);
            var series = yard.Sonarr.Add($"Show {show}");
            var pack = Math.Min(chance.Next(SmallestPack, LargestPack + 1), count - done);
            var imports = Enumerable.Range(1, pack).Select(n => Episode(series, n, chance)).ToList();
            foreach (var (file, import) in (await yard.Sonarr.ImportAllAsync(series, imports)).Zip(imports))
                Note(file, series, import);
            done += pack;
        }
    }

    private FakeImport Episode(FakeWork series, int number, Random chance) =>
        new($"Season 01/S01E{number:00}.mkv", Content(chance), yard.Sonarr.AddEpisode(series, 1, number));

    private void Note(FakeFile file, FakeWork work, FakeImport import) =>
        Made[file.PathIn(work)] = Convert.ToHexString(SHA256.HashData(import.Content));

    private Task PaceAsync(long began, int done, int count, CancellationToken ct)
    {
        var early = time * done / count - Stopwatch.GetElapsedTime(began);
        return early > TimeSpan.Zero ? Task.Delay(early, ct) : Task.CompletedTask;
    }

    private static byte[] Content(Random chance)
    {
        var content = new byte[chance.Next(1000) < LargeOnesPerThousand ? chance.Next(1_000_000, 2_000_000) : chance.Next(1_000, 40_000)];
        chance.NextBytes(content);
        return content;
    }
}
