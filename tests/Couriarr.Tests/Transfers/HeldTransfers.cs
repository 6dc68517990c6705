using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Transfers;

/// <summary>What tests do with transfers that wait.</summary>
internal static class HeldTransfers
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Pauses the lane of transfers and imports a movie, whose transfer then waits.</summary>
    public static async Task<long> HeldAsync(this CarryHost host, string within)
    {
        await host.Get<JobDesk>().PauseAsync("transfer", "for the test", Ct);
        await host.ImportAsync(within);
        return (await host.UntilAsync("transfer-media", JobState.Blocked)).Id.Value;
    }

    public static async Task CancelAsync(this CarryHost host, long job)
    {
        Assert.Equal(200, (await host.PostAsync($"/jobs/{job}/cancel", new { })).Status);
        await CarryHost.UntilAsync(async () => (await host.Get<IJobReader>().FindAsync(new JobId(job), Ct))!.State is JobState.Cancelled);
    }

    public static Task WriteAsync(this CarryHost host, string sql) =>
        host.Get<Database>().WriteAsync(session => session.ExecuteAsync(sql), WriteKind.Upkeep, Ct);
}
