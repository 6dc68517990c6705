using System.Text.RegularExpressions;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers.Rsync;

/// <summary>The rsync of this machine, once it was found and is new enough.</summary>
internal sealed partial class RsyncProgram(TimeProvider clock, ILogger<RsyncProgram> log)
{
    private static readonly string[] Places = ["/usr/bin/rsync", "/usr/local/bin/rsync", "/bin/rsync"];
    private static readonly Version Oldest = new(3, 1);
    private static readonly Version Safe = new(3, 5, 0);
    private bool _isFine;

    public string Path => Places.FirstOrDefault(File.Exists) ?? Places[0];

    /// <exception cref="BlockedException">It is missing or too old; everything waits until that is mended.</exception>
    public async Task EnsureThereAsync(CancellationToken ct)
    {
        if (_isFine)
            return;
        if (!File.Exists(Path))
            throw new OutOfReachException("rsync is not installed, and it is what copies here. Install it: apt-get install -y rsync");
        Judge(await VersionAsync(ct));
        _isFine = true;
    }

    /// <summary>Null when there is none, or when it does not say.</summary>
    public async Task<Version?> VersionAsync(CancellationToken ct) => File.Exists(Path) ? VersionIn(await AskAsync(ct)) : null;

    internal void Judge(Version? version)
    {
        if (version is null || version < Oldest)
            throw new OutOfReachException(
                $"rsync {version?.ToString() ?? "of an unknown version"} is too old, 3.1 is the least. Install a newer one: apt-get install -y rsync"
            );
        if (version < Safe)
            log.LogWarning(
                "rsync {Version} has known weaknesses that 3.5.0 mends; update it when you can, and do not run Couriarr as root",
                version
            );
    }

    internal static Version? VersionIn(string said) =>
        Number().Match(said) is { Success: true } match && Version.TryParse(match.Groups["n"].ValueSpan, out var version) ? version : null;

    private async Task<string> AskAsync(CancellationToken ct)
    {
        await using var group = ProcessGroup.Start(Path, ["--version"], [], "/", clock);
        var said = await group.Output.ReadToEndAsync(ct);
        await group.WaitAsync(ct);
        return said;
    }

    [GeneratedRegex(@"version v?(?<n>\d{1,4}(\.\d{1,4}){1,2})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
