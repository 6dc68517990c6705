using Couriarr.Jobs;
using Couriarr.Storage;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class LostDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task H07_a_database_deleted_under_us_gets_no_more_writes_and_says_so()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        File.Delete(scratch.Options.File);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => WriteAsync(scratch.Database));
        Assert.Contains("was deleted while Couriarr runs", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.Options.File));
    }

    [Fact]
    public async Task H07_a_database_put_in_the_place_of_ours_stays_as_it_is()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        File.Delete(scratch.Options.File);
        await File.WriteAllTextAsync(scratch.Options.File, "an older one", Ct);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => WriteAsync(scratch.Database));
        Assert.Contains("was replaced while Couriarr runs", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("an older one", await File.ReadAllTextAsync(scratch.Options.File, Ct));
    }

    [Fact]
    public async Task H06_a_folder_of_an_older_version_works_and_is_copied_first()
    {
        await using var scratch = new ScratchDatabase
        {
            Lines = [StorageModule.JobTables with { Steps = [StorageModule.JobTables.Steps[0]] }],
        };
        await scratch.OpenAsync();
        await scratch.Database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    INSERT INTO job_queue (type, lane, priority, rank, state, payload, payload_version, run_at, created_at, max_retries)
                    VALUES ('errand', 'errands', 5, 1, 'waiting', '{}', 1, 1, 1, 3)
                    """
                ),
            WriteKind.Growth,
            Ct
        );
        await scratch.CloseAsync();
        var options = new StorageOptions(Path.GetDirectoryName(scratch.Options.File)!);
        await using var store = await LocalStore.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, Ct);
        var waiting = await store.Database.ReadAsync(
            session => session.QueryAsync("SELECT type, trace FROM job_queue", row => row.GetString(0)),
            Ct
        );
        Assert.Equal(["errand"], waiting);
        Assert.NotEmpty(Directory.GetFiles(scratch.Options.Backups));
    }

    private static Task<int> WriteAsync(Database database) =>
        database.WriteAsync(session => session.ExecuteAsync("UPDATE notes SET text = 'x'"), WriteKind.Growth, Ct);
}
