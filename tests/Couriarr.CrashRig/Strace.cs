using System.Diagnostics;

namespace Couriarr.CrashRig;

/// <summary>Lets system calls of a running host fail until it is disposed. Needs root or ptrace rights, and strace.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private readonly Process _tracer;
    private readonly int _host;

    private Strace(Process tracer, int host) => (_tracer, _host) = (tracer, host);

    public static bool IsPossible => Environment.IsPrivilegedProcess && Shell.Has("strace");

    /// <summary>A wrapper for a plan: the host starts under strace and keeps its own process number.</summary>
    public static IReadOnlyList<string> Around(string calls, string injection) =>
        ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:{injection}"];

    /// <param name="paths">Only calls that touch one of these files.</param>
    public static async Task<Strace> AttachAsync(
        HostProcess host,
        string calls,
        string injection,
        IEnumerable<string> paths,
        CancellationToken ct
    )
    {
        var files = paths.SelectMany(path => new[] { "-P", path });
        string[] arguments =
        [
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            .. files,
            "-e",
            $"trace={calls}",
            "-e",
            $"inject={calls}:{injection}",
            "-p",
            host.Id.ToString(null, null),
        ];
        var strace = new Strace(Process.Start(new ProcessStartInfo("strace", arguments) { UseShellExecute = false })!, host.Id);
        await Until.TrueAsync(() => Task.FromResult(Tracers(host.Id).All(tracer => tracer != 0)), "strace holds every thread", ct);
        return strace;
    }

    public async ValueTask DisposeAsync()
    {
        Signals.Send(_tracer, Signal.Terminate);
        await _tracer.WaitForExitAsync();
        _tracer.Dispose();
        await Until.TrueAsync(() => Task.FromResult(Tracers(_host).All(tracer => tracer == 0)), "strace let go", CancellationToken.None);
    }

    private static IEnumerable<int> Tracers(int process)
    {
        var tasks = $"/proc/{process}/task";
        return Directory.Exists(tasks) ? Directory.GetDirectories(tasks).Select(TracerOf) : [];
    }

    private static int TracerOf(string task)
    {
        try
        {
            return int.Parse(
                File.ReadLines($"{task}/status").First(line => line.StartsWith("TracerPid:", StringComparison.Ordinal)).AsSpan(10),
                null
            );
        }
        catch (IOException)
        {
            // The thread ended while we looked.
            return 0;
        }
    }
}
