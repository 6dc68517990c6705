using System.Globalization;

namespace Couriarr.CrashRig;

/// <summary>Everything that can be known when all is quiet: what the host says, what its file says, what its jobs did.</summary>
internal sealed class Aftermath
{
    private const string Ordinary = "jobs that stand in queue and history at once";

    internal Aftermath(IReadOnlyList<SeenJob> jobs, IReadOnlyList<Effect> effects) => (Jobs, Effects) = (jobs, effects);

    public IReadOnlyList<SeenJob> Jobs { get; }
    public IReadOnlyList<Effect> Effects { get; }

    /// <summary>Runs that ended other than well, by job: failed, interrupted, crashed.</summary>
    public IReadOnlyDictionary<long, int> Attempts { get; init; } = new Dictionary<long, int>();

    /// <summary>What is wrong with the file itself.</summary>
    public IReadOnlyList<string> Damage { get; init; } = [];

    /// <summary>Asks the running host, stops it in good order, and reads what it left.</summary>
    public static async Task<Aftermath> SeeAsync(HostProcess host, CancellationToken ct)
    {
        var jobs = await host.Client.JobsAsync("&type=demo-job", ct);
        var exitCode = await host.StopAsync(ct);
        var database = host.Plan.Database;
        return new Aftermath(jobs, ReadEffects(host.Plan.Effects!))
        {
            Attempts = Pairs(Shell.Sql(database, "SELECT job_id, count(*) FROM job_attempts GROUP BY job_id")),
            Damage =
            [
                .. exitCode == 0 ? [] : new[] { $"the last stop ended with exit code {exitCode}" },
                .. Unless("ok", Shell.Sql(database, "PRAGMA integrity_check"), "integrity_check"),
                .. Unless("0", Shell.Sql(database, "SELECT count(*) FROM job_queue JOIN job_history USING (id)"), Ordinary),
            ],
        };
    }

    private static string[] Unless(string good, string found, string what) => found == good ? [] : [$"{what}: {found}"];

    private static Effect[] ReadEffects(string path) => File.Exists(path) ? [.. File.ReadLines(path).Select(Effect.Parse)] : [];

    private static Dictionary<long, int> Pairs(string rows) =>
        rows.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split('|'))
            .ToDictionary(
                cell => long.Parse(cell[0], CultureInfo.InvariantCulture),
                cell => int.Parse(cell[1], CultureInfo.InvariantCulture)
            );
}

/// <summary>One line in the host's effects file: a run that began.</summary>
internal sealed record Effect(long N, long JobId, long Token, int Attempt)
{
    public static Effect Parse(string line)
    {
        var cells = Array.ConvertAll(line.Split(' '), cell => long.Parse(cell, CultureInfo.InvariantCulture));
        return new Effect(cells[0], cells[1], cells[2], (int)cells[3]);
    }
}
