using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Instances;

/// <summary>The house in which imports get lost.</summary>
public sealed partial class LostImportTests
{
    private static List<string> ReplacedBy(IEnumerable<JsonElement> told, string name)
    {
        var payload = told.Single(one => one.GetRawText().Contains($"/{name}\",\"quality", StringComparison.Ordinal));
        var replaced = payload.TryGetProperty("deletedFiles", out var files) ? files.EnumerateArray().ToList() : [];
        Assert.Equal(replaced.Count > 0, payload.GetProperty("isUpgrade").GetBoolean());
        return [.. replaced.Select(file => file.GetProperty("path").GetString()!)];
    }

    private static async Task<List<JsonElement>> PayloadsAsync(ArrHousehold house)
    {
        var all = new List<JsonElement>();
        foreach (var entry in (await house.Host.GetAsync("/inbox")).GetProperty("entries").EnumerateArray())
            all.Add((await house.Host.GetAsync($"/inbox/{entry.GetProperty("id")}")).GetProperty("payload"));
        return all;
    }

    private async Task<FakeArr> RadarrAsync()
    {
        var radarr = await FakeArr.RadarrAsync();
        radarr.Disk = Path.Join(_disk, "near");
        Directory.CreateDirectory(Far);
        Directory.CreateDirectory(Path.Join(_disk, "near/movies/other"));
        return radarr;
    }

    private async Task<ArrHousehold> HouseAsync(FakeArr radarr)
    {
        var mapping = new PathMapping
        {
            From = "/movies",
            Source = Path.Join(_disk, "near/movies"),
            Destination = Far,
        };
        var options = new CouriarrOptions
        {
            Paths = new() { Mappings = [mapping] },
            Sync = new()
            {
                Settle = TimeSpan.FromMilliseconds(200),
                ReserveMb = 0,
                Mirror = new() { Renames = true },
            },
        };
        var house = await ArrHousehold.StartAsync(options, ("radarr-hd", radarr));
        await house.PostAsync($"/instances/radarr-hd/register?url={house.Host.Address}");
        return house;
    }

    // It is heard while nothing is carried; when something is, its file is not where it was.
    private static async Task LoseAsync(FakeArr radarr, ArrHousehold house, Action<FakeWork> then)
    {
        await house.PostAsync("/lanes/transfer/pause?reason=test");
        var (work, _) = await CatchUpTests.ImportAsync(radarr, "Film");
        await UntilAsync(async () => (await JobsAsync(house, "queue-transfer", "succeeded")).Count == 1);
        then(work);
        await house.PostAsync("/lanes/transfer/resume");
        await UntilLostAsync(house, 1);
    }

    private static Task UntilLostAsync(ArrHousehold house, int times) =>
        UntilAsync(async () => (await JobsAsync(house, "transfer-media", "superseded")).Count == times);

    private static async Task<List<JsonElement>> JobsAsync(ArrHousehold house, string type, string status) =>
        [.. (await house.Host.GetAsync($"/jobs?type={type}&status={status}")).GetProperty("jobs").EnumerateArray()];

    private static async Task<string> WordsAsync(ArrHousehold house) =>
        (await house.MarkAsync("radarr-hd")).GetProperty("words").GetString()!;

    private static async Task<(int, int)> GaugeAsync(ArrHousehold house)
    {
        var seen = await house.Host.GetAsync("/instances/radarr-hd/deliveries");
        return (seen.GetProperty("in_history").GetInt32(), seen.GetProperty("delivered").GetInt32());
    }

    private Task UntilThereAsync(string within) => UntilAsync(() => Task.FromResult(File.Exists(Path.Join(Far, within))));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(40));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
    }
}
