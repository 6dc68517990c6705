using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Transfers.Native;
using Couriarr.Features.Transfers.Rsync;

namespace Couriarr.Features.Transfers;

/// <summary>Which engine copies a file from folder to folder, mounted ones included: ours, unless sync.engine names rsync.</summary>
internal sealed class Engines(CouriarrOptions options, RsyncEngine rsync, NativeEngine native, Precedence precedence) : ITransferEngine
{
    private ITransferEngine Chosen => options.Sync.Engine is SyncEngine.Rsync ? rsync : native;

    public bool MayGoOn(string temp, string? by) => rsync.MayGoOn(temp, by) && native.MayGoOn(temp, by);

    public async Task<Copied> CopyAsync(Haul haul, Action<CopyProgress> report, CancellationToken ct)
    {
        using var passing = haul.IsUnhurried ? null : precedence.On(haul.Route).Take();
        return await Chosen.CopyAsync(haul, report, ct);
    }
}
