using System.Runtime.InteropServices;

namespace Couriarr.TestHost;

/// <summary>Ends this process as a power cut would: no finally, no handler, no flush.</summary>
internal static partial class Death
{
    private const int Kill = 9;

    public static void Now() => _ = SendSignal(Environment.ProcessId, Kill);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
