using System.Diagnostics;
using Couriarr.Neighbours;

namespace Couriarr.CrashRig.Carry;

/// <summary>Faults, one after another, in an order and for times that the seed decides. Every kind comes before any comes again.</summary>
internal sealed class Weather(Yard yard, Keeper keeper, TimeSpan time, int seed, TextWriter log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(6);
    private readonly Random _chance = new(seed);
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>The longest that a fault lasts; an outage of the service may be three times that.</summary>
    private TimeSpan Longest => TimeSpan.FromSeconds(Math.Clamp(time.TotalSeconds / 20, 2, 20));

    /// <summary>How often each came.</summary>
    public SortedDictionary<string, int> Came { get; } = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            Func<CancellationToken, Task>[] faults =
            [
                KillAsync,
                OutageAsync,
                RehearseAsync,
                HangAsync,
                LoseDestinationAsync,
                LoseSourceAsync,
                FillAsync,
                AppAsync,
                KillCopiesAsync,
            ];
            _chance.Shuffle(faults);
            foreach (var fault in faults)
            {
                if (Stopwatch.GetElapsedTime(_began) > time)
                    return;
                await Task.Delay(Moment(), ct);
                await fault(ct);
            }
        }
    }

    private async Task KillAsync(CancellationToken ct)
    {
        await SayAsync("kill", "the service is killed");
        await RestartAsync(ct);
    }

    // The apps' clocks are put forward, so that they lose patience with us as they would after five minutes.
    private async Task OutageAsync(CancellationToken ct)
    {
        var outage = Moment() * 3;
        await SayAsync("outage", $"the service is stopped for {outage.TotalSeconds:0} s, the apps stop telling");
        await keeper.StopAsync(ct);
        await Task.Delay(outage / 2, ct);
        foreach (var app in yard.Apps)
            app.ClockShift += app.ClockShift < Grace ? Grace : TimeSpan.FromMinutes(1);
        await Task.Delay(outage / 2, ct);
        await keeper.StartAsync(ct);
    }

    private async Task RehearseAsync(CancellationToken ct)
    {
        var length = Moment();
        await SayAsync("dry run", $"the service only rehearses for {length.TotalSeconds:0} s");
        await keeper.StopAsync(ct);
        await keeper.StartDryAsync(ct);
        await Task.Delay(length, ct);
        await keeper.StopAsync(ct);
        await keeper.StartAsync(ct);
    }

    private async Task HangAsync(CancellationToken ct)
    {
        var mount = Any(yard.Destinations);
        await SayAsync("hang", $"{mount.Name} hangs");
        mount.Hang();
        try
        {
            await Task.Delay(Moment(), ct);
        }
        finally
        {
            mount.Thaw();
        }
    }

    private Task LoseDestinationAsync(CancellationToken ct) => LoseAsync(Any(yard.Destinations), "destination lost", ct);

    private Task LoseSourceAsync(CancellationToken ct) => LoseAsync(Any(yard.Sources), "source lost", ct);

    // A service that comes up while a folder is away must know it too.
    private async Task LoseAsync(FuseFolder mount, string kind, CancellationToken ct)
    {
        var isKilledToo = _chance.Next(4) == 0;
        await SayAsync(kind, $"{mount.Name} is unmounted{(isKilledToo ? ", and the service killed" : "")}");
        mount.Vanish();
        await Task.Delay(Moment(), ct);
        if (isKilledToo)
            await RestartAsync(ct);
        await mount.MountAsync(ct);
    }

    private async Task FillAsync(CancellationToken ct)
    {
        await SayAsync("disk full", "the destination's disk is full");
        yard.FillDisk();
        await Task.Delay(Moment(), ct);
        yard.MakeRoom();
    }

    private async Task AppAsync(CancellationToken ct)
    {
        var (app, kind) = (Any(yard.Apps), _chance.Next(4));
        await SayAsync(
            "app trouble",
            $"{app.Flavour.Name} {new[] { "is broken", "hangs up", "shows a login page", "refuses our key" }[kind]}"
        );
        app.Mood = kind switch
        {
            0 => Mood.Broken,
            1 => Mood.HangsUp,
            2 => Mood.LoginPage,
            _ => Mood.Well,
        };
        app.ApiKey = kind == 3 ? "rotated-rotated-rotated" : FakeArr.FirstKey;
        await keeper.Host.Client.PostAsync("/catchup", ct);
        await Task.Delay(Moment(), ct);
        (app.Mood, app.ApiKey) = (Mood.Well, FakeArr.FirstKey);
    }

    private async Task KillCopiesAsync(CancellationToken ct)
    {
        var (killed, until) = (0, Moment());
        for (
            var began = Stopwatch.GetTimestamp();
            Stopwatch.GetElapsedTime(began) < until;
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct)
        )
            killed += keeper.KillCopies();
        await SayAsync("rsync killed", $"{killed} processes of rsync were killed");
    }

    private async Task RestartAsync(CancellationToken ct)
    {
        await keeper.KillAsync(ct);
        await keeper.StartAsync(ct);
    }

    private async Task SayAsync(string kind, string what)
    {
        Came[kind] = Came.GetValueOrDefault(kind) + 1;
        await log.WriteLineAsync($"  {Stopwatch.GetElapsedTime(_began):m\\:ss} {what}");
    }

    private TimeSpan Moment() => Longest * (0.25 + 0.75 * _chance.NextDouble());

    private T Any<T>(IReadOnlyList<T> of) => of[_chance.Next(of.Count)];
}
