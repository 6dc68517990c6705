namespace Couriarr.CrashRig.Nodes;

/// <summary>One of several processes of the program. It is up, frozen, or on its way up again.</summary>
internal sealed class Node(int number, HostPlan plan) : IAsyncDisposable
{
    private const int KilledBySignal = 128 + (int)Signal.Kill;
    private const int MostFailedStarts = 100;
    private HostProcess? _host;

    public int Number => number;
    public int Port => plan.Port;
    public DemoClient Client => _host!.Client;

    /// <summary>Nobody does anything to it now.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Starts that ended early, because a server went away under them. Whatever keeps services running tries again.</summary>
    public int FailedStarts { get; private set; }

    public async Task StartAsync(CancellationToken ct)
    {
        while (!IsUp)
        {
            _host = HostProcess.Launch(plan);
            try
            {
                await _host.IsUpAsync(ct);
                IsUp = true;
            }
            catch (TimeoutException e)
            {
                throw new InvalidOperationException($"Node {number} does not come up: {_host.Output}", e);
            }
            catch (InvalidOperationException) when (_host.HasExited && ++FailedStarts <= MostFailedStarts)
            {
                await _host.DisposeAsync();
                _host = null;
            }
        }
    }

    /// <summary>Dies at once, and comes back.</summary>
    /// <returns>What nobody ordered; null when all went as it should.</returns>
    public async Task<string?> KillAsync(CancellationToken ct)
    {
        IsUp = false;
        var code = await _host!.KillAsync(ct);
        var words = code == KilledBySignal ? null : $"Node {number} had ended before, with exit code {code}: {_host.Output}";
        await _host.DisposeAsync();
        _host = null;
        await StartAsync(ct);
        return words;
    }

    /// <summary>Stands still, and then goes on as if nothing had been.</summary>
    public async Task FreezeAsync(TimeSpan time, CancellationToken ct)
    {
        IsUp = false;
        _host!.Signal(Signal.Stop);
        try
        {
            await Task.Delay(time, ct);
        }
        finally
        {
            _host.Signal(Signal.Continue);
        }
        IsUp = true;
    }

    /// <returns>What nobody ordered; null when it stopped as it should.</returns>
    public async Task<string?> StopAsync(CancellationToken ct)
    {
        IsUp = false;
        var code = await _host!.StopAsync(ct);
        return code == 0 ? null : $"Node {number} stopped with exit code {code}: {_host.Output}";
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
