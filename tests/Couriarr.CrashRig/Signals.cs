using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Couriarr.CrashRig;

internal enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

internal static partial class Signals
{
    /// <summary>Nothing happens when it has ended already: a process of ours keeps its number until it is disposed.</summary>
    public static void Send(Process process, Signal signal)
    {
        if (!process.HasExited)
            _ = Send(process.Id, (int)signal);
    }

    /// <summary>One that is not our own child: it may have ended already.</summary>
    public static void Kill(int process) => Send(process, Signal.Kill);

    public static void Send(int process, Signal signal) => _ = Send(process, (int)signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
