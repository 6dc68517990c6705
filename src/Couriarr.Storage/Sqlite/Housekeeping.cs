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
}
