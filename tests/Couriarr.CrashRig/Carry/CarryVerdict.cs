using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Couriarr.CrashRig.Carry;

/// <summary>Holds what the apps imported against what lies at the destinations and what the service says of it, when all is quiet.</summary>
internal sealed class CarryVerdict(Yard yard, IReadOnlyDictionary<string, string> made)
{
    public List<string> Complaints { get; } = [];

    /// <summary>Files that lie where they belong, byte by byte.</summary>
    public int Right { get; private set; }

    /// <summary>What the gauge of the proof says, over all apps.</summary>
    public (int InHistory, int Delivered) Gauge { get; private set; }

    /// <summary>Asks while the service runs.</summary>
    public async Task AskAsync(DemoClient client, CancellationToken ct)
    {
        foreach (var name in yard.Apps.Select(app => app.Flavour.Name.ToLowerInvariant()))
        {
            var seen = (await client.GetAsync($"/instances/{name}/deliveries", ct)).Body;
            var (all, arrived) = (seen.GetProperty("in_history").GetInt32(), seen.GetProperty("delivered").GetInt32());
            Gauge = (Gauge.InHistory + all, Gauge.Delivered + arrived);
        }
        // What was replaced since may count or not, but whole it must be.
        Unless(
            Gauge.Delivered == Gauge.InHistory && Gauge.InHistory >= made.Count,
            $"the gauge reads {Gauge.Delivered} / {Gauge.InHistory}, and {made.Count} files there are"
        );
        var metrics = await client.TextAsync("/metrics", ct);
        Unless(
            SumOf(metrics, "couriarr_imports_delivered") == Gauge.Delivered
                && SumOf(metrics, "couriarr_imports_in_history") == Gauge.InHistory,
            "the metrics count other than /deliveries"
        );
        foreach (var job in await client.JobsAsync("&status=dead", ct))
            Complaints.Add($"GIVEN UP job {job.Id} ({job.Type}): {job.Note}");
    }

    /// <summary>Looks when the service has stopped.</summary>
    public void Look()
    {
        LookAtFiles();
        Unless(Sql("PRAGMA integrity_check") == "ok", "the database is damaged");
        foreach (var path in Lines(Sql(CarriedTwice)))
            Complaints.Add($"TWICE {path}");
        var rows = Lines(Sql("SELECT DISTINCT app_path FROM sync_jobs")).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Promised().Where(path => made.ContainsKey(path) && !rows.Contains(path)))
            Complaints.Add($"FORGOTTEN {path}: its webhook was answered well, and no row has it");
        Complaints.AddRange(
            Processes.At(yard.Root).Where(line => !line.Contains("bindfs", StringComparison.Ordinal)).Select(l => $"LEFT {l}")
        );
    }

    private const string CarriedTwice = """
        SELECT app_path FROM sync_jobs WHERE status = 'success' AND outcome <> 'present' GROUP BY app_path, file_size HAVING count(*) > 1
        """;

    private void LookAtFiles()
    {
        var there = yard.Arrived.ToHashSet(StringComparer.Ordinal);
        foreach (var (path, hash) in made)
            if (!there.Remove(yard.Arrival(path)))
                Complaints.Add($"MISSED {path}");
            else if (HashOf(yard.Arrival(path)) != hash)
                Complaints.Add($"WRONG {path}");
            else
                Right++;
        Complaints.AddRange(there.Select(path => $"LEFT {path}"));
        Complaints.AddRange(
            yard.Destinations.SelectMany(d => d.Strays).Select(path => $"STRAYED {path}, written while nothing was mounted")
        );
    }

    /// <summary>Every file of which an app told us and was answered well.</summary>
    private IEnumerable<string> Promised() =>
        yard
            .Apps.SelectMany(app => app.Deliveries)
            .Where(sent => sent.Status is >= 200 and < 300)
            .SelectMany(sent => new[] { sent.Body["movieFile"], sent.Body["episodeFile"] })
            .OfType<JsonObject>()
            .Select(file => file["path"]!.GetValue<string>())
            .Distinct(StringComparer.Ordinal);

    private void Unless(bool isGood, string complaint)
    {
        if (!isGood)
            Complaints.Add(complaint);
    }

    private string Sql(string sql) => Shell.Sql(yard.Plan.Database, sql);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string HashOf(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    private static int SumOf(string metrics, string name) =>
        Lines(metrics)
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], null));
}
