using System.Runtime.InteropServices;

namespace Couriarr.Verbs;

/// <summary>The first Ctrl-C asks for an orderly stop; the second ends the program at once. What was accepted is on the disk already.</summary>
internal sealed partial class SecondSignal : IDisposable
{
    private const int KilledByInterrupt = 130;
    private readonly List<PosixSignalRegistration> _registrations;
    private int _count;

    public SecondSignal() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear)];

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
            LeaveAtOnce(KilledByInterrupt);
    }

    // Environment.Exit would wait for the orderly stop that somebody has just lost patience with.
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void LeaveAtOnce(int status);
}
