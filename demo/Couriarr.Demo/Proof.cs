using System.Globalization;
using System.Text.Json;
using Couriarr.Demo.Stages;

namespace Couriarr.Demo;

/// <summary>Holds what lies at the destination against what the apps had, and shows how the service tells it.</summary>
internal sealed class Proof(Ground ground, CouriarrProcess service, Stage stage)
{
    private static readonly string[] Columns = ["File", "Size", "Took", "Compared", "Lies in"];

    /// <returns>Whether everything is where it belongs and as it should be.</returns>
    public async Task<bool> ShowAsync(IReadOnlyList<Deed> deeds, CancellationToken ct)
    {
        var found = new List<(Deed Deed, string Place, bool IsSame)>();
        foreach (var deed in deeds)
            found.Add(await FindAsync(deed, ct));
        stage.Rows("What was imported, and where it is now", Columns, found.Select(Row));
        await ShowTimelineAsync(deeds[0].Title.Split(" (")[0], ct);
        return found.TrueForAll(one => one.IsSame);
    }

    /// <summary>A version that was replaced is looked for among the recycled.</summary>
    private async Task<(Deed, string, bool)> FindAsync(Deed deed, CancellationToken ct)
    {
        foreach (var path in Recycled(deed).Prepend(deed.There).Where(File.Exists))
            if (await Footage.PrintOfAsync(path, ct) == deed.Print)
                return (deed, ground.Shown(path), true);
        return (deed, ground.Shown(deed.There), false);
    }

    private static IEnumerable<string> Recycled(Deed deed)
    {
        for (var folder = Path.GetDirectoryName(deed.There); folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Join(folder, ".couriarr-recycle")))
                return Directory.EnumerateFiles(
                    Path.Join(folder, ".couriarr-recycle"),
                    Path.GetFileName(deed.There),
                    SearchOption.AllDirectories
                );
        return [];
    }

    private static string[] Row((Deed Deed, string Place, bool IsSame) one) =>
        [
            $"{one.Deed.Title}, {one.Deed.What}",
            $"{one.Deed.Size / 1_000_000} MB",
            string.Create(CultureInfo.InvariantCulture, $"{one.Deed.Took?.TotalSeconds:0.0} s"),
            one.IsSame ? "every byte the same" : "NOT THE SAME",
            one.Place.Contains("/.couriarr-recycle/", StringComparison.Ordinal) ? $"{one.Place} (replaced, kept 30 days)" : one.Place,
        ];

    private async Task ShowTimelineAsync(string title, CancellationToken ct)
    {
        var rows = new List<(DateTimeOffset At, string What)>();
        var inbox = await service.GetAsync($"/inbox?q={Uri.EscapeDataString(title)}", ct);
        foreach (var entry in inbox.GetProperty("entries").EnumerateArray())
        {
            rows.Add((At(entry, "received_at"), $"webhook {Text(entry, "event_type")}: {Text(entry, "note")}"));
            if (entry.GetProperty("job_id") is { ValueKind: JsonValueKind.Number } job)
                rows.AddRange(await JobsOfAsync(job.GetInt64(), ct));
        }
        stage.Rows(
            $"How {title} went, as GET /inbox and GET /jobs/ID tell it",
            ["", ""],
            rows.OrderBy(row => row.At).Select(row => new[] { row.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), row.What })
        );
    }

    private async Task<IEnumerable<(DateTimeOffset, string)>> JobsOfAsync(long job, CancellationToken ct) =>
        (await service.GetAsync($"/jobs/{job}", ct))
            .GetProperty("tree")
            .EnumerateArray()
            .Where(one => one.GetProperty("completed_at").ValueKind is JsonValueKind.String)
            .Select(one =>
            {
                var seconds = one.GetProperty("duration_seconds") is { ValueKind: JsonValueKind.Number } took ? took.GetDouble() : 0;
                var text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"job {one.GetProperty("id").GetInt64()} {Text(one, "type")} {Text(one, "status")} in {seconds:0.00} s {Text(one, "note")}"
                );
                return (At(one, "completed_at"), text.TrimEnd());
            })
            .ToList();

    private static DateTimeOffset At(JsonElement of, string name) => of.GetProperty(name).GetDateTimeOffset();

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
