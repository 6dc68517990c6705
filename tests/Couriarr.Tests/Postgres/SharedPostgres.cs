using System.Collections.Concurrent;
using Couriarr.Storage;
using Couriarr.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Postgres;

/// <summary>One server for all the tests of a run, begun by the first that wants it. Each test gets a database of its own, tables and all.</summary>
internal static partial class SharedPostgres
{
    private const string Template = "template_couriarr";
    private static readonly Lazy<Task<PostgresServer>> Begun = new(BeginAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<PostgresOptions>>> ByFolder = [];

    private static readonly AsyncLocal<bool> Asked = new();

    public static bool IsAsked => Asked.Value || Environment.GetEnvironmentVariable("COURIARR_TEST_STORE") == "postgres";

    /// <summary>Runs a test on PostgreSQL that runs on SQLite elsewhere.</summary>
    public static async Task RunAsync(Func<Task> test)
    {
        Xunit.Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        Asked.Value = true;
        await test();
    }

    /// <summary>For a test that looks into SQLite itself.</summary>
    public static void OnlyWithAFile() => Xunit.Assert.SkipWhen(IsAsked, "It looks into SQLite's own file.");

    public static Task<PostgresServer> ServerAsync() => Begun.Value;

    public static async Task<PostgresOptions> CreateAsync() => await (await ServerAsync()).CreateAsync(Template);

    public static async Task DropAsync(PostgresOptions database) => await (await ServerAsync()).DropAsync(database);

    /// <summary>
    /// The store of a host: a file in its folder, or with COURIARR_TEST_STORE=postgres a database that belongs to the folder, whatever host
    /// opens it next. So whole families run on either.
    /// </summary>
    public static async Task<LocalStore> OpenAsync(StorageOptions options, TimeProvider? clock = null)
    {
        if (IsAsked && options.Postgres is null)
            options = options with { Postgres = await ByFolder.GetOrAdd(options.Folder, _ => new(CreateAsync)).Value };
        return await LocalStore.OpenAsync(options, clock ?? TimeProvider.System, NullLoggerFactory.Instance, default);
    }

    /// <summary>A host and its folder are gone for good.</summary>
    public static async Task ForgetAsync(string folder)
    {
        if (ByFolder.TryRemove(folder, out var database))
            await DropAsync(await database.Value);
    }

    private static async Task<PostgresServer> BeginAsync()
    {
        var server = await PostgresServer.StartAsync("fsync=off", "full_page_writes=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Abandon();
        var folder = Directory.CreateTempSubdirectory("couriarr-pg-template-");
        await server.AskAsync("postgres", $"CREATE DATABASE {Template}");
        var options = new StorageOptions(folder.FullName) { Tables = Tables.All, Postgres = server.Of(Template) };
        await (await LocalStore.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default)).DisposeAsync();
        folder.Delete(recursive: true);
        return server;
    }
}
