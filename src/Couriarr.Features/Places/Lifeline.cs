using System.Globalization;
using Couriarr.Jobs;

namespace Couriarr.Features.Places;

/// <summary>
/// Has a group of processes end soon after we fall silent: killed, our end of its pipe closes; frozen, we do not beat. It is for those whose
/// work nobody could refuse afterwards, and the time is well before another node is given ours.
/// </summary>
internal sealed class Lifeline : IDisposable
{
    /// <summary>How long we may be silent. A heart that stopped just before its next beat leaves three quarters of a lease.</summary>
    public static TimeSpan Silence => JobsOptions.Lease / 3;

    private const string Shell = "/bin/bash";
    private const byte Beat = (byte)'.';

    // All that it starts it waits for: in a container there may be nobody else who does. The program gets its arguments as they are.
    private const string Script = """
        exec 3<&0 4>&2 </dev/null 2>/dev/null
        "$@" 2>&4 3<&- 4>&- & child=$!
        (exec 4>&- >/dev/null; while read -r -n 1 -t "$0" -u 3; do :; done; kill -KILL 0) & watch=$!
        exec 3<&- 4>&- >/dev/null
        wait "$child"; code=$?
        kill -KILL "$watch"; wait "$watch"
        exit "$code"
        """;

    private readonly Stream _pipe;
    private readonly ITimer _timer;

    private Lifeline(Stream pipe, TimeSpan silence, TimeProvider clock)
    {
        _pipe = pipe;
        _timer = clock.CreateTimer(_ => Say(), null, TimeSpan.Zero, silence / 6);
    }

    /// <summary>The same command, under watch.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) Around(
        string program,
        IEnumerable<string> arguments,
        TimeSpan silence
    ) => (Shell, ["-c", Script, silence.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture), program, .. arguments]);

    /// <summary>Beats for a group that was started with such a command, until it is disposed.</summary>
    public static Lifeline To(ProcessGroup group, TimeProvider clock, TimeSpan? silence = null) =>
        new(group.Input, silence ?? Silence, clock);

    private void Say()
    {
        try
        {
            _pipe.WriteByte(Beat);
            _pipe.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It ended by itself just now.
        }
    }

    public void Dispose() => _timer.Dispose();
}
