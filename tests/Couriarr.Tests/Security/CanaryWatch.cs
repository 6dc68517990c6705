using System.Collections.Concurrent;

namespace Couriarr.Tests.Security;

/// <summary>Looks again and again at the command lines of all processes, and at the environment of the programs that ours starts.</summary>
internal sealed class CanaryWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentDictionary<string, bool> _found = [];
    private readonly ConcurrentDictionary<string, bool> _children = [];
    private readonly Task _watching;

    public CanaryWatch(Canaries canaries, int program) => _watching = Task.Run(() => Watch(canaries, program));

    public IEnumerable<string> Found => _found.Keys;

    /// <summary>The programs that ours was seen to start.</summary>
    public IEnumerable<string> Children => _children.Keys;

    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _enough.Dispose();
    }

    private void Watch(Canaries canaries, int program)
    {
        while (!_enough.IsCancellationRequested)
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
                Look(canaries, process, program);
            _enough.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20));
        }
    }

    private void Look(Canaries canaries, string process, int program)
    {
        foreach (var kind in canaries.In(Read(process, "cmdline")))
            _found[$"command line: {kind}"] = true;
        if (Descends(process, program) && IsItsOwn(process, program) && Read(process, "comm") is { Length: > 0 } name)
        {
            _children[System.Text.Encoding.UTF8.GetString(name).Trim()] = true;
            foreach (var kind in canaries.In(Read(process, "environ")))
                _found[$"environment of a child: {kind}"] = true;
        }
    }

    // Between fork and exec a child is still a picture of ours, environment and all. The program it is changes in the same moment as its
    // environment does; its command line reads as empty for a moment in between.
    private static bool IsItsOwn(string process, int program) =>
        ProgramOf(process) is { } own && ProgramOf($"/proc/{program}") is { } ours && own != ours;

    private static string? ProgramOf(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "exe"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Descends(string process, int program)
    {
        for (var depth = 0; depth < 5; depth++)
        {
            var stat = System.Text.Encoding.UTF8.GetString(Read(process, "stat"));
            if (stat.Length == 0 || !int.TryParse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], out var parent) || parent <= 1)
                return false;
            if (parent == program)
                return true;
            process = $"/proc/{parent}";
        }
        return false;
    }

    // A process may end while it is looked at.
    private static byte[] Read(string process, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
