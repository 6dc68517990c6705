using System.Diagnostics;

namespace Couriarr.CrashRig;

/// <summary>How hosts die in a scenario.</summary>
/// <param name="ShortestLife">Counted from when it answers.</param>
/// <param name="InStart">The share of deaths before it answers.</param>
/// <param name="InStop">The share of deaths during an orderly stop; one that is faster than its killer counts as a stop.</param>
/// <param name="Stops">The share of orderly stops that nobody disturbs.</param>
internal sealed record Temper(TimeSpan ShortestLife, TimeSpan LongestLife, double InStart, double InStop, double Stops)
{
    public static Temper Wild { get; } = new(TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(400), 0.15, 0.15, 0);
    public static Temper Everyday { get; } = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(8), 0.1, 0.2, 0.4);
}

/// <summary>Starts the host and kills it at random moments, again and again.</summary>
internal sealed class Assault(HostPlan plan, Temper temper, int seed, TextWriter log)
{
    private const int KilledBySignal = 128 + (int)Signal.Kill;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMilliseconds(60);
    private readonly Random _chance = new(seed);

    public int Kills { get; private set; }
    public int Stops { get; private set; }

    /// <summary>Hosts that ended in a way nobody ordered.</summary>
    public List<string> Surprises { get; } = [];

    public async Task RunAsync(Func<bool> goesOn, CancellationToken ct)
    {
        var lastWord = Stopwatch.GetTimestamp();
        while (goesOn())
        {
            await OneLifeAsync(ct);
            if (Stopwatch.GetElapsedTime(lastWord) < TimeSpan.FromSeconds(10))
                continue;
            await log.WriteLineAsync($"  {Kills} kills, {Stops} orderly stops ...");
            lastWord = Stopwatch.GetTimestamp();
        }
    }

    private async Task OneLifeAsync(CancellationToken ct)
    {
        await using var host = HostProcess.Launch(plan);
        var fate = _chance.NextDouble();
        if (fate < temper.InStart)
            await KillAsync(host, LongestStart, ct);
        else if (fate < temper.InStart + temper.InStop)
            await KillInStopAsync(host, ct);
        else if (fate < temper.InStart + temper.InStop + temper.Stops)
            await StopAsync(host, ct);
        else
            await KillLateAsync(host, ct);
    }

    private async Task KillLateAsync(HostProcess host, CancellationToken ct)
    {
        await host.IsUpAsync(ct);
        await Task.Delay(temper.ShortestLife, ct);
        await KillAsync(host, temper.LongestLife - temper.ShortestLife, ct);
    }

    private async Task KillInStopAsync(HostProcess host, CancellationToken ct)
    {
        await host.IsUpAsync(ct);
        await Task.Delay(temper.LongestLife * _chance.NextDouble(), ct);
        host.Signal(Signal.Terminate);
        await KillAsync(host, LongestStop, ct);
    }

    private async Task StopAsync(HostProcess host, CancellationToken ct)
    {
        await host.IsUpAsync(ct);
        await Task.Delay(temper.LongestLife * _chance.NextDouble(), ct);
        Note(host, await host.StopAsync(ct));
    }

    private async Task KillAsync(HostProcess host, TimeSpan within, CancellationToken ct)
    {
        await Task.Delay(within * _chance.NextDouble(), ct);
        Note(host, await host.KillAsync(ct));
    }

    private void Note(HostProcess host, int exitCode)
    {
        if (exitCode == KilledBySignal)
            Kills++;
        else if (exitCode == 0)
            Stops++;
        else
            Surprises.Add($"The host ended with exit code {exitCode}: {host.Output}");
    }
}
