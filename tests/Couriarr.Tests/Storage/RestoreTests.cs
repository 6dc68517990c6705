using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>Going back to a copy, as the owner does it.</summary>
[Trait("family", "stores")]
public sealed class RestoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_going_back_to_a_copy_no_id_and_no_token_is_given_out_twice()
    {
        using var folder = new Scratch();
        var (copy, first, second) = ("", (Lease)null!, (Lease)null!);
        await using (var store = await OpenAsync(folder))
        {
            await TakeOneAsync(store);
            copy = (await store.Backups.MakeAsync(Ct)).Name;
            first = await TakeOneAsync(store);
        }
        LocalStore.Restore(new StorageOptions(folder.Path), copy, TimeProvider.System, NullLoggerFactory.Instance);
        await using (var store = await OpenAsync(folder))
            second = await TakeOneAsync(store);

        Assert.True(second.Job.Id > first.Job.Id, $"{second.Job.Id} came after {first.Job.Id}.");
        Assert.True(second.Token > first.Token, $"Token {second.Token} came after {first.Token}.");
    }

    [Fact]
    public async Task Refuses_a_file_that_is_no_copy_of_ours_and_changes_nothing()
    {
        using var folder = new Scratch();
        await using (var store = await OpenAsync(folder))
            await TakeOneAsync(store);
        var empty = System.IO.Path.Combine(folder.Path, "empty.db");
        await File.WriteAllBytesAsync(empty, [], Ct);
        var before = Directory.GetFiles(folder.Path);

        var refusal = Assert.Throws<StartupException>(() =>
            LocalStore.Restore(new StorageOptions(folder.Path), empty, TimeProvider.System, NullLoggerFactory.Instance)
        );

        Assert.Contains("no copy of Couriarr's database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(folder.Path));
    }

    private static Task<LocalStore> OpenAsync(Scratch folder) =>
        LocalStore.OpenAsync(new StorageOptions(folder.Path), TimeProvider.System, NullLoggerFactory.Instance, Ct);

    private static async Task<Lease> TakeOneAsync(LocalStore open)
    {
        var now = DateTimeOffset.UnixEpoch;
        var store = new SqlJobStore(open.Database, new JobSql(), new NoFailPoints());
        await store.AddAsync([new NewJob("chore", "default", 5, "{}", now, now) { Rank = 1, MaxRetries = 3 }], Ct);
        return Assert.Single(await store.ClaimAsync(new Claim("default", 1, "us", now, now, now), Ct));
    }

    private sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("couriarr-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
