using System.Diagnostics;
using Couriarr.Demo.Stages;

namespace Couriarr.Demo;

/// <summary>The demo from its first line to its last: builds the scenery, plays, proves what came of it, and takes everything down again.</summary>
internal sealed class Evening(string program, Ground ground, Stage stage, bool stay)
{
    private const int Failed = 70;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(StopSignals stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        limit.CancelAfter(Longest);
        try
        {
            using (ground)
                return await PlayAsync(limit, stop.Token) ? 0 : Failed;
        }
        catch (DemoException e)
        {
            stage.Say(e.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            stage.Say("Stopped. Nothing was left behind.");
            return stop.ExitCode;
        }
        catch (OperationCanceledException)
        {
            stage.Say($"The demo was given up: it took longer than {Longest.TotalMinutes:0} minutes. Is the machine very busy?");
            return Failed;
        }
    }

    private async Task<bool> PlayAsync(CancellationTokenSource limit, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        stage.Headline("The scenery");
        await using var wiring = await Wiring.StartAsync(ground);
        stage.Say($"A made-up Radarr and Sonarr, two empty libraries in {ground.Root}, and the real service.");
        await using var service = await CouriarrProcess.StartAsync(program, ground, wiring, limit.Token);
        stage.Say(
            $"Couriarr is up at {service.Address}, for this machine alone, carrying {Wiring.KilobytesPerSecond / 1000} MB a second so that you can watch."
        );

        var play = new Play(ground, wiring, service, stage);
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token))
        {
            var feed = new Feed(service, stage).WatchAsync(over.Token);
            try
            {
                await stage.DuringAsync(() => play.RunAsync(limit.Token));
            }
            finally
            {
                await over.CancelAsync();
                await feed;
            }
        }
        var isRight = await new Proof(ground, service, stage).ShowAsync(play.Deeds, limit.Token);
        await StayAsync(service, limit, stop);
        Farewell(isRight, Stopwatch.GetElapsedTime(began));
        return isRight;
    }

    private async Task StayAsync(CouriarrProcess service, CancellationTokenSource limit, CancellationToken stop)
    {
        if (!stay)
            return;
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
        stage.Headline("Look around");
        stage.Say($"It stays up at {service.Address} until Ctrl-C. The key is {service.Key}:");
        stage.Say($"  curl -H 'X-Api-Key: {service.Key}' {service.Address}jobs");
        stage.Say($"Its files are in {ground.Root}.");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private void Farewell(bool isRight, TimeSpan took)
    {
        stage.Headline("Where to go on");
        stage.Say("./run starts it for real, at http://127.0.0.1:8475; the README says what it needs to know of your Radarr and Sonarr.");
        stage.Say("Its logs are in data/logs, what was carried in sync_history.log there; /jobs, /inbox and /instances say the same.");
        stage.Say("./run demo --stay keeps this one up to look around, ./run demo --keep leaves its folder there.");
        stage.Say($"{(isRight ? "All of it arrived, byte by byte" : "Not all of it arrived as it should")}, in {took.TotalSeconds:0} s.");
    }
}
