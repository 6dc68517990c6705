using System.Text;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers.Native;
using Couriarr.Features.Transfers.Rsync;
using Couriarr.Jobs;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>sync.keep_xattrs means for our engine what --xattrs means for rsync.</summary>
[Trait("family", "carry")]
public sealed class AttributeTests
{
    private const string Movie = "A/a.mkv";
    private static readonly (string Name, byte[] Value)[] All =
    [
        ("user.empty", []),
        ("user.bytes", [0, 255, 10, 0]),
        ("user.with a long value", new byte[3000]),
        ("user.\u00fc\n", [1]),
        ("user.rsync.%stat", [49]),
        ("trusted.overlay.opaque", [121]),
        ("security.something", [1, 2, 3]),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_engines_carry_the_same_attributes_and_none_unless_asked_to(bool isAsked)
    {
        Assert.SkipUnless(Shell.Has("rsync") && Environment.IsPrivilegedProcess, "needs rsync and root");
        List<List<string>> seen = [];
        foreach (var engine in (SyncEngine[])[SyncEngine.Native, SyncEngine.Rsync])
        {
            using var libraries = new Libraries();
            Give(libraries.Put(Movie));
            await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine, KeepXattrs = isAsked });
            await host.ImportAsync(Movie);
            await host.IdleAsync();
            libraries.AssertSame(Movie);
            seen.Add(Seen(libraries.At(Movie)));
        }

        Assert.Equal(seen[1], seen[0]);
        Assert.Equal(isAsked ? All.Length - 1 : 0, seen[0].Count);
    }

    [Fact]
    public void They_come_along_before_the_right_to_write_and_the_time_are_set()
    {
        using var trip = Asked();
        trip.Put(10);
        File.SetUnixFileMode(trip.Original, UnixFileMode.UserRead);
        Set(trip.Original, "user.a", [1]);

        trip.Run();

        Assert.Equal(["user.a=01"], Seen(trip.Copy));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(trip.Copy));
        Assert.Equal(Linux.LookAt(trip.Original)!.Value.Modified, Linux.LookAt(trip.Copy)!.Value.Modified);
    }

    [Fact]
    public void A_destination_that_knows_none_takes_files_without_and_says_the_same_of_one_with_whoever_copies()
    {
        Assert.SkipUnless(SmallDisk.IsPossible && Shell.Has("rsync"), "needs root and rsync");
        using var disk = new SmallDisk("rw", type: "ramfs");
        using var trip = Asked(disk.Folder);
        trip.Put(10);
        trip.Run();
        trip.AssertSame();
        Set(trip.Original, "user.a", [1]);

        var ours = Assert.Throws<PermanentException>(() => trip.Run());

        using var rsync = Shell.Start("rsync", "-tX", trip.Original, trip.Copy);
        var said = rsync.StandardError.ReadToEnd();
        rsync.WaitForExit();
        var theirs = Assert.IsType<PermanentException>(RsyncExit.Judge(rsync.ExitCode, said, Trip.Name));
        const string Why =
            "a.mkv has extended attributes that the destination's file system does not take. Switch sync.keep_xattrs off, or take them from the original.";
        Assert.StartsWith(Why, ours.Message, StringComparison.Ordinal);
        Assert.StartsWith(Why, theirs.Message, StringComparison.Ordinal);
    }

    private static Trip Asked(string? elsewhere = null) => new(elsewhere) { Rules = new CopyRules { KeepsAttributes = true } };

    private static void Give(string path)
    {
        foreach (var (name, value) in All)
            Set(path, name, value);
    }

    private static void Set(string path, string name, byte[] value)
    {
        using var file = Linux.OpenFile(path);
        Linux.SetAttribute(file, [.. Encoding.UTF8.GetBytes(name), 0], value);
    }

    private static List<string> Seen(string path)
    {
        using var file = Linux.OpenFile(path);
        var (names, value) = (new byte[Linux.MostOfAttributes], new byte[Linux.MostOfAttributes]);
        return
        [
            .. Encoding
                .UTF8.GetString(names, 0, Linux.AttributesOf(file, names))
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(name => name != "security.selinux")
                .Select(name =>
                    $"{name}={Convert.ToHexString(value, 0, Linux.ReadAttribute(file, [.. Encoding.UTF8.GetBytes(name), 0], value))}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}
