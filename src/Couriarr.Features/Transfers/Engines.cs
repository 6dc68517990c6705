using System.Collections.Frozen;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers.Native;
using Couriarr.Features.Transfers.Rsync;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Which engine copies a file: the one that sync.engine names, or ours where both ends lie on local disks and rsync elsewhere. A thread
/// that hangs in a dead mount cannot be killed, a process mostly can.
/// </summary>
internal sealed class Engines(CouriarrOptions options, RsyncEngine rsync, NativeEngine native, Precedence precedence, TimeProvider clock)
    : ITransferEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly FrozenSet<string> Local = FrozenSet.Create(
        StringComparer.Ordinal,
        "bcachefs",
        "btrfs",
        "ext2",
        "ext3",
        "ext4",
        "f2fs",
        "overlay",
        "tmpfs",
        "xfs",
        "zfs"
    );

    public bool MayGoOn(string temp, string? by) => rsync.MayGoOn(temp, by) && native.MayGoOn(temp, by);

    public async Task<Copied> CopyAsync(Haul haul, Action<CopyProgress> report, CancellationToken ct)
    {
        using var passing = haul.IsUnhurried ? null : precedence.On(haul.Route).Take();
        return await (await ForAsync(haul, ct)).CopyAsync(haul, report, ct);
    }

    private async Task<ITransferEngine> ForAsync(Haul haul, CancellationToken ct) =>
        options.Sync.Engine switch
        {
            SyncEngine.Native => native,
            SyncEngine.Rsync => rsync,
            _ => await Aside.RunAsync(() => IsLocal(haul), haul.Source.Path, Patience, clock, ct) ? native : rsync,
        };

    private static bool IsLocal(Haul haul) => Local.Contains(haul.Folder.FileSystem) && Local.Contains(haul.Source.FileSystem);
}
