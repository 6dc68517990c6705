using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage;

/// <summary>Finds out by really writing whether the database takes new work.</summary>
public sealed class StoreCheck(Database database)
{
    /// <returns>What is wrong and what to do about it; null when nothing is.</returns>
    public async Task<string?> TroubleAsync(CancellationToken ct)
    {
        try
        {
            // A token may be skipped; writing the same one again would not reach the disk.
            await database.WriteAsync(session => session.ExecuteAsync("UPDATE job_fence SET token = token + 1"), WriteKind.Growth, ct);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return e.Message;
        }
    }
}
