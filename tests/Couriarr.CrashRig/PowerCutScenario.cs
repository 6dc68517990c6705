namespace Couriarr.CrashRig;

/// <summary>The disk under a busy host loses its power. Whatever was acknowledged before must be there afterwards.</summary>
internal static class PowerCutScenario
{
    private const int LongestBurst = 150;

    public static async Task<bool> RunAsync(int rounds, int seed, TextWriter log, CancellationToken ct)
    {
        var chance = new Random(seed);
        await log.WriteLineAsync($"The seed is {seed}.");
        var (promised, lost, damaged) = (0, 0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            var cut = await OneCutAsync(chance.Next(1, LongestBurst), chance.Next(), ct);
            promised += cut.Promised;
            lost += cut.Lost.Count;
            damaged += cut.Integrity == "ok" ? 0 : 1;
            if (cut.Lost.Count > 0 || cut.Integrity != "ok")
                await log.WriteLineAsync($"  round {round}: lost {string.Join(", ", cut.Lost)}; integrity {cut.Integrity}");
        }
        await log.WriteLineAsync($"{rounds} power cuts: {promised} jobs acknowledged, {lost} lost, {damaged} databases damaged");
        return lost + damaged == 0;
    }

    /// <param name="burst">How many orders are acknowledged before the cut.</param>
    public static async Task<PowerCut> OneCutAsync(int burst, int seed, CancellationToken ct)
    {
        using var disk = new LoopDisk();
        var plan = new HostPlan(Path.Combine(disk.Folder, "data"));
        var promised = await CutAsync(plan, disk, burst, seed, ct);
        await disk.RemountAsync(ct);
        var integrity = Shell.Sql(plan.Database, "PRAGMA integrity_check");
        await using var host = await HostProcess.StartAsync(plan, ct);
        var there = (await host.Client.JobsAsync("&type=demo-job", ct)).Select(job => job.Id).ToHashSet();
        return new PowerCut(promised.Count, [.. promised.Where(id => !there.Contains(id))], integrity);
    }

    private static async Task<IReadOnlyList<long>> CutAsync(HostPlan plan, LoopDisk disk, int burst, int seed, CancellationToken ct)
    {
        await using var host = await HostProcess.StartAsync(plan, ct);
        var ledger = new Ledger();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var traffic = new Traffic(plan.Port, ledger, seed).RunAsync(enough.Token);
        await Until.TrueAsync(() => Task.FromResult(ledger.Promised.Count >= burst), $"{burst} orders are acknowledged", ct);
        // What is acknowledged while the power fails is a race of this rig; what was before it is a promise.
        var promised = ledger.Promised.Values.Distinct().ToList();
        disk.Cut();
        await enough.CancelAsync();
        await host.KillAsync(ct);
        await traffic;
        return promised;
    }
}

internal sealed record PowerCut(int Promised, IReadOnlyList<long> Lost, string Integrity);
