using Couriarr.Storage;
using Couriarr.Storage.Postgres;

namespace Couriarr.Tests.Postgres;

/// <summary>A database of its own on the shared server, opened as the service opens it, with all tables. Gone after the test.</summary>
internal sealed class ScratchPostgres(LocalStore local, StorageOptions options) : IAsyncDisposable
{
    public PostgresStore Store => local.Postgres!;
    public PostgresOptions Options => options.Postgres!;

    public static async Task<ScratchPostgres> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("couriarr-pg-test-").FullName;
        var options = new StorageOptions(folder) { Tables = Tables.All, Postgres = await SharedPostgres.CreateAsync() };
        return new ScratchPostgres(await SharedPostgres.OpenAsync(options), options);
    }

    public async ValueTask DisposeAsync()
    {
        await local.DisposeAsync();
        await SharedPostgres.DropAsync(Options);
        Directory.Delete(options.Folder, recursive: true);
    }
}
