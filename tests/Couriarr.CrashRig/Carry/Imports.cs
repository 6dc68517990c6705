using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Couriarr.Neighbours;

namespace Couriarr.CrashRig.Carry;

/// <summary>The apps import, upgrade and rename, evenly over the time, whatever the weather; what every file holds is remembered.</summary>
internal sealed class Imports(Yard yard, int files, TimeSpan time, int seed)
{
    private const int SmallestPack = 5;
    private const int LargestPack = 20;
    private const int RenamedPercent = 20;
    private const int UpgradedPercent = 15;
    private const int LargeOnesPerThousand = 40;

    private readonly ConcurrentDictionary<FakeArr, (Stir Stir, string Name)> _last = [];
    private int _renamed;
    private int _upgraded;

    public int Renamed => _renamed;
    public int Upgraded => _upgraded;

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
            var file = await yard.Radarr.ImportAsync(movie, import);
            Note(file, movie, import);
            await StirAsync(new Stir(yard.Radarr, movie, file, import), chance, $"film-{i}");
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
            {
                Note(file, series, import);
                await StirAsync(new Stir(yard.Sonarr, series, file, import), chance, $"Season 01/S01E{import.Episodes[0].Number:00}");
            }
            done += pack;
        }
    }

    // At once, as many people have it, or when the file before was carried long ago: that is what the next stir is for.
    private async Task StirAsync(Stir now, Random chance, string name)
    {
        var kind = chance.Next(100);
        var stir = chance.Next(2) == 0 || !_last.TryGetValue(now.App, out var before) ? now : before.Stir;
        var called = stir == now ? name : _last[now.App].Name;
        _last[now.App] = (now, name);
        if (kind < RenamedPercent)
            await RenameAsync(stir, $"{called} (renamed).mkv");
        else if (kind < RenamedPercent + UpgradedPercent)
            await UpgradeAsync(stir, chance.Next(3) == 0 ? stir.File.Relative : $"{called} (better).mkv", chance);
    }

    private async Task RenameAsync(Stir stir, string name)
    {
        if (!stir.App.Shelf.Files.Contains(stir.File) || stir.File.Relative == name)
            return;
        Made.Remove(stir.File.PathIn(stir.Work), out _);
        Note(await stir.App.RenameAsync(stir.File, name), stir.Work, stir.Import);
        Interlocked.Increment(ref _renamed);
    }

    private async Task UpgradeAsync(Stir stir, string name, Random chance)
    {
        if (!stir.App.Shelf.Files.Contains(stir.File))
            return;
        Made.Remove(stir.File.PathIn(stir.Work), out _);
        var better = stir.Import with { Relative = name, Content = Content(chance), Quality = "Bluray-2160p" };
        Note(await stir.App.ImportAsync(stir.Work, better), stir.Work, better);
        Interlocked.Increment(ref _upgraded);
    }

    private sealed record Stir(FakeArr App, FakeWork Work, FakeFile File, FakeImport Import);

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
