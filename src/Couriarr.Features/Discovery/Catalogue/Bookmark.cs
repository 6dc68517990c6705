using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>
/// How far we have read in the catalogue. It stands in the database, in the transactions that bring it there; state.json is a copy for
/// people and for the older service, and is believed once: by a database that knows nothing yet.
/// </summary>
internal sealed class Bookmark(StateTable table, ShowsTable shows, StateFile file, ILogger<Bookmark> log)
{
    /// <summary>Without taking anything up.</summary>
    public async Task<Progress> LookAsync(CancellationToken ct) => await table.ReadAsync(ct) ?? new Progress(new SyncState());

    public async Task<Progress> OpenAsync(CancellationToken ct)
    {
        if (await table.ReadAsync(ct) is { } known)
            return known;
        var (state, notices) = file.Read();
        foreach (var notice in notices)
            log.LogError("{Notice}", notice);
        await table.BeginAsync(BorneOut(state, await shows.HighestAsync(ct)), ct);
        return (await table.ReadAsync(ct))!;
    }

    /// <summary>The cycle came to its end: this is how far we are, and the copy before it is kept.</summary>
    public async Task CloseAsync(LastRun run, CancellationToken ct)
    {
        await table.RanAsync(run, ct);
        var state = (await LookAsync(ct)).Sync;
        try
        {
            file.Write(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("state.json cannot be written, which harms nothing here: {Error}", e.Message);
        }
    }

    /// <summary>What a file says of a catalogue that is not here is no knowledge: shows that are missing are read again.</summary>
    private SyncState BorneOut(SyncState state, long? highest)
    {
        if (state.HighestId is { } said && said > (highest ?? 0))
        {
            log.LogWarning(
                "state.json knows shows up to {Said}, and here they go up to {Highest}. The catalogue is read again",
                said,
                highest ?? 0
            );
            return new SyncState { HighestId = (int?)highest };
        }
        return highest is null ? new SyncState() : state with { HighestId = (int?)highest };
    }
}
