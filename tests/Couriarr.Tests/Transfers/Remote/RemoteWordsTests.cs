using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers.Remote;
using Couriarr.Features.Transfers.Rsync;
using Couriarr.Jobs;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>How other machines are written, and what is made of what they say.</summary>
[Trait("family", "carry")]
public sealed class RemoteWordsTests
{
    [Theory]
    [InlineData("nas:/volume1/TV Shows/", "nas:/volume1/TV Shows/")]
    [InlineData("me@nas.lan:/media", "me@nas.lan:/media/")]
    [InlineData("ssh://me@nas:2222/media", "me@nas:/media/")]
    [InlineData("ssh://[::1]/media", "[::1]:/media/")]
    [InlineData("rsync://nas/media", "rsync://nas/media/")]
    [InlineData("rsync://me@nas:1873/media/Movies/", "rsync://me@nas:1873/media/Movies/")]
    public void Another_machine_is_written_in_three_ways(string text, string spec)
    {
        Assert.True(RemoteAddress.IsMeant(text));
        Assert.Equal(spec, RemoteAddress.Of(text)!.Spec);
    }

    [Theory]
    [InlineData("-oProxyCommand=x:/media")]
    [InlineData("me@-x:/media")]
    [InlineData("ssh://me:secret@nas/media")]
    [InlineData("ssh://nas:70000/media")]
    [InlineData("nas:/")]
    [InlineData("nas:/a/../b")]
    [InlineData("nas:/$(id)")]
    [InlineData("nas:/a*")]
    [InlineData("rsync://nas/")]
    [InlineData("s3://bucket/media")]
    [InlineData("na s:/media")]
    public void What_is_none_is_refused(string text)
    {
        Assert.True(RemoteAddress.IsMeant(text));
        Assert.NotNull(RemoteAddress.Read(text, out _));
    }

    [Theory]
    [InlineData("rsync://me:s3cret@nas/media", "rsync://me:***@nas/media")]
    [InlineData("rsync://me:s3/cr@et@nas:873/media", "rsync://me:***@nas:873/media")]
    [InlineData("ssh://me:s3cret@nas/media", "ssh://me:***@nas/media")]
    public void A_password_in_an_address_is_not_repeated_and_its_place_is_told(string text, string shown)
    {
        var why = RemoteAddress.Read(text, out _);

        Assert.Contains($"'{shown}'", why, StringComparison.Ordinal);
        Assert.Contains("sync.remote.password", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nas:/vol/x", "ssh://nas/vol/x", true)]
    [InlineData("me@NAS:/vol/x", "ssh://nas:22/vol//x/y", true)]
    [InlineData("rsync://nas/media", "rsync://me@nas:873/media/Movies", true)]
    [InlineData("nas:/vol/x", "nas:/vol/xy", false)]
    [InlineData("nas:/vol/x", "ssh://nas:2222/vol/x", false)]
    [InlineData("nas:/media", "rsync://nas/media", false)]
    public void One_folder_is_known_however_it_is_written(string one, string other, bool touches)
    {
        Assert.Equal(touches, RemoteAddress.Of(one)!.Touches(RemoteAddress.Of(other)!));
        Assert.Equal(touches, RemoteAddress.Of(other)!.Touches(RemoteAddress.Of(one)!));
    }

    [Theory]
    [InlineData("/mnt/a:b/c")]
    [InlineData("Movies")]
    public void A_folder_of_this_machine_is_none(string text) => Assert.False(RemoteAddress.IsMeant(text));

    [Fact]
    public void A_route_to_another_machine_is_found_and_stays_out_of_what_looks_at_destinations()
    {
        var map = new PathMap(
            new CouriarrOptions
            {
                Sync = new() { DestBase = "/mnt/dest" },
                Paths = new()
                {
                    Mappings =
                    [
                        new()
                        {
                            From = "/movies",
                            Source = "/a",
                            Destination = "b",
                        },
                        new()
                        {
                            From = "/movies/far",
                            Source = "/c",
                            Destination = "nas:/media",
                        },
                    ],
                },
            }
        );

        Assert.Equal(["movies"], map.Routes.Select(route => route.Name));
        Assert.Equal("nas:/media", map.Find("movies/far")!.Destination);
        Assert.Equal("nas:/media/x.mkv", Assert.IsType<Placement.Found>(map.Place("/movies/far/x.mkv")).Destination);
    }

    [Theory]
    [InlineData("", false, "present")]
    [InlineData("<f+++++++++", false, "new")]
    [InlineData("<f+++++++++", true, "new")]
    [InlineData("<f.st......", false, "replaced")]
    [InlineData("<f.st......", true, "repaired")]
    [InlineData("<f..t......", false, "replaced")]
    [InlineData("<f..t......", true, "present")]
    public void What_differs_says_what_to_do(string itemized, bool onlyMissing, string outcome) =>
        Assert.Equal(outcome, new Difference(itemized).PlanFor(onlyMissing).Outcome);

    [Theory]
    [InlineData("<fc.t......", true)]
    [InlineData("<f.s.......", true)]
    [InlineData(".f..t......", false)]
    public void Another_time_alone_is_no_other_file(string itemized, bool isOther) =>
        Assert.Equal(isOther, new Difference(itemized).IsOther);

    [Theory]
    [InlineData(255, "ssh: connect to host nas port 22: Connection timed out", typeof(OutOfReachException), "nas does not answer")]
    [InlineData(255, "ssh: Could not resolve hostname nas: Name or service not known", typeof(OutOfReachException), "nas has no address")]
    [InlineData(255, "No user exists for uid 23456", typeof(OutOfReachException), "/etc/passwd")]
    [InlineData(255, "client_loop: send disconnect: Broken pipe", typeof(TransientException), "lost the connection")]
    [InlineData(12, "Host key verification failed.", typeof(OutOfReachException), "ssh-keyscan -p 22 nas >> /data/ssh/known_hosts")]
    [InlineData(127, "bash: line 1: rsync: command not found", typeof(BlockedException), "nas has no rsync")]
    [InlineData(12, "rsync: --fsync: unknown option", typeof(BlockedException), "3.2.4")]
    [InlineData(5, "@ERROR: Unknown module 'x'", typeof(BlockedException), "serves no module")]
    [InlineData(11, "write failed: No space left on device (28)", typeof(NoRoomException), "full")]
    [InlineData(23, "mkstemp \"/m/x\" failed: Permission denied (13)", typeof(PermanentException), "may not be read or written")]
    [InlineData(23, "\"Connection refused.mkv\" failed: Input/output error (5)", typeof(TransientException), "only part of it")]
    [InlineData(12, "connection unexpectedly closed", typeof(TransientException), "the connection broke")]
    public void Every_end_says_who_is_at_fault_and_what_to_do(int code, string said, Type expected, string words)
    {
        var error = RemoteFailure.Of(
            new RsyncEnd(code, said, ""),
            RemoteAddress.Of("nas:/media")!,
            new SshFiles("/data/ssh", new RemoteOptions()),
            "x.mkv"
        )!;

        Assert.IsType(expected, error);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ssh_says_for_the_first_time_is_nobodys_fault_before_a_file_was_sent()
    {
        var error = RemoteFailure.OfLook(
            new RsyncEnd(255, "percent_expand: unknown key %Z", ""),
            RemoteAddress.Of("nas:/media")!,
            new SshFiles("/data/ssh", new RemoteOptions())
        );

        Assert.Equal(
            "nas cannot be reached over ssh. It said: percent_expand: unknown key %Z",
            Assert.IsType<OutOfReachException>(error).Message
        );
    }

    [Fact]
    public void Ssh_asks_nobody_and_trusts_nobody_new()
    {
        var there = RemoteAddress.Of("ssh://me@nas:2222/media")!;
        var command = new SshFiles(folder: null, new RemoteOptions { SshKey = "/my keys/it's" }).CommandFor(there);

        Assert.Contains("-o BatchMode=yes", command, StringComparison.Ordinal);
        Assert.Contains("-o StrictHostKeyChecking=yes", command, StringComparison.Ordinal);
        Assert.Contains("-p 2222", command, StringComparison.Ordinal);
        Assert.EndsWith("-i '/my keys/it''s'", command, StringComparison.Ordinal);
    }
}
