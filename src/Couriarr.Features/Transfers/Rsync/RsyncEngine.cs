using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers.Rsync;

/// <summary>Copies one file with rsync, in a process group that ends with the copy.</summary>
internal sealed class RsyncEngine(CouriarrOptions options, RsyncProgram program, Leftovers leftovers, TimeProvider clock) : ITransferEngine
{
    private const int LongestTail = 2000;

    public bool MayGoOn(string temp, string? by) => !leftovers.MayBeWritten(temp, by);

    public async Task<Copied> CopyAsync(Haul haul, Action<CopyProgress> report, CancellationToken ct)
    {
        await program.EnsureThereAsync(ct);
        await using var group = ProcessGroup.Start(program.Path, Arguments(haul), EnvironmentFor(haul.Temp), haul.Folder.Address, clock);
        var (shown, moved, tail) = (0L, 0L, "");
        using var watch = new Watchdog(() => group.Moved + Interlocked.Read(ref shown), options.Sync, clock, ct);
        var output = Speech.ReadAsync(group.Output, line => Hear(line, report, ref shown, ref moved));
        var error = Speech.ReadAsync(group.Error, line => tail = End($"{tail} {AppPath.Shown(line)}"));
        var code = await ExitAsync(group, watch, ct);
        await Task.WhenAll(output, error)
            .WaitAsync(TimeSpan.FromSeconds(3), clock, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return RsyncExit.Judge(code, tail.Trim(), Path.GetFileName(haul.Source.Path)) is { } why ? throw why : new Copied(moved);
    }

    private static async Task<int> ExitAsync(ProcessGroup group, Watchdog watch, CancellationToken ct)
    {
        try
        {
            return await group.WaitAsync(watch.Bark);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TransientException(watch.Why);
        }
    }

    private static void Hear(string line, Action<CopyProgress> report, ref long shown, ref long moved)
    {
        if (RsyncProgress.Read(line) is { } progress)
        {
            Interlocked.Exchange(ref shown, progress.Bytes);
            report(progress);
        }
        moved = RsyncProgress.MovedIn(line) ?? moved;
    }

    // Ownership stays out by default: shares that squash root refuse it. In place: the name is ours already, and a second temporary one leaks.
    private IEnumerable<string> Arguments(Haul haul)
    {
        yield return "-rltDvh";
        yield return options.Sync.KeepOwner ? "--owner" : "--no-owner";
        yield return options.Sync.KeepOwner ? "--group" : "--no-group";
        if (options.Sync.Chmod is { Length: > 0 } rights)
        {
            yield return "--perms";
            yield return $"--chmod={rights}";
        }
        yield return "--inplace";
        yield return "--append-verify";
        yield return "--info=progress2";
        yield return "--outbuf=L";
        yield return $"--out-format={RsyncProgress.Format}";
        if (Bandwidth.At(options, clock) is > 0 and var limit)
            yield return string.Create(CultureInfo.InvariantCulture, $"--bwlimit={limit}");
        yield return "--";
        yield return haul.Source.Path;
        yield return $"./{haul.Temp}";
    }

    private KeyValuePair<string, string>[] EnvironmentFor(string temp) =>
        [new("LC_ALL", "C.UTF-8"), new("PATH", "/usr/bin:/bin"), leftovers.MarkFor(temp)];

    private static string End(string text) => text.Length > LongestTail ? text[^LongestTail..] : text;
}
