namespace Couriarr.CrashRig.Nodes;

/// <summary>All faults are over: what waits is done, and what was given up for having killed its worker is tried again, as a person would.</summary>
internal sealed class Aftercare(Estate estate, TimeSpan lease, TextWriter log)
{
    private const int CrashesAllowed = 3;
    private const int Complaints = 20;
    private const string Live = "scheduled,waiting,running,blocked,failed";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // A lease that runs, the look for it, and the work.
    private int Patience => (int)(lease * 3).TotalSeconds + 180;

    private DemoClient Any => estate.Nodes[0].Client;

    /// <returns>How many jobs were given up.</returns>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        try
        {
            await SayWhatIsLeftAsync(ct);
            // An entry whose job was given up stays open until somebody tries it again.
            await QuietAsync(NothingRunsAsync, ct);
            var dead = (await Any.JobsAsync("&status=dead", ct)).Where(job => job.CrashCount >= CrashesAllowed).ToList();
            foreach (var job in dead)
                await Any.PostAsync($"/jobs/{job.Id}/retry", ct);
            await QuietAsync(NothingIsLeftAsync, ct);
            return dead.Count;
        }
        catch (TimeoutException)
        {
            await log.WriteLineAsync($"After {Patience} s there is still something to do:");
            await SayWhatIsLeftAsync(ct);
            return 0;
        }
    }

    private async Task SayWhatIsLeftAsync(CancellationToken ct)
    {
        foreach (var job in (await Any.JobsAsync($"&status={Live},dead", ct)).Take(Complaints))
            await log.WriteLineAsync($"  job {job.Id} {job.Type} {job.Status}, {job.CrashCount} crashes: {job.Note}");
    }

    private Task QuietAsync(Func<CancellationToken, Task<bool>> isSo, CancellationToken ct) =>
        Until.TrueAsync(() => isSo(ct), "all jobs have ended", ct, Patience, Pause);

    private async Task<bool> NothingRunsAsync(CancellationToken ct) =>
        await Any.GetAsync($"/jobs?limit=1&status={Live}", ct) is { Status: 200 } answer
        && answer.Body.GetProperty("jobs").GetArrayLength() == 0;

    // The queue may be empty for a moment while the inbox is not.
    private async Task<bool> NothingIsLeftAsync(CancellationToken ct) =>
        await NothingRunsAsync(ct)
        && (await estate.Cellar.AskAsync("SELECT 1 FROM webhook_inbox WHERE outcome = 'accepted' AND handled_at IS NULL LIMIT 1")).Count
            == 0;
}
