using System.Globalization;
using System.Text.Json;
using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Shell = Couriarr.CrashRig.Shell;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>The program beside a catalogue, in lives that end by themselves, by a kill, or in time.</summary>
internal sealed class CrawlRig : IDisposable
{
    private const int Patience = 300;

    // What depends on when it was, and not on what.
    private const string Columns = """
        tvmaze_id, tvdb_id, imdb_id, title, language, country, type, status, premiered, ended, network, web_channel, genres, runtime,
        average_runtime, rating_hundredths, weight, summary, image, page, tvmaze_updated_at, missed_at, removed_at, news, verdict, decided_by,
        filter_reason, verdict_key, processing_status, by_user, note, sonarr_instance, sonarr_series_id, added_to_sonarr_at,
        pending_since IS NULL, retry_after IS NULL, retry_count, error_message
        """;
    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HostPlan PlanOf(string name, FakeTvmaze tvmaze) =>
        new HostPlan(_scratch.Path(name))
            .With("SONARR_URL", "http://127.0.0.1:9")
            .With("TVMAZE_BASE_URL", tvmaze.Address.ToString())
            .With("TVMAZE_RATE_LIMIT", "1000")
            .With("IMPATIENT", "discover-shows");

    /// <summary>Until the first cycle has ended, and all shows are judged by the filters in force.</summary>
    public static async Task LiveAsync(HostPlan plan)
    {
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await Until.TrueAsync(
            async () =>
                (await host.Client.GetAsync("/state", Ct)).Body is var state
                && state.GetProperty("last_run").ValueKind is not JsonValueKind.Null
                && state.GetProperty("last_filter_hash").GetString() == state.GetProperty("fingerprint").GetString(),
            "the first cycle has ended",
            Ct,
            Patience,
            TimeSpan.FromMilliseconds(250)
        );
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    /// <summary>Until it falls by itself.</summary>
    public static async Task FallAsync(HostPlan plan, string fault)
    {
        await using var host = HostProcess.Launch(plan.WithFault(fault));
        Assert.Equal(Faults.HostFacts.Killed, await host.ExitAsync(Ct, Patience));
    }

    /// <summary>Until it asks for a page, for which it waits in vain when it is killed from outside.</summary>
    public static async Task ShotAsync(HostPlan plan, FakeTvmaze tvmaze, string when)
    {
        var (before, trouble) = (tvmaze.Asked.Count, tvmaze.Trouble);
        tvmaze.Trouble = (asked, call) => asked == when ? BadDay.Silence : trouble(asked, call);
        await using var host = HostProcess.Launch(plan);
        await Until.TrueAsync(
            () => Task.FromResult(host.HasExited || tvmaze.Asked.Skip(before).Contains(when)),
            $"{when} is asked for",
            Ct,
            Patience
        );
        Assert.Equal(Faults.HostFacts.Killed, await host.KillAsync(Ct));
        tvmaze.Trouble = trouble;
    }

    /// <summary>The last page that is stored, of a crawl that is not at its end.</summary>
    public static int MarkOf(HostPlan plan) =>
        NumberOf(plan, "SELECT coalesce(last_tvmaze_page, -1) FROM discovery_state WHERE last_full_sync IS NULL");

    public static int NumberOf(HostPlan plan, string sql) => int.Parse(Shell.Sql(plan.Database, sql), CultureInfo.InvariantCulture);

    public static void AssertSame(HostPlan expected, HostPlan actual)
    {
        Assert.Equal(NumberOf(expected, "SELECT count(*) FROM shows"), NumberOf(actual, "SELECT count(*) FROM shows"));
        var others = $"SELECT {Columns} FROM shows EXCEPT SELECT {Columns} FROM clean.shows LIMIT 5";
        Assert.Equal("", Shell.Sql(actual.Database, $"ATTACH '{expected.Database}' AS clean; {others}"));
    }

    public void Dispose() => _scratch.Dispose();
}
