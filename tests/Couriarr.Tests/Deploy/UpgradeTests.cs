using Couriarr.CrashRig;
using Couriarr.Storage;
using Couriarr.Storage.Sql;
using Couriarr.Tests.House;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Deploy;

/// <summary>A data folder that an earlier version left is taken as it is. Each file of the folder Earlier is the dump of one.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class UpgradeTests
{
    private const string Folder = "tests/Couriarr.Tests/Deploy/Earlier";

    public static TheoryData<string> Dumps => [.. Repository.Files(Folder, "*.sql").Select(file => Path.GetFileName(file))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Dumps))]
    public async Task H06_nothing_is_lost_and_a_copy_of_before_is_kept(string dump)
    {
        using var scratch = new Scratch();
        var database = Put(scratch, dump);
        var before = Content(database, database);

        await using (await OpenAsync(scratch)) { }

        var copy = Assert.Single(Directory.GetFiles(scratch.Path("data/backups"), "couriarr-before-migration-*.db"));
        Assert.Equal(before, Content(database, copy));
        Assert.Equal(before, Content(database, database, copy));
        Assert.Equal(Known().Order(), Versions(database).Order());
        Assert.NotEqual(Versions(copy).Order(), Versions(database).Order());
        Assert.Equal("ok", Shell.Sql(database, "PRAGMA integrity_check"));
    }

    [Theory]
    [MemberData(nameof(Dumps))]
    public async Task H06_the_service_starts_on_it_and_shows_what_was_there(string dump)
    {
        using var scratch = new Scratch();
        var title = Shell.Sql(Put(scratch, dump), "SELECT title FROM sync_jobs ORDER BY id LIMIT 1").Split(" (")[0];

        await using var host = await HostProcess.StartAsync(scratch.Plan() with { Program = HostPlan.Couriarr }, Ct);

        Assert.NotEqual("", title);
        Assert.Contains(title, (await host.Client.GetAsync("/titles", Ct)).Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, await host.StopAsync(Ct));
        Assert.Contains("a copy from before is", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B12_a_database_of_a_later_version_stops_the_program_with_what_to_do()
    {
        using var scratch = new Scratch();
        await using (await OpenAsync(scratch)) { }
        var database = scratch.Path("data/couriarr.db");
        Shell.Sql(database, "INSERT INTO schema_versions VALUES ('intake', 99, 'of the future', 1)");
        var before = await File.ReadAllBytesAsync(database, Ct);

        await using var host = HostProcess.Launch(scratch.Plan() with { Program = HostPlan.Couriarr });

        Assert.Equal(StartupException.Failure, await host.ExitAsync(Ct));
        Assert.Contains("written by a newer Couriarr: version 99 of intake", host.Output, StringComparison.Ordinal);
        Assert.Contains("restore a backup from before the update with './run restore'", host.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(database, Ct));
    }

    private static string Put(Scratch scratch, string dump)
    {
        Directory.CreateDirectory(scratch.Path("data"));
        var database = scratch.Path("data/couriarr.db");
        Shell.Run("sqlite3", database, $".read '{Path.Combine(Repository.Root, Folder, dump)}'");
        Shell.Sql(database, "PRAGMA journal_mode = wal");
        return database;
    }

    private static Task<LocalStore> OpenAsync(Scratch scratch) =>
        LocalStore.OpenAsync(
            new StorageOptions(scratch.Path("data")) { Tables = Tables.All },
            TimeProvider.System,
            NullLoggerFactory.Instance,
            Ct
        );

    /// <summary>Every row of every table, with the columns and tables that another database has.</summary>
    private static List<string> Content(string database, string of, string? columnsOf = null)
    {
        var shape = columnsOf ?? of;
        var tables = Shell.Sql(
            shape,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_versions' ORDER BY name"
        );
        return [.. tables.Split('\n').Select(table => $"{table}: {Rows(of, table, Columns(shape, table))}")];
    }

    private static string Rows(string database, string table, string columns) =>
        Shell.Sql(database, $"SELECT {columns} FROM {table} ORDER BY {columns}");

    private static string Columns(string database, string table) =>
        string.Join(", ", Shell.Sql(database, $"SELECT name FROM pragma_table_info('{table}')").Split('\n').Select(name => $"\"{name}\""));

    private static string[] Versions(string database) =>
        Shell.Sql(database, "SELECT line || ' ' || version FROM schema_versions").Split('\n');

    private static IEnumerable<string> Known() =>
        from line in Tables.All.Append(StorageModule.JobTables).Append(StorageModule.EpochTables)
        from step in line.Steps
        select $"{line.Name} {step.Version}";
}
