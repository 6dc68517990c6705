using Couriarr.Features.Places;

namespace Couriarr.Tests.Places;

[Trait("family", "carry")]
public sealed class MountVerdictTests
{
    private static readonly DiskRoom Room = new(1 << 30, 1 << 30, 1000, 1000, IsReadOnly: false);
    private static readonly MountSight Share = new("/mnt/nas", "nfs4", "nas:/movies", Room) { HoldsFiles = true, IsWritable = true };
    private static readonly MountSight Bare = new("/", "ext4", "/dev/sda1", Room) { IsWritable = true };

    [Fact]
    public void A_plain_folder_needs_no_set_up() => Assert.Null(Judge(Bare, known: null));

    [Fact]
    public void The_same_mount_is_the_same() => Assert.Null(Judge(Share, known: Share));

    [Fact]
    public void A_bare_folder_in_the_place_of_a_mount_is_not_taken_for_it()
    {
        var trouble = Judge(Bare, known: Share)!;

        Assert.Equal("is not mounted", trouble.Brief);
        Assert.Contains(
            "was nas:/movies (nfs4) on /mnt/nas, now there is /dev/sda1 (ext4) of /",
            trouble.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Another_share_in_its_place_is_not_taken_for_it() =>
        Assert.NotNull(Judge(Share with { Device = "nas:/backup" }, known: Share));

    [Fact]
    public void A_disk_may_have_another_name_after_a_restart()
    {
        var disk = Share with { FileSystem = "ext4", Device = "/dev/sdb1" };

        Assert.Null(Judge(disk with { Device = "/dev/sdc1" }, known: disk));
    }

    [Fact]
    public void A_folder_that_became_a_mount_is_welcome() => Assert.Null(Judge(Share, known: Bare));

    [Fact]
    public void A_marker_file_is_identity_enough() => Assert.Null(Judge(Bare with { HasMarker = true }, known: Share));

    [Fact]
    public void C07_a_marker_file_that_is_gone_tells_of_a_mount_that_is() =>
        Assert.Contains("marker file", Judge(Bare, known: Bare with { HasMarker = true })!.Brief, StringComparison.Ordinal);

    [Fact]
    public void C06_an_empty_source_that_held_files_is_no_source() =>
        Assert.Equal("is empty", Judge(Share with { HoldsFiles = false }, known: Share, Side.Source)!.Brief);

    [Fact]
    public void An_empty_destination_is_fine() => Assert.Null(Judge(Share with { HoldsFiles = false }, known: Share));

    [Fact]
    public void C03_a_read_only_destination_is_told_and_a_read_only_source_is_as_it_should_be()
    {
        var still = Share with { Room = Room with { IsReadOnly = true } };

        Assert.Equal("is read-only", Judge(still, known: Share)!.Brief);
        Assert.Null(Judge(still, known: Share, Side.Source));
    }

    private static MountTrouble? Judge(MountSight sight, MountSight? known, Side side = Side.Destination) =>
        MountVerdict.Of("/mnt/nas/movies", side, sight, known is null ? null : MountIdentity.Of("/mnt/nas/movies", known));
}
