namespace Couriarr.CrashRig.Nodes;

/// <summary>All faults are over: what waits is done, and what was given up for having killed its worker is tried again, as a person would.</summary>
internal sealed class Aftercare(Estate estate, TimeSpan lease, TextWriter log)
{
    private const int CrashesAllowed = 3;
    private const int Complaints = 20;
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
            await QuietAsync(ct);
            var dead = (await Any.JobsAsync("&status=dead", ct)).Where(job => job.CrashCount >= CrashesAllowed).ToList();
            foreach (var job in dead)
                await Any.PostAsync($"/jobs/{job.Id}/retry", ct);
            await QuietAsync(ct);
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
        foreach (var job in (await Any.JobsAsync("&status=scheduled,waiting,running,blocked,failed", ct)).Take(Complaints))
            await log.WriteLineAsync($"  job {job.Id} {job.Type} {job.Status}: {job.Note}");
    }

    // The queue may be empty for a moment while the inbox is not.
    private Task QuietAsync(CancellationToken ct) =>
        Until.TrueAsync(
            async () =>
                await Any.GetAsync("/jobs?limit=1&status=scheduled,waiting,running,blocked,failed", ct) is { Status: 200 } answer
                && answer.Body.GetProperty("jobs").GetArrayLength() == 0
                && (
                    await estate.Cellar.AskAsync("SELECT 1 FROM webhook_inbox WHERE outcome = 'accepted' AND handled_at IS NULL LIMIT 1")
                ).Count == 0,
            "all jobs have ended",
            ct,
            Patience,
            Pause
        );
}
