using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Transfers.Rsync;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers.Remote;

/// <summary>What rsync is asked to do at another machine: to look, to compare and to copy.</summary>
internal sealed class RemoteRsync(
    CouriarrOptions options,
    RsyncRun rsync,
    RsyncProgram program,
    SshFiles ssh,
    Leftovers leftovers,
    TimeProvider clock
)
{
    /// <summary>What an interrupted copy left is kept in it over there, beside the file, and gone on with.</summary>
    public const string Begun = ".couriarr-partial";

    // In a second. A disk that is slower, or has that much else to do, is not told from one that hangs.
    private const long SlowestReading = 10_000_000;
    private static readonly Version Oldest = Version.Parse(RemoteFailure.Oldest);

    /// <summary>Looks whether the folder is there. It is never made: where a disk is not mounted, that would fill another one.</summary>
    /// <exception cref="BlockedException">It is not, or the machine cannot be reached; with what to do.</exception>
    public async Task EnsureThereAsync(RemoteAddress there, CancellationToken ct)
    {
        if (await program.VersionAsync(ct) is { } version && version < Oldest)
            throw new OutOfReachException(
                $"rsync {version} is too old for destinations on other machines, {Oldest} is the least. Install a newer one: apt-get install -y rsync"
            );
        string[] look = ["--list-only", "--timeout=30", .. Way(there), "--", there.Spec.TrimEnd('/')];
        if (RemoteFailure.OfLook(await rsync.OfAsync(new(look, EnvironmentFor(there), "/"), _ => { }, ct), there, ssh) is { } why)
            throw why;
    }

    /// <param name="byContent">Reads all of both, the one over there without a word.</param>
    public async Task<Difference> CompareAsync(RemoteHaul haul, bool byContent, CancellationToken ct)
    {
        string[] how = ["--dry-run", .. byContent ? ["--checksum"] : Array.Empty<string>(), $"--out-format={RsyncProgress.Difference}"];
        var silence = byContent ? haul.Stage.Size / SlowestReading : 0;
        return new Difference((await RunAsync(haul, how, TimeSpan.FromSeconds(silence), _ => { }, ct)).Told);
    }

    /// <returns>The bytes that were really moved.</returns>
    public async Task<long> CopyAsync(RemoteHaul haul, Action<CopyProgress> report, CancellationToken ct)
    {
        List<string> how = [$"--partial-dir={Begun}", "--fsync", "--info=progress2", "--outbuf=L", $"--out-format={RsyncProgress.Format}"];
        if (haul.IsDoubtful)
            how.Add("--ignore-times");
        if (Bandwidth.On(haul.Limit, options, clock) is > 0 and var limit)
            how.Add(string.Create(CultureInfo.InvariantCulture, $"--bwlimit={limit}"));
        return (await RunAsync(haul, how, TimeSpan.Zero, report, ct)).Moved;
    }

    private async Task<RsyncEnd> RunAsync(
        RemoteHaul haul,
        IEnumerable<string> how,
        TimeSpan silence,
        Action<CopyProgress> report,
        CancellationToken ct
    )
    {
        string[] arguments = [.. Treatment, .. how, .. Way(haul.There), "--", $"./{haul.Within}", haul.There.Spec];
        var call = new RsyncCall(arguments, EnvironmentFor(haul.There), haul.Stage.Folder) { Silence = silence, IsTied = true };
        var end = await rsync.OfAsync(call, report, ct);
        return RemoteFailure.Of(end, haul.There, ssh, Path.GetFileName(haul.Within)) is { } why ? throw why : end;
    }

    // Folders on the way are made with the rights that are usual there. Some file systems keep times in steps of two seconds.
    private IEnumerable<string> Treatment =>
        [
            "--times",
            "--relative",
            "--no-implied-dirs",
            "--copy-links",
            "--modify-window=2",
            .. options.Sync.KeepOwner ? ["--owner", "--group"] : Array.Empty<string>(),
            .. options.Sync.KeepXattrs ? ["--xattrs"] : Array.Empty<string>(),
            .. options.Sync.Chmod is { Length: > 0 } rights ? ["--perms", $"--chmod={rights}"] : Array.Empty<string>(),
        ];

    private IEnumerable<string> Way(RemoteAddress there) =>
        there.IsDaemon ? ["--protect-args", "--contimeout=10"] : ["--protect-args", $"--rsh={ssh.CommandFor(there)}"];

    // A password on a command line would be everybody's.
    private IEnumerable<KeyValuePair<string, string>> EnvironmentFor(RemoteAddress there) =>
        [
            new("LC_ALL", "C.UTF-8"),
            new("PATH", "/usr/bin:/bin"),
            leftovers.MarkFor(there.Host),
            .. Environment.GetEnvironmentVariable("HOME") is { } home ? [new("HOME", home)] : Array.Empty<KeyValuePair<string, string>>(),
            .. there.IsDaemon && options.Sync.Remote.Password is { } password
                ? [new("RSYNC_PASSWORD", password.Reveal())]
                : Array.Empty<KeyValuePair<string, string>>(),
        ];
}

/// <summary>One file for another machine.</summary>
/// <param name="Within">The path below both roots.</param>
internal sealed record RemoteHaul(RemoteAddress There, Stage Stage, string Within)
{
    /// <summary>KB a second on its route; 0 for none.</summary>
    public int Limit { get; init; }

    /// <summary>What lies there is not trusted for having the size and time of the original.</summary>
    public bool IsDoubtful { get; init; }
}
