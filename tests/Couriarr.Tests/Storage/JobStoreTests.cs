using Couriarr.Tests.Postgres;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "jobs")]
public sealed class InMemoryJobStoreTests : JobStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => Task.FromResult(OpenStore.InMemory());
}

[Trait("family", "jobs")]
public sealed class SqliteJobStoreTests : JobStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => OpenStore.SqliteAsync();

    [Fact]
    public async Task Adds_all_or_none()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Store.AddAsync([Job(), Job() with { Payload = null! }], Ct));
        Assert.Empty(await Reader.CountAsync(Ct));
    }
}

[Trait("family", "jobs")]
public sealed class RedisJobStoreTests : JobStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => OpenStore.RedisAsync();

    [Fact]
    public async Task Adds_all_or_none()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Store.AddAsync([Job(), Job() with { Payload = null! }], Ct));
        Assert.Empty(await Reader.CountAsync(Ct));
    }
}

[Trait("family", "stores")]
public sealed class PostgresJobStoreTests : JobStoreContract
{
    private protected override Task<OpenStore> OpenAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        return OpenStore.PostgresAsync();
    }

    [Fact]
    public async Task Adds_all_or_none()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Store.AddAsync([Job(), Job() with { Payload = null! }], Ct));
        Assert.Empty(await Reader.CountAsync(Ct));
    }
}
