using System.Globalization;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Transfers.Rsync;

/// <summary>Copies one file with rsync.</summary>
internal sealed class RsyncEngine(CouriarrOptions options, RsyncRun rsync, Leftovers leftovers, TimeProvider clock) : ITransferEngine
{
    public bool MayGoOn(string temp, string? by) => !leftovers.MayBeWritten(temp, by);

    public async Task<Copied> CopyAsync(Haul haul, Action<CopyProgress> report, CancellationToken ct)
    {
        var end = await rsync.OfAsync(new(Arguments(haul), EnvironmentFor(haul.Temp), haul.Folder.Address), report, ct);
        return RsyncExit.Judge(end.Code, end.Said, Path.GetFileName(haul.Source.Path)) is { } why ? throw why : new Copied(end.Moved);
    }

    // Ownership stays out by default: shares that squash root refuse it. In place: the name is ours already, and a second temporary one leaks.
    private IEnumerable<string> Arguments(Haul haul)
    {
        yield return "-rltDvh";
        yield return options.Sync.KeepOwner ? "--owner" : "--no-owner";
        yield return options.Sync.KeepOwner ? "--group" : "--no-group";
        if (options.Sync.KeepXattrs)
            yield return "--xattrs";
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
        if (Bandwidth.On(haul.Limit, options, clock) is > 0 and var limit)
            yield return string.Create(CultureInfo.InvariantCulture, $"--bwlimit={limit}");
        yield return "--";
        yield return haul.Source.Path;
        yield return $"./{haul.Temp}";
    }

    private KeyValuePair<string, string>[] EnvironmentFor(string temp) =>
        [new("LC_ALL", "C.UTF-8"), new("PATH", "/usr/bin:/bin"), leftovers.MarkFor(temp)];
}
