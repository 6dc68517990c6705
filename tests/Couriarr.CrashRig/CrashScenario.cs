using System.Diagnostics;

namespace Couriarr.CrashRig;

/// <summary>Clients post, the host dies again and again, and in the end every promise must have been kept exactly once.</summary>
internal static class CrashScenario
{
    private const int DrainSeconds = 300;
    private const int Complaints = 20;

    public static Task<bool> KillsAsync(int kills, int seed, TextWriter log, CancellationToken ct) =>
        RunAsync(Temper.Wild, assault => assault.Kills < kills, seed, log, ct);

    public static Task<bool> SoakAsync(TimeSpan time, int seed, TextWriter log, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        return RunAsync(Temper.Everyday, _ => Stopwatch.GetElapsedTime(started) < time, seed, log, ct);
    }

    private static async Task<bool> RunAsync(Temper temper, Func<Assault, bool> goesOn, int seed, TextWriter log, CancellationToken ct)
    {
        using var scratch = new Scratch();
        var plan = scratch.Plan();
        var ledger = new Ledger();
        var assault = new Assault(plan, temper, seed, log);
        await log.WriteLineAsync($"The seed is {seed}.");
        var started = Stopwatch.GetTimestamp();

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var traffic = new Traffic(plan.Port, ledger, seed).RunAsync(enough.Token);
        try
        {
            await assault.RunAsync(() => goesOn(assault), ct);
        }
        finally
        {
            await enough.CancelAsync();
            await traffic;
        }

        var verdict = new Verdict(ledger, await DrainAsync(plan, log, ct));
        foreach (var complaint in assault.Surprises.Concat(verdict.Complaints).Take(Complaints))
            await log.WriteLineAsync(complaint);
        await log.WriteLineAsync(
            $"  {assault.Stops} orderly stops, {ledger.Refused} orders without an answer, {verdict.GivenUp} jobs given up after three kills, "
                + $"at most {verdict.MostRuns} runs of one job, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"
        );
        await log.WriteLineAsync($"{assault.Kills} kills: {verdict.Sentence}");
        return verdict.IsClean && assault.Surprises.Count == 0;
    }

    private static async Task<Aftermath> DrainAsync(HostPlan plan, TextWriter log, CancellationToken ct)
    {
        await using var host = await HostProcess.StartAsync(plan, ct);
        try
        {
            await host.Client.IsIdleAsync(ct, DrainSeconds);
        }
        catch (TimeoutException)
        {
            await log.WriteLineAsync($"After {DrainSeconds} s the queue is still not empty.");
        }
        return await Aftermath.SeeAsync(host, ct);
    }
}
