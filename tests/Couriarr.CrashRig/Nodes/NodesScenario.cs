using System.Diagnostics;

namespace Couriarr.CrashRig.Nodes;

/// <summary>Several processes of the program on one store, apps that tell them of imports, and everything that can break breaks.</summary>
/// <param name="Lease">Null for the program's own; faults that outlast it take that long.</param>
internal sealed record NodesScenario(int Nodes, bool WithRedis, int Faults, TimeSpan? Lease)
{
    private const int Complaints = 20;
    private static readonly TimeSpan UsualLease = TimeSpan.FromSeconds(60);

    public async Task<bool> RunAsync(int seed, TextWriter log, CancellationToken ct)
    {
        await log.WriteLineAsync($"The seed is {seed}.");
        var started = Stopwatch.GetTimestamp();
        await using var estate = await Estate.BuildAsync(Nodes, WithRedis, Lease, ct);
        using var balancer = new Balancer(estate.Nodes);
        var releases = new Releases(estate, balancer, seed);
        var tormentor = new Tormentor(estate, Faults, Lease ?? UsualLease, seed, log);
        using var enough = new CancellationTokenSource();
        var telling = releases.RunAsync(enough.Token, ct);
        await tormentor.RunAsync(ct);
        await enough.CancelAsync();
        await telling;

        var revived = await new Aftercare(estate, Lease ?? UsualLease, log).DrainAsync(ct);
        var verdict = new NodesVerdict(estate, releases.Movies.Values, tormentor.Total);
        foreach (var node in estate.Nodes)
            if (await node.StopAsync(ct) is { } surprise)
                tormentor.Surprises.Add(surprise);
        await verdict.LookAsync();

        var complaints = tormentor.Surprises.Concat(verdict.Complaints).ToList();
        foreach (var complaint in complaints.Take(Complaints))
            await log.WriteLineAsync(complaint);
        foreach (var (kind, times) in tormentor.Came)
            await log.WriteLineAsync($"  {kind, -20} {times, 5}");
        await log.WriteLineAsync(
            $"{Nodes} nodes, {tormentor.Total} faults: {releases.Acknowledged} webhooks acknowledged ({balancer.Refused} tries refused), "
                + $"{verdict.Right} of {releases.Movies.Count} files newest and byte-identical, {verdict.Again} calls that told something again, "
                + $"{verdict.Litter} unfinished copies known to the cleaner, {estate.Nodes.Sum(node => node.FailedStarts)} starts failed, {revived} jobs given up after three kills and retried, {complaints.Count} complaints, "
                + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, seed {seed}"
        );
        return complaints.Count == 0 && verdict.Right == releases.Movies.Count;
    }
}
