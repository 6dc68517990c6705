using System.Globalization;

namespace Couriarr.CrashRig.Carry;

/// <summary>Starts and ends the service, and knows which one runs now.</summary>
internal sealed class Keeper(HostPlan plan) : IAsyncDisposable
{
    private const int KilledBySignal = 128 + (int)Signal.Kill;
    private HostProcess? _host;

    public HostProcess Host => _host ?? throw new InvalidOperationException("No service runs now.");
    public int Kills { get; private set; }

    /// <summary>Services that ended in a way nobody ordered.</summary>
    public List<string> Surprises { get; } = [];

    public async Task StartAsync(CancellationToken ct) => _host = await HostProcess.StartAsync(plan, ct);

    /// <summary>As somebody does who wants to see first what would happen.</summary>
    public async Task StartDryAsync(CancellationToken ct) => _host = await HostProcess.StartAsync(plan.With("SYNC_DRY_RUN", "true"), ct);

    public async Task KillAsync(CancellationToken ct)
    {
        await EndAsync(await Host.KillAsync(ct), KilledBySignal);
        Kills++;
    }

    public async Task StopAsync(CancellationToken ct) => await EndAsync(await Host.StopAsync(ct), 0);

    /// <summary>Ends the copies that run now, without asking the service.</summary>
    public int KillCopies()
    {
        var copies = Copies.ToList();
        copies.ForEach(Signals.Kill);
        return copies.Count;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    private IEnumerable<int> Copies => Stats().Where(one => one.Name == "rsync" && DescendsFrom(one.Parent, Host.Id)).Select(one => one.Id);

    private async Task EndAsync(int code, int expected)
    {
        if (code != expected)
            Surprises.Add($"the service ended with exit code {code}: {Host.Output[^Math.Min(2000, Host.Output.Length)..]}");
        await Host.DisposeAsync();
        _host = null;
    }

    private static bool DescendsFrom(int process, int ancestor)
    {
        var parents = Stats().ToDictionary(one => one.Id, one => one.Parent);
        for (; process > 1; process = parents.GetValueOrDefault(process))
            if (process == ancestor)
                return true;
        return false;
    }

    private static IEnumerable<(int Id, string Name, int Parent)> Stats() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where char.IsAsciiDigit(Path.GetFileName(folder)[0])
        let stat = Processes.Read($"{folder}/stat")
        where stat.Length > 0
        let rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')
        select (
            int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture),
            stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')],
            int.Parse(rest[1], CultureInfo.InvariantCulture)
        );
}

/// <summary>What the system knows of processes, which may end while one looks.</summary>
internal static class Processes
{
    /// <summary>Those that have to do with a folder: by their command line, or because they stand in it.</summary>
    public static IEnumerable<string> At(string folder) =>
        from process in Directory.EnumerateDirectories("/proc")
        where char.IsAsciiDigit(Path.GetFileName(process)[0])
        let line = Read($"{process}/cmdline").Replace('\0', ' ')
        where line.Contains(folder, StringComparison.Ordinal) || (Standing(process)?.StartsWith(folder, StringComparison.Ordinal) ?? false)
        select $"process {Path.GetFileName(process)}: {line}";

    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? Standing(string process)
    {
        try
        {
            return new FileInfo($"{process}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
