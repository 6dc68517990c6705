using System.Runtime.InteropServices;

namespace Couriarr.Verbs;

/// <summary>The first Ctrl-C asks for an orderly stop; the second ends the program at once. What was accepted is on the disk already.</summary>
internal sealed partial class SecondSignal : IDisposable
{
    private const int KilledByInterrupt = 130;
    private readonly CancellationTokenSource _first = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private int _count;

    public SecondSignal() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Hear),
        ];

    /// <summary>Cancelled by the first, so that it counts also while nothing is up yet that could be stopped.</summary>
    public CancellationToken First => _first.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _first.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        // A terminal that closes often says so twice, and is not impatient.
        if (context.Signal is not PosixSignal.SIGHUP && Interlocked.Increment(ref _count) > 1)
            LeaveAtOnce(KilledByInterrupt);
        _ = _first.CancelAsync();
    }

    // Environment.Exit would wait for the orderly stop that somebody has just lost patience with.
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void LeaveAtOnce(int status);
}
