using Couriarr.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class DamagedDatabaseTests
{
    public static TheoryData<string> Damages => ["truncated", "page zeroed", "garbage header", "short", "emptied"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task B07_a_damaged_database_stops_the_start_and_stays_as_it_is(string damage)
    {
        await using var scratch = await DamagedAsync(damage);
        var before = Content(scratch);

        var refusal = await Assert.ThrowsAsync<StartupException>(scratch.OpenAsync);

        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"./run restore {Path.Combine(scratch.Options.Backups, "couriarr-20260301-120000.db")}",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(StartupException.Failure, refusal.ExitCode);
        Assert.Equal(before, Content(scratch));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task B07_begins_a_new_database_only_when_asked_and_keeps_the_damaged_one(string damage)
    {
        await using var scratch = await DamagedAsync(damage);
        var before = await File.ReadAllBytesAsync(scratch.Options.File, TestContext.Current.CancellationToken);
        scratch.Options = scratch.Options with { SetDamagedAside = true };

        await scratch.OpenAsync();

        Assert.Empty(await scratch.NotesAsync());
        var aside = scratch.Options.File + ".damaged-20260301-120000";
        Assert.Equal(before, await File.ReadAllBytesAsync(aside, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task B07_the_flag_does_not_touch_a_healthy_database()
    {
        await using var scratch = await ScratchDatabase.OpenAsync(o => o with { SetDamagedAside = true });
        await scratch.NoteAsync("healthy");

        await scratch.OpenAsync();

        Assert.Equal(["healthy"], await scratch.NotesAsync());
    }

    [Fact]
    public async Task B07_damage_behind_a_log_leaves_the_log_alone_too()
    {
        await using var scratch = await CrashedAsync(notes: 400);
        await ZeroPagesAsync(scratch.Options.File);
        var before = Content(scratch);

        await Assert.ThrowsAsync<StartupException>(scratch.OpenAsync);

        Assert.Equal(before, Content(scratch));
    }

    [Fact]
    public async Task B07_a_log_without_its_database_is_not_thrown_away()
    {
        await using var scratch = await CrashedAsync(notes: 10);
        File.Delete(scratch.Options.File);
        var log = await File.ReadAllBytesAsync(scratch.Options.File + "-wal", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StartupException>(scratch.OpenAsync);

        Assert.False(File.Exists(scratch.Options.File));
        Assert.Equal(log, await File.ReadAllBytesAsync(scratch.Options.File + "-wal", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task B08_a_log_left_over_without_its_index_is_played_back()
    {
        await using var scratch = await CrashedAsync(notes: 50);
        Assert.False(File.Exists(scratch.Options.File + "-shm"));
        Assert.True(new FileInfo(scratch.Options.File + "-wal").Length > 0);

        await scratch.OpenAsync();

        Assert.Equal(50, (await scratch.NotesAsync()).Count);
    }

    [Fact]
    public async Task Damage_found_while_running_names_the_restore_and_does_not_stop_the_writer()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.FillAsync(10);

        var trouble = await Assert.ThrowsAsync<Couriarr.Jobs.StoreUnavailableException>(() =>
            scratch.Database.WriteAsync<int>(
                _ => throw new SqliteException("database disk image is malformed", 11),
                Couriarr.Storage.Sql.WriteKind.Upkeep,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("./run restore", trouble.Message, StringComparison.Ordinal);
        await scratch.NoteAsync("goes on with a fresh connection");
    }

    private static async Task<ScratchDatabase> DamagedAsync(string damage)
    {
        var scratch = await ScratchDatabase.OpenAsync();
        await scratch.FillAsync(400);
        await scratch.Database.Backups.BackUpAsync(TestContext.Current.CancellationToken);
        await scratch.CloseAsync();
        var file = scratch.Options.File;
        await using var stream = new FileStream(file, FileMode.Open);
        switch (damage)
        {
            case "truncated":
                stream.SetLength(stream.Length / 2 / 4096 * 4096);
                break;
            case "short":
                stream.SetLength(60);
                break;
            case "emptied":
                stream.SetLength(0);
                break;
            case "garbage header":
                stream.Write("this is not a database, is it?"u8);
                break;
            default:
                stream.Position = 4096 * 5;
                stream.Write(new byte[4096]);
                break;
        }
        return scratch;
    }

    /// <summary>As after a kill: the database and its log were there, the shared memory was not.</summary>
    private static async Task<ScratchDatabase> CrashedAsync(int notes)
    {
        await using var running = await ScratchDatabase.OpenAsync();
        await running.FillAsync(notes);
        var crashed = new ScratchDatabase();
        foreach (var companion in new[] { "", "-wal" })
            File.Copy(running.Options.File + companion, crashed.Options.File + companion);
        return crashed;
    }

    private static async Task ZeroPagesAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open);
        stream.Write(new byte[100]);
    }

    private static string Content(ScratchDatabase scratch) =>
        string.Join(
            '|',
            new[] { "", "-wal" }
                .Select(c => scratch.Options.File + c)
                .Where(File.Exists)
                .Select(f => Convert.ToHexString(File.ReadAllBytes(f)))
        );
}
