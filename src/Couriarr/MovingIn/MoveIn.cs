using Couriarr.Features.Discovery;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Storage;
using Couriarr.Storage.Sql;

namespace Couriarr.MovingIn;

/// <summary>What came, or would come, of one database of an older service. One of both is there.</summary>
internal sealed record TakenOver(TakenTransfers? Transfers, TakenShows? Shows);

/// <summary>Takes over a database of an older service, whole or not at all.</summary>
internal static class MoveIn
{
    /// <param name="isDry">A rehearsal: everything is tried, and nothing is kept.</param>
    /// <exception cref="StartupException">With a sentence for the owner.</exception>
    public static async Task<TakenOver> TakeAsync(
        Database database,
        PathMap map,
        string file,
        TimeProvider clock,
        bool isDry,
        CancellationToken ct
    )
    {
        using var earlier = EarlierDatabase.Open(file);
        if (!earlier.Has("sync_jobs") && !earlier.Has("shows"))
            throw new StartupException(
                $"{file} has neither the table sync_jobs nor shows: it is no database of the older services.",
                StartupException.Configuration
            );
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        TakenOver? taken = null;
        try
        {
            return await database.WriteAsync(
                async session =>
                {
                    taken = await TakeAsync(session, earlier, map, now);
                    return isDry ? throw new RehearsedException() : taken;
                },
                WriteKind.Growth,
                ct
            );
        }
        catch (RehearsedException)
        {
            return taken!;
        }
    }

    private static async ValueTask<TakenOver> TakeAsync(Session session, EarlierDatabase earlier, PathMap map, long now) =>
        earlier.Has("sync_jobs")
            ? new(await EarlierTransfers.TakeAsync(session, earlier, map), null)
            : new(null, await EarlierShows.TakeAsync(session, earlier, now));

    // Undoes what was rehearsed.
    private sealed class RehearsedException : Exception;
}
