using Couriarr.CrashRig;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Postgres;
using Shell = Couriarr.Tests.Storage.Shell;

namespace Couriarr.Tests.Transfers;

/// <summary>The service as a process of its own that has one movie to carry, and its database read past it.</summary>
internal static class HostCarry
{
    private const string Movie = "A/a.mkv";

    private const string Ends =
        "SELECT s.status || ' ' || h.type || ' ' || h.state FROM job_history h JOIN sync_jobs s ON s.job_id = h.id WHERE h.type = 'transfer-media'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // A transfer that waits already, as a webhook just before the start would leave it.
    public static async Task<HostPlan> PlanAsync(Libraries libraries, string more = "", params string[] files)
    {
        SharedPostgres.OnlyWithAFile();
        await using (var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = TimeSpan.FromSeconds(2) }))
        {
            await host.Get<JobDesk>().PauseAsync("transfer", "for the test", Ct);
            var movies = (files.Length > 0 ? files : [Movie]).Select(file => libraries.Movie(file)).ToList();
            await host.Get<JobQueue>().EnqueueAsync(new QueueTransfer(movies[0].Work, [.. movies.SelectMany(m => m.Files)]), ct: Ct);
            await CarryHost.UntilAsync(async () =>
                (await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "transfer-media"), Ct)).Count == 1
            );
            await host.Get<JobDesk>().ResumeAsync("transfer", Ct);
        }
        var config = Path.Combine(libraries.Root, "config.yaml");
        await File.WriteAllTextAsync(
            config,
            $"paths:\n  mappings:\n    - {{ from: /movies, source: {libraries.Source}, destination: \"{libraries.Mappings[0].Destination}\" }}\nsync:\n  reserve_mb: 0\n{more}",
            Ct
        );
        return new HostPlan(libraries.Data).With("COURIARR_CONFIG", config);
    }

    public static Task UntilDoneAsync(Libraries libraries) => CarryHost.UntilAsync(async () => (await EndsAsync(libraries)).Count > 0, 40);

    public static Task<List<string>> EndsAsync(Libraries libraries) => AskAsync(libraries, Ends);

    public static async Task<int> RetriesAsync(Libraries libraries) =>
        (await AskAsync(libraries, "SELECT retry_count FROM sync_jobs")) is [var count, ..] ? int.Parse(count, null) : 0;

    // Read past the program: its database is another process's.
    private static async Task<List<string>> AskAsync(Libraries libraries, string sql)
    {
        var copy = Directory.CreateTempSubdirectory("couriarr-look-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(libraries.Data, "couriarr.db*"))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            using var sqlite = Shell.Start("sqlite3", Path.Combine(copy, "couriarr.db"), sql);
            var said = await sqlite.StandardOutput.ReadToEndAsync(Ct);
            return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
