using System.Security.Cryptography;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers.Native;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>The core of our own engine, on real files.</summary>
[Trait("family", "carry")]
public sealed class BlockCopyTests
{
    private const int MiB = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(MiB)]
    [InlineData((3 * MiB) + 17)]
    public void Content_time_and_rights_are_those_of_the_original(int size)
    {
        using var trip = new Trip();
        trip.Put(size);
        File.SetUnixFileMode(trip.Original, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        Assert.Equal(0, Shell.Run("touch", "-d", "2001-02-03T04:05:06.123456789Z", trip.Original));

        var copied = trip.Run();

        trip.AssertSame();
        Assert.Equal(size, copied.Moved);
        Assert.Equal(Linux.LookAt(trip.Original)!.Value.Modified, Linux.LookAt(trip.Copy)!.Value.Modified);
        Assert.Equal(123_456_789, Linux.LookAt(trip.Copy)!.Value.Modified % 1_000_000_000);
        Assert.Equal(File.GetUnixFileMode(trip.Original), File.GetUnixFileMode(trip.Copy));
    }

    [Fact]
    public void A_time_before_1970_is_kept_too()
    {
        using var trip = new Trip();
        trip.Put(10);
        Assert.Equal(0, Shell.Run("touch", "-d", "1969-07-20T20:17:40.25Z", trip.Original));

        trip.Run();

        Assert.Equal(Linux.LookAt(trip.Original)!.Value.Modified, Linux.LookAt(trip.Copy)!.Value.Modified);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void C26_holes_stay_holes_and_count_as_zeros(bool digests)
    {
        using var trip = new Trip { Rules = new CopyRules { Digests = digests } };
        using (var file = File.Create(trip.Original))
        {
            file.SetLength(64L * MiB);
            file.Position = 5 * MiB;
            file.Write(RandomNumberGenerator.GetBytes(MiB));
            file.Position = 40 * MiB;
            file.Write(RandomNumberGenerator.GetBytes(100));
        }

        var copied = trip.Run();

        trip.AssertSame();
        Assert.InRange(StoredOf(trip.Copy), MiB, 3 * MiB);
        Assert.InRange(copied.Moved, MiB, 2 * MiB);
        Assert.Equal(digests ? SHA256.HashData(File.ReadAllBytes(trip.Original)) : null, copied.Digest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData((2 * MiB) + 5)]
    public void The_hash_that_is_taken_on_the_way_is_that_of_the_whole_original(int begun)
    {
        using var trip = new Trip { Rules = new CopyRules { Digests = true } };
        var content = trip.Put((4 * MiB) + 3);
        File.WriteAllBytes(trip.Copy, content[..begun]);

        var copied = trip.Run();

        trip.AssertSame();
        Assert.Equal(SHA256.HashData(content), copied.Digest);
        Assert.Equal(content.Length - begun, copied.Moved);
    }

    [Theory]
    [InlineData(3 * MiB, -1)]
    [InlineData(3 * MiB, 0)]
    [InlineData(3 * MiB, (2 * MiB) + 7)]
    [InlineData(9 * MiB, -1)]
    public void What_was_begun_is_gone_on_with_as_far_as_it_agrees(int begun, int flipped)
    {
        using var trip = new Trip();
        var content = trip.Put(5 * MiB);
        byte[] there = [.. content.Concat(new byte[9 * MiB]).Take(begun)];
        if (flipped >= 0)
            there[flipped] ^= 1;
        File.WriteAllBytes(trip.Copy, there);

        var copied = trip.Run();

        trip.AssertSame();
        Assert.Equal(content.Length - (flipped >= 0 ? flipped : Math.Min(begun, content.Length)), copied.Moved);
    }

    [Fact]
    public void Between_two_disks_the_way_is_another_and_the_result_the_same()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=16m");
        using var trip = new Trip(disk.Folder);
        trip.Put((5 * MiB) + 1);

        trip.Run();

        trip.AssertSame();
    }

    [Fact]
    public void C02_a_disk_that_is_full_is_said_by_its_number()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=4m");
        using var trip = new Trip(disk.Folder);
        trip.Put(6 * MiB);

        Assert.Equal(Linux.NoSpace, Assert.Throws<IOException>(() => trip.Run()).HResult);
    }

    [Fact]
    public void A_copy_that_is_stopped_ends_with_the_block_that_it_is_in()
    {
        using var trip = new Trip();
        trip.Put(8 * MiB);
        trip.Report = at =>
        {
            if (at >= 3 * MiB)
                trip.Stop.Cancel();
        };

        Assert.ThrowsAny<OperationCanceledException>(() => trip.Run());

        Assert.Equal(3 * MiB, new FileInfo(trip.Copy).Length);
    }

    [Fact]
    public void A_limit_is_kept_and_may_change_under_way()
    {
        using var trip = new Trip { Limit = 1000 };
        trip.Put(3 * MiB);
        trip.Report = at => trip.Limit = at > 500 * 1024 ? 0 : trip.Limit;
        var started = TimeProvider.System.GetTimestamp();

        trip.Run();

        trip.AssertSame();
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.25, 30);
    }

    [Fact]
    public void What_lies_there_already_is_looked_through_at_full_speed_whatever_the_limit()
    {
        using var trip = new Trip { Limit = 1 };
        var content = trip.Put(3 * MiB);
        File.WriteAllBytes(trip.Copy, content);
        trip.Stop.CancelAfter(TimeSpan.FromMinutes(1));

        Assert.Equal(0, trip.Run().Moved);

        trip.AssertSame();
    }

    [Fact]
    public void A_hole_that_is_hashed_can_be_stopped_within_it()
    {
        using var trip = new Trip { Rules = new() { Digests = true } };
        using (var sparse = File.Create(trip.Original))
            sparse.SetLength(1L << 33);
        var last = 0L;
        trip.Report = at =>
        {
            last = at;
            if (at >= 3 * MiB)
                trip.Stop.Cancel();
        };

        Assert.ThrowsAny<OperationCanceledException>(() => trip.Run());

        Assert.Equal(3 * MiB, last);
    }

    private static long StoredOf(string path)
    {
        using var file = Linux.OpenFile(path);
        return Linux.LookClosely(file).Stored;
    }
}
