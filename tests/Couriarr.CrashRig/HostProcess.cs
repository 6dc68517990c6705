using System.Diagnostics;
using System.Text;

namespace Couriarr.CrashRig;

/// <summary>One run of the program as a child process. Gone when it is disposed, whatever happened.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private HostProcess(HostPlan plan)
    {
        Plan = plan;
        Client = new DemoClient(plan.Port);
        _process = Process.Start(StartInfo(plan))!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HostPlan Plan { get; }
    public DemoClient Client { get; }
    public int Id => _process.Id;
    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static HostProcess Launch(HostPlan plan) => new(plan);

    /// <summary>Returns when /health answers.</summary>
    public static async Task<HostProcess> StartAsync(HostPlan plan, CancellationToken ct)
    {
        var host = Launch(plan);
        try
        {
            await host.IsUpAsync(ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public Task IsUpAsync(CancellationToken ct) =>
        Until.TrueAsync(
            async () =>
                HasExited
                    ? throw new InvalidOperationException($"The host ended instead of starting: {Output}")
                    : (await Client.GetAsync("/health", ct)).Status == 200,
            "the host answers",
            ct,
            seconds: 60
        );

    public void Signal(Signal signal) => Signals.Send(_process, signal);

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken ct, int seconds = 30)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public Task<int> StopAsync(CancellationToken ct)
    {
        Signal(CrashRig.Signal.Terminate);
        return ExitAsync(ct);
    }

    public Task<int> KillAsync(CancellationToken ct)
    {
        Signal(CrashRig.Signal.Kill);
        return ExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        Signal(CrashRig.Signal.Kill);
        await ExitAsync(CancellationToken.None);
        Client.Dispose();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    private static ProcessStartInfo StartInfo(HostPlan plan)
    {
        var start = new ProcessStartInfo(plan.CommandLine[0], plan.CommandLine.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DEMO_EFFECTS"] = plan.Effects;
        foreach (var (name, value) in plan.Environment)
            start.Environment[name] = value;
        return start;
    }
}
