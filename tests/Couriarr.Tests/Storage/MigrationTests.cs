using Couriarr.Storage;
using Couriarr.Storage.Sql;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class MigrationTests
{
    private static readonly MigrationLine Shows = new(
        "shows",
        [
            new MigrationStep(1, "CREATE TABLE shows (id integer PRIMARY KEY, name text)"),
            new MigrationStep(2, "ALTER TABLE shows ADD COLUMN year integer; INSERT INTO shows (name, year) VALUES ('Heat', 1995)"),
            new MigrationStep(3, "CREATE TABLE ratings (show integer, stars integer); INSERT INTO ratings SELECT id, 5 FROM shows"),
        ]
    );

    private static MigrationLine ShowsUpTo(int version) => Shows with { Steps = [.. Shows.Steps.Take(version)] };

    [Fact]
    public async Task B12_a_newer_database_is_refused_untouched()
    {
        await using var scratch = new ScratchDatabase { Lines = [ScratchDatabase.Notes, Shows] };
        await scratch.OpenAsync();
        await scratch.CloseAsync();
        var before = await File.ReadAllBytesAsync(scratch.Options.File, TestContext.Current.CancellationToken);

        scratch.Lines = [ScratchDatabase.Notes, ShowsUpTo(1)];
        var refusal = await Assert.ThrowsAsync<StartupException>(scratch.OpenAsync);

        Assert.Contains("written by a newer Couriarr: version 3 of shows, this program knows 1", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(scratch.Options.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task B12_a_newer_database_that_was_killed_keeps_its_log_for_the_newer_program()
    {
        await using var running = new ScratchDatabase { Lines = [ScratchDatabase.Notes, Shows] };
        await running.OpenAsync();
        await using var killed = new ScratchDatabase { Lines = [ScratchDatabase.Notes, ShowsUpTo(1)] };
        string[] files = [killed.Options.File, killed.Options.File + "-wal"];
        File.Copy(running.Options.File, files[0]);
        File.Copy(running.Options.File + "-wal", files[1]);
        var before = files.Select(File.ReadAllBytes).ToArray();

        await Assert.ThrowsAsync<StartupException>(killed.OpenAsync);

        Assert.Equal(before, files.Select(File.ReadAllBytes));
    }

    [Fact]
    public async Task B12_a_step_edited_after_its_release_is_refused_untouched()
    {
        await using var scratch = await ScratchDatabase.OpenAsync();
        await scratch.CloseAsync();
        var before = await File.ReadAllBytesAsync(scratch.Options.File, TestContext.Current.CancellationToken);

        scratch.Lines = [new MigrationLine("notes", [new MigrationStep(1, "CREATE TABLE notes (id integer)")])];
        var refusal = await Assert.ThrowsAsync<StartupException>(scratch.OpenAsync);

        Assert.Contains("edited after its release", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(scratch.Options.File, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task B13_stopped_at_any_step_the_next_start_finishes(int step)
    {
        var fault = new ThrowAt("migrate.step", step);
        await using var scratch = new ScratchDatabase { Lines = [ScratchDatabase.Notes, Shows], FailPoints = fault };

        await Assert.ThrowsAsync<FaultException>(scratch.OpenAsync);
        Assert.Equal(step, fault.Reached);
        await scratch.OpenAsync();

        Assert.Equal(4 + 1, fault.Reached);
        Assert.Equal([(1L, 1995L, 5L)], await RatingsAsync(scratch));
    }

    [Fact]
    public async Task B13_a_step_that_fails_half_way_leaves_nothing_of_itself()
    {
        var broken = new MigrationLine("broken", [new MigrationStep(1, "CREATE TABLE half (id integer); INSERT INTO nowhere VALUES (1)")]);
        await using var scratch = new ScratchDatabase { Lines = [ScratchDatabase.Notes, broken] };
        var refusal = await Assert.ThrowsAsync<StartupException>(scratch.OpenAsync);
        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);

        scratch.Lines = [ScratchDatabase.Notes];
        await scratch.OpenAsync();

        var tables = await scratch.Database.ReadAsync(
            s => s.QueryAsync("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", r => r.GetString(0)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["notes", "schema_versions"], tables);
    }

    [Fact]
    public async Task Keeps_a_copy_from_before_an_update_but_not_from_before_the_first_start()
    {
        await using var scratch = new ScratchDatabase { Lines = [ScratchDatabase.Notes, ShowsUpTo(2)] };
        await scratch.OpenAsync();
        await scratch.NoteAsync("old");
        Assert.False(Directory.Exists(scratch.Options.Backups));

        scratch.Lines = [ScratchDatabase.Notes, Shows];
        await scratch.OpenAsync();

        Assert.Equal([(1L, 1995L, 5L)], await RatingsAsync(scratch));
        var copy = Assert.Single(Directory.GetFiles(scratch.Options.Backups));
        Assert.Equal("couriarr-before-migration-20260301-120000.db", Path.GetFileName(copy));
        await scratch.CloseAsync();
        scratch.Restore(copy);
        scratch.Lines = [ScratchDatabase.Notes, ShowsUpTo(2)];
        await scratch.OpenAsync();
        Assert.Equal(["old"], await scratch.NotesAsync());
    }

    [Fact]
    public void Refuses_steps_that_are_not_numbered_in_a_row() =>
        Assert.Throws<InvalidOperationException>(() => new MigrationLine("none", typeof(MigrationLine).Assembly, "No/Such/Folder"));

    [Fact]
    public void The_checksum_does_not_depend_on_line_ends() =>
        Assert.Equal(new MigrationStep(1, "a\nb\n").Checksum, new MigrationStep(1, "a\r\nb\r\n").Checksum);

    private static Task<List<(long Id, long Year, long Stars)>> RatingsAsync(ScratchDatabase scratch) =>
        scratch.Database.ReadAsync(
            s =>
                s.QueryAsync(
                    "SELECT id, year, stars FROM shows JOIN ratings ON show = id",
                    r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2))
                ),
            TestContext.Current.CancellationToken
        );
}
