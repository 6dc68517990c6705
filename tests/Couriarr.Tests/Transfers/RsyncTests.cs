using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Features.Transfers.Rsync;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Transfers;

/// <summary>What is made of rsync's words.</summary>
[Trait("family", "carry")]
public sealed class RsyncTests
{
    [Theory]
    [InlineData(1, "", typeof(PermanentException))]
    [InlineData(2, "", typeof(PermanentException))]
    [InlineData(4, "", typeof(PermanentException))]
    [InlineData(11, "write failed: No space left on device (28)", typeof(NoRoomException))]
    [InlineData(11, "write failed: Disk quota exceeded (122)", typeof(NoRoomException))]
    [InlineData(11, "Read-only file system (30)", typeof(BlockedException))]
    [InlineData(11, "Input/output error (5)", typeof(TransientException))]
    [InlineData(12, "connection unexpectedly closed", typeof(TransientException))]
    [InlineData(20, "", typeof(TransientException))]
    [InlineData(23, "Permission denied (13)", typeof(PermanentException))]
    [InlineData(23, "Stale file handle (116)", typeof(TransientException))]
    [InlineData(24, "file has vanished", typeof(TransientException))]
    [InlineData(25, "", typeof(PermanentException))]
    [InlineData(30, "timeout in data send/receive", typeof(TransientException))]
    [InlineData(137, "", typeof(TransientException))]
    public void C28_every_end_has_its_class_and_keeps_what_was_said(int code, string said, Type expected)
    {
        var error = RsyncExit.Judge(code, said, "a.mkv")!;

        Assert.IsType(expected, error);
        Assert.Contains(error is BlockedException ? "destination" : said, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void C28_a_good_end_is_none_of_them() => Assert.Null(RsyncExit.Judge(0, "skipping something", "a.mkv"));

    [Fact]
    public void C28_an_rsync_older_than_3_1_is_refused_with_what_to_do()
    {
        var program = new RsyncProgram(TimeProvider.System, NullLogger<RsyncProgram>.Instance);

        Assert.Equal(new Version(3, 0, 9), RsyncProgram.VersionIn("rsync  version 3.0.9  protocol version 30"));
        Assert.Equal(new Version(3, 5, 0), RsyncProgram.VersionIn("rsync  version v3.5.0  protocol version 32"));
        Assert.Contains(
            "apt-get install",
            Assert.Throws<OutOfReachException>(() => program.Judge(new Version(3, 0, 9))).Message,
            StringComparison.Ordinal
        );
        program.Judge(new Version(3, 2, 7));
    }

    [Theory]
    [InlineData("         30.00M 100%  298.02MB/s    0:00:00  ", 30_000_000, "298.02MB/s", "0:00:00")]
    [InlineData("          1.05G  45%   12.34MB/s    0:01:12 (xfr#1, to-chk=0/1)", 1_050_000_000, "12.34MB/s", "0:01:12")]
    [InlineData("         57.20M 100%    9.88MB/s    0:00:05 (xfr#1, to-chk=0/1)", 57_200_000, "9.88MB/s", "0:00:00")]
    [InlineData("              0   0%    0.00kB/s    0:00:00", 0, "0.00kB/s", "0:00:00")]
    [InlineData("         32,768   3%   31.25kB/s   11:22:33", 32_768, "31.25kB/s", "11:22:33")]
    public void Reads_how_far_it_is(string line, long bytes, string speed, string remaining) =>
        Assert.Equal(CopyProgress.Of(bytes, speed, remaining), RsyncProgress.Read(line));

    [Theory]
    [InlineData("sending incremental file list")]
    [InlineData("sent 18.00M bytes  received 35 bytes  36.01M bytes/sec")]
    [InlineData("total size is 30.00M  speedup is 1.67")]
    [InlineData("")]
    public void Takes_nothing_else_for_progress(string line) => Assert.Null(RsyncProgress.Read(line));

    [Theory]
    [InlineData("12:00", 0)]
    [InlineData("18:00", 500)]
    [InlineData("23:59", 500)]
    [InlineData("05:59", 500)]
    [InlineData("06:00", 0)]
    public void A_window_of_the_bandwidth_may_cross_midnight(string time, int limit) =>
        Assert.Equal(
            limit,
            Bandwidth.At(
                TimeOnly.Parse(time, null),
                new BandwidthOptions
                {
                    Windows =
                    [
                        new()
                        {
                            From = new TimeOnly(18, 0),
                            To = new TimeOnly(6, 0),
                            Limit = 500,
                        },
                    ],
                }
            )
        );

    [Theory]
    [InlineData("a.mkv")]
    [InlineData(
        "a very long name of 🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬.mkv"
    )]
    public void The_name_of_an_unfinished_file_is_ours_and_never_too_long(string name)
    {
        var temp = TempName.For(name, long.MaxValue);

        Assert.True(TempName.IsOurs(temp));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(temp), 1, 255);
        Assert.DoesNotContain('\uFFFD', temp);
    }
}
