using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers.Rsync;

/// <summary>Translates how rsync ended into the engine's words. Pure.</summary>
internal static class RsyncExit
{
    private static readonly (string Words, int Error)[] Known =
    [
        ("No space left on device", Linux.NoSpace),
        ("Disk quota exceeded", Linux.QuotaExceeded),
        ("Read-only file system", Linux.ReadOnlyFs),
        ("Transport endpoint is not connected", Linux.NotConnected),
        ("Stale file handle", Linux.Stale),
        ("Stale NFS", Linux.Stale),
        ("Permission denied", Linux.NoAccess),
        ("Operation not permitted", Linux.NotPermitted),
    ];

    private const string SettingAttribute = "rsync_xal_set:";

    /// <param name="said">The end of what it wrote to stderr.</param>
    /// <returns>Null when it did its work.</returns>
    public static Exception? Judge(int code, string said, string file) =>
        code == 0 ? null : Surroundings(said, file) ?? ByCode(code, said, file);

    // What the file system said matters more than the code, which is the same for many causes.
    private static Exception? Surroundings(string said, string file) =>
        said.Contains(SettingAttribute, StringComparison.Ordinal)
            ? CopyFailure.OfAttributes(file, Quote(said))
            : CopyFailure.Of(Known.FirstOrDefault(one => said.Contains(one.Words, StringComparison.Ordinal)).Error, file, Quote(said));

    private static Exception ByCode(int code, string said, string file) =>
        code switch
        {
            1 or 2 or 4 => new PermanentException($"rsync does not take what it was asked ({code}: {Meaning(code)}). {Quote(said)}"),
            25 => new PermanentException($"rsync stopped at a limit for {file}. {Quote(said)}"),
            _ => new TransientException($"rsync could not copy {file} ({code}: {Meaning(code)}). {Quote(said)}"),
        };

    private static string Quote(string said) => said.Length == 0 ? "It said nothing." : $"It said: {said}";

    private static string Meaning(int code) =>
        code switch
        {
            1 => "wrong usage",
            2 => "other version",
            3 => "nothing to select",
            4 => "unsupported action",
            5 or 10 or 12 => "the connection broke",
            11 => "error while reading or writing",
            13 or 14 => "its parts lost each other",
            20 => "it was stopped",
            21 or 22 => "no memory or process",
            23 => "only part of it was copied",
            24 => "the original vanished",
            30 or 35 => "time ran out",
            137 => "it was killed, perhaps because memory ran out",
            255 => "ssh could not connect, or lost the connection",
            > 128 => $"it was ended by signal {code - 128}",
            _ => "unknown",
        };
}
