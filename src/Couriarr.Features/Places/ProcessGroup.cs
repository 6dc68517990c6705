using System.Diagnostics;

namespace Couriarr.Features.Places;

/// <summary>A child process that leads a group of its own, so that nothing of it survives its end.</summary>
internal sealed class ProcessGroup : IAsyncDisposable
{
    private const string Leader = "/usr/bin/setsid";
    private static readonly TimeSpan DeathTakes = TimeSpan.FromSeconds(3);
    private readonly Process _process;
    private readonly string _name;
    private readonly TimeProvider _clock;
    private Lifeline? _lifeline;

    private ProcessGroup(Process process, string name, TimeProvider clock) => (_process, _name, _clock) = (process, name, clock);

    /// <summary>Closed from the start, unless it was asked for.</summary>
    public Stream Input => _process.StandardInput.BaseStream;
    public StreamReader Output => _process.StandardOutput;
    public StreamReader Error => _process.StandardError;

    public int Id => _process.Id;

    /// <summary>As <see cref="Start"/>, but it ends also when we are killed or frozen.</summary>
    public static ProcessGroup StartTied(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        string folder,
        TimeProvider clock
    )
    {
        var (shell, tied) = Lifeline.Around(program, arguments, Lifeline.Silence);
        var group = Start(shell, tied, environment, folder, clock, hasInput: true, counted: program);
        group._lifeline = Lifeline.To(group, clock);
        return group;
    }

    /// <summary>No environment but the given one.</summary>
    /// <param name="counted">The program whose bytes are <see cref="Moved"/>; the started one if not said.</param>
    public static ProcessGroup Start(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        string folder,
        TimeProvider clock,
        bool hasInput = false,
        string? counted = null
    )
    {
        var start = new ProcessStartInfo(Leader, [program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        if (!hasInput)
            process.StandardInput.Close();
        return new ProcessGroup(process, Path.GetFileName(counted ?? program), clock);
    }

    /// <returns>The exit code; beyond 128 by that signal.</returns>
    public async Task<int> WaitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>
    /// Bytes that all processes of this program have read and written so far. Others of the group do not count: an ssh goes on telling the
    /// other machine that it is there when nothing is moved.
    /// </summary>
    public long Moved => Family.Of(Id).Where(id => Family.NameOf(id) == _name).Sum(Family.BytesOf);

    /// <summary>Kills all of it. False when something of it does not die: it hangs in the kernel.</summary>
    public async Task<bool> KillAsync()
    {
        Linux.Kill(Id);
        if (!_process.HasExited)
            Linux.KillOne(Id);
        var started = _clock.GetTimestamp();
        while (Linux.IsAlive(Id) && _clock.GetElapsedTime(started) < DeathTakes)
            await Task.Delay(TimeSpan.FromMilliseconds(20), _clock, CancellationToken.None);
        return !Linux.IsAlive(Id);
    }

    public async ValueTask DisposeAsync()
    {
        _lifeline?.Dispose();
        await KillAsync();
        _process.Dispose();
    }
}
