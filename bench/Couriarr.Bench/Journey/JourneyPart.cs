using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Bench.Webhooks;
using static Couriarr.Bench.Report;

namespace Couriarr.Bench.Journey;

/// <summary>(j) One import comes to four players and six channels, of which one each is dead, slow or wants rest: how soon have all others got theirs?</summary>
internal sealed class JourneyPart(Ground ground, Report report, int rounds)
{
    private const double Longest = 2_000;
    private const double Windows = 20_000;
    private const string Folder = "The Glass Ferry (2021)";
    private const string File = "The Glass Ferry (2021) 00000001.mkv";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Six as it comes: then every player is well at times, and every channel ill in each way once.
    private int Rounds => rounds * 2;

    public async Task RunAsync()
    {
        var all = new List<Journey>();
        for (var round = 0; round < Rounds; round++)
        {
            Console.Error.WriteLine($"one import for ten, round {round + 1}");
            all.Add(await TravelAsync(round, settle: "0s"));
        }
        Console.Error.WriteLine("one import for ten, with the windows as they come");
        var asItComes = await TravelAsync(round: 0, settle: null);
        var worst = all.Max(journey => journey.Last);
        report.Add(new Line('j', "webhook to the last that is well: worst", Milliseconds(worst), "", "under 2 s", worst < Longest));
        report.Add(new Line('j', "the same: median", Milliseconds(Median(all.Select(journey => journey.Last)))));
        report.Add(new Line('j', "of that, until the last player: worst", Milliseconds(all.Max(journey => journey.Players))));
        report.Add(new Line('j', "of that, until the last channel: worst", Milliseconds(all.Max(journey => journey.Channels))));
        report.Add(
            new Line(
                'j',
                "with both windows of 10 s as they come",
                Milliseconds(asItComes.Last),
                "",
                "under 2 s more than them",
                asItComes.Last < Windows + Longest
            )
        );
        report.Note(
            "The ten: of the players and of the channels one is dead, one never answers and one says 429, others each round. "
                + "sync.settle and settle of the players, in which more of the same is waited for, are 0s but for the last line of part j. "
                + "Each round starts the program anew."
        );
    }

    private async Task<Journey> TravelAsync(int round, string? settle)
    {
        var folder = ground.NewFolder();
        // Before the program looks: it shall find the one file, and nothing else.
        var size = Place(Path.Combine(folder, "from", Folder));
        await using var household = await Household.GatherAsync(Directory.CreateDirectory(Path.Combine(folder, "to")).FullName, round);
        await using var program = await Contender.StartAsync(
            folder,
            settle is null ? [] : [("SYNC_SETTLE", settle)],
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Couriarr.dll")
        );
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        client.DefaultRequestHeaders.Add("X-Api-Key", Contender.Key);
        await household.JoinAsync(client, settle);
        var started = Stopwatch.GetTimestamp();
        await PostAsync(client, size);
        var (players, channels) = (ArriveAsync(household, "players", started), ArriveAsync(household, "channels", started));
        var journey = new Journey(await players, await channels);
        await UntilAsync(() => household.Ill.Where(guest => guest.Health is not Health.Dead).All(guest => guest.WasTried()), "the ill");
        return household.Ill.FirstOrDefault(guest => guest.WasTold()) is { } healed
            ? throw new InvalidOperationException($"{healed.Kind} was to be {healed.Health}, and was told.")
            : journey;
    }

    private static long Place(string folder)
    {
        var file = new FileInfo(Path.Combine(Directory.CreateDirectory(folder).FullName, File));
        System.IO.File.WriteAllBytes(file.FullName, new byte[256 * 1024]);
        return file.Length;
    }

    private static async Task PostAsync(HttpClient client, long size)
    {
        using var reader = new StreamReader(typeof(JourneyPart).Assembly.GetManifestResourceStream("import.json")!);
        var import = JsonNode.Parse((await reader.ReadToEndAsync()).Replace("NNNNNNNN", "00000001", StringComparison.Ordinal))!;
        import["movieFile"]!["size"] = size;
        using var content = new StringContent(import.ToJsonString(), Encoding.UTF8, "application/json");
        content.Headers.Add("X-Webhook-Secret", Contender.Secret);
        using var answer = await client.PostAsync("/webhooks/radarr", content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<double> ArriveAsync(Household household, string family, long started)
    {
        var well = household.Well.Where(guest => guest.Family == family).ToList();
        await UntilAsync(() => well.TrueForAll(guest => guest.WasTold()), family);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task UntilAsync(Func<bool> isSo, string who)
    {
        for (var started = Stopwatch.GetTimestamp(); !isSo(); await Task.Delay(TimeSpan.FromMilliseconds(1)))
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"Not all of {who} were called within {Patience.TotalSeconds} s.");
    }

    /// <summary>Milliseconds from the webhook until the last that is well has got its call.</summary>
    private sealed record Journey(double Players, double Channels)
    {
        public double Last => Math.Max(Players, Channels);
    }
}
