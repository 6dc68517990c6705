using System.Diagnostics;
using Couriarr.Demo.Stages;
using Couriarr.Neighbours;

namespace Couriarr.Demo;

/// <summary>What happens in the made-up apps, and the waiting until all of it has arrived.</summary>
internal sealed class Play(Ground ground, Wiring wiring, CouriarrProcess service, Stage stage)
{
    private const string Movie = "The.Glass.Ferry.2021.1080p.mkv";
    private const int Episodes = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What was done, in the order in which it was begun.</summary>
    public List<Deed> Deeds { get; } = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await RegisterAsync(ct);

        stage.Headline("Radarr imports a movie, Sonarr a whole season");
        var ferry = wiring.Radarr.Add("The Glass Ferry", 2021);
        await ImportAsync(ferry, "imported", "WEBDL-1080p", Footage.Of(40, seed: 1));
        await ImportSeasonAsync();
        await ArriveAsync(ct);

        stage.Headline("Radarr finds the movie in a better quality, under the same name");
        await ImportAsync(ferry, "upgraded", "Bluray-1080p", Footage.Of(60, seed: 2));
        await ArriveAsync(ct);
    }

    private async Task RegisterAsync(CancellationToken ct)
    {
        stage.Headline("Radarr and Sonarr are told whom to tell");
        foreach (var app in new[] { "radarr", "sonarr" })
        {
            var done = await service.PostAsync($"/instances/{app}/register?url={service.Address}", ct);
            stage.Say($"   {app}: our webhook was {done.GetProperty("outcome").GetString()}, with its secret, and it was tried");
        }
    }

    private async Task ImportAsync(FakeWork work, string what, string quality, byte[] content)
    {
        stage.Say($"   Radarr: {work.Title} ({work.Year}) is {what}, {content.Length / 1_000_000} MB in {quality}");
        var began = Stopwatch.GetTimestamp();
        var file = await wiring.Radarr.ImportAsync(work, new FakeImport(Movie, content) { Quality = quality });
        Note($"{work.Title} ({work.Year})", what, ground.Movies, file.PathIn(work), content, began);
    }

    private async Task ImportSeasonAsync()
    {
        var show = wiring.Sonarr.Add("Harbour Lights", 2024);
        var began = Stopwatch.GetTimestamp();
        var pack = Enumerable
            .Range(1, Episodes)
            .Select(number => new FakeImport(
                $"Season 01/Harbour.Lights.S01E{number:00}.1080p.mkv",
                Footage.Of(10, seed: 10 + number),
                wiring.Sonarr.AddEpisode(show, 1, number)
            ))
            .ToList();
        stage.Say($"   Sonarr: {show.Title} ({show.Year}), season 1 is imported, {pack.Count} files; it tells of each and then of all");
        var files = await wiring.Sonarr.ImportAllAsync(show, pack);
        foreach (var (import, file) in pack.Zip(files))
            Note($"{show.Title} S01E{import.Episodes[0].Number:00}", "imported", ground.Shows, file.PathIn(show), import.Content, began);
    }

    private void Note(string title, string what, Library library, string appPath, byte[] content, long began)
    {
        var there = Path.Join(library.Destination, appPath[library.From.Length..]);
        Deeds.Add(new Deed(title, what, there, Footage.PrintOf(content), content.Length, began));
    }

    private async Task ArriveAsync(CancellationToken ct)
    {
        while (Deeds.Exists(deed => deed.Took is null))
        {
            foreach (var deed in Deeds.Where(deed => deed.Took is null && deed.HasArrived))
                deed.Took = Stopwatch.GetElapsedTime(deed.Began);
            await RefuseTheHopelessAsync(ct);
            await Task.Delay(Pause, ct);
        }
        while ((await service.GetAsync("/jobs?limit=1&status=waiting,running", ct)).GetProperty("jobs").GetArrayLength() > 0)
            await Task.Delay(Pause, ct);
    }

    private async Task RefuseTheHopelessAsync(CancellationToken ct)
    {
        var dead = (await service.GetAsync("/jobs?limit=1&status=dead,failed,blocked", ct)).GetProperty("jobs");
        if (dead.GetArrayLength() > 0)
            throw new DemoException($"A transfer does not go on: {dead[0].GetProperty("note").GetString()}");
    }
}

/// <summary>One file of the play.</summary>
/// <param name="There">Where it has to arrive.</param>
internal sealed record Deed(string Title, string What, string There, string Print, long Size, long Began)
{
    public TimeSpan? Took { get; set; }

    public bool HasArrived => new FileInfo(There) is { Exists: true } file && file.Length == Size;
}
