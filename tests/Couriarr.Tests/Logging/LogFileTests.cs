using Couriarr.Logging;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class LogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-logfile-").FullName;
    private readonly ManualClock _clock = new();
    private readonly List<string> _told = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Grows_to_its_limit_and_keeps_so_many_older_ones()
    {
        var log = Log(limit: 100, backups: 2);

        for (var i = 0; i < 10; i++)
            Write(log, $"line {i} {new string('x', 40)}");

        Assert.Equal(["log", "log.1", "log.2"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(_folder), file => Assert.InRange(new FileInfo(file).Length, 1, 100));
        Assert.StartsWith("line 8", File.ReadAllText(PathOf("log")), StringComparison.Ordinal);
        Assert.StartsWith("line 6", File.ReadAllText(PathOf("log.1")), StringComparison.Ordinal);
        Assert.StartsWith("line 4", File.ReadAllText(PathOf("log.2")), StringComparison.Ordinal);
        Assert.Empty(_told);
    }

    [Fact]
    public void Goes_on_where_an_earlier_run_stopped()
    {
        Write(Log(), "yesterday");
        Write(Log(), "today");

        Assert.Equal(["yesterday", "today"], File.ReadAllLines(PathOf("log")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void B15_a_deleted_log_appears_again_with_the_next_line(bool withItsFolder)
    {
        var log = new LogFile(PathOf("deep/log"), new Rolling(1000, 1), _clock, Hear);
        Write(log, "first");
        File.Delete(PathOf("deep/log"));
        if (withItsFolder)
            Directory.Delete(PathOf("deep"));

        Write(log, "second");

        Assert.Equal(["second"], File.ReadAllLines(PathOf("deep/log")));
        Assert.Empty(_told);
    }

    [Fact]
    public void B15_a_log_that_was_moved_away_is_not_written_any_more()
    {
        var log = Log();
        Write(log, "first");
        File.Move(PathOf("log"), PathOf("log-of-march"));

        Write(log, "second");

        Assert.Equal(["first"], File.ReadAllLines(PathOf("log-of-march")));
        Assert.Equal(["second"], File.ReadAllLines(PathOf("log")));
    }

    [Fact]
    public void B15_an_unwritable_folder_is_told_once_an_hour_and_looked_at_now_and_then()
    {
        File.WriteAllText(PathOf("folder"), "a file where the folder should be");
        var log = new LogFile(PathOf("folder/log"), new Rolling(1000, 1), _clock, Hear);

        for (var minute = 0; minute < 59; minute++)
        {
            Write(log, "lost");
            _clock.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Contains("cannot be written", Assert.Single(_told), StringComparison.Ordinal);
        Assert.NotNull(log.Trouble);

        _clock.Pass(TimeSpan.FromMinutes(1));
        Write(log, "lost");
        Assert.Equal(2, _told.Count);

        File.Delete(PathOf("folder"));
        Write(log, "lost too: it rests");
        Assert.False(File.Exists(PathOf("folder/log")));
        _clock.Pass(LogFile.Rest);
        Write(log, "found");
        Assert.Equal(["found"], File.ReadAllLines(PathOf("folder/log")));
        Assert.Contains("61 lines are missing", _told[^1], StringComparison.Ordinal);
        Assert.Null(log.Trouble);
    }

    [Fact]
    public void B15_a_log_that_cannot_be_rolled_does_not_grow()
    {
        var log = Log(limit: 50, backups: 1);
        Directory.CreateDirectory(PathOf("log.1/in-the-way"));

        for (var i = 0; i < 10; i++)
        {
            Write(log, new string('x', 39));
            _clock.Pass(LogFile.Rest);
        }

        Assert.Equal(40, new FileInfo(PathOf("log")).Length);
        Assert.Single(_told);
    }

    [Fact]
    public void B15_a_full_disk_leaves_no_half_line_and_the_log_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=256k");
        var log = new LogFile(Path.Combine(disk.Folder, "log"), new Rolling(10_000_000, 1), _clock, Hear);
        Write(log, "before");
        disk.Fill();

        for (var i = 0; i < 20; i++)
        {
            Write(log, new string('x', 9_999));
            _clock.Pass(LogFile.Rest);
        }
        var during = File.ReadAllLines(Path.Combine(disk.Folder, "log"));
        disk.Empty();
        Write(log, "after");

        Assert.Equal(["before"], during);
        Assert.Equal(["before", "after"], File.ReadAllLines(Path.Combine(disk.Folder, "log")));
        Assert.Contains("No space left", _told[0], StringComparison.Ordinal);
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void B15_a_disk_that_turns_read_only_is_outlived()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=256k");
        var log = new LogFile(Path.Combine(disk.Folder, "log"), new Rolling(1000, 1), _clock, Hear);
        Write(log, "before");

        Assert.Equal(0, Shell.Run("mount", "-o", "remount,ro", disk.Folder));
        Write(log, "lost");
        Assert.Equal(0, Shell.Run("mount", "-o", "remount,rw", disk.Folder));
        _clock.Pass(LogFile.Rest);
        Write(log, "after");

        Assert.Equal(["before", "after"], File.ReadAllLines(Path.Combine(disk.Folder, "log")));
        Assert.Contains("1 lines are missing", _told[^1], StringComparison.Ordinal);
    }

    private static void Write(LogFile log, string line) => log.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"), 1);

    private LogFile Log(long limit = 1000, int backups = 1) => new(PathOf("log"), new Rolling(limit, backups), _clock, Hear);

    private void Hear(LogLevel level, string sentence) => _told.Add(sentence);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
