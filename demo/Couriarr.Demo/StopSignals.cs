using System.Runtime.InteropServices;

namespace Couriarr.Demo;

/// <summary>Ctrl-C, a kill and a closed terminal end the demo in good order.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _heard;

    public StopSignals() =>
        _heard = [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, Hear)),
        ];

    public CancellationToken Token => _stop.Token;

    /// <summary>As a shell says it: 128 and the number of the signal.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        _heard.ForEach(registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        ExitCode = signal.Signal switch
        {
            PosixSignal.SIGINT => 130,
            PosixSignal.SIGTERM => 143,
            _ => 129,
        };
        _stop.Cancel();
    }
}
