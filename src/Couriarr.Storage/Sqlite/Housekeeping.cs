using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Sqlite;

/// <summary>What the writer does after its callers went: none of them waits for it, and none of them suffers when it goes wrong.</summary>
internal sealed class Housekeeping(WriteAheadLog log, Ballast ballast, ILogger owner)
{
    private bool told;

    public void Keep(SqliteLink? link)
    {
        try
        {
            if (link is not null)
                log.KeepShort(link);
            ballast.Load();
            told = false;
        }
        catch (Exception trouble)
        {
            // Every write would say it again.
            if (!told)
                owner.LogWarning("The data folder cannot be kept in order, jobs go on: {Reason}", trouble.Message);
            told = true;
        }
    }

    /// <summary>Leaves one file with everything in it. When the disk fails now, the log stays and the next start reads it.</summary>
    public void LeaveInOrder(SqliteLink? link)
    {
        try
        {
            _ = link?.TryDo("PRAGMA wal_checkpoint(TRUNCATE)");
            link?.Dispose();
        }
        catch (Exception trouble)
        {
            owner.LogWarning(
                "The database was not closed in order; nothing is lost, the next start reads its log: {Reason}",
                trouble.Message
            );
        }
    }
}
