using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>Files that are not what they were taken for when our own engine comes to them.</summary>
[Trait("family", "carry")]
public sealed class StrangeFileTests
{
    private const int MiB = 1 << 20;

    [Fact]
    public void C22_an_original_whose_folder_was_swapped_for_a_link_is_not_opened()
    {
        using var trip = new Trip();
        trip.Put(100);
        var looked = trip.Look();
        Directory.Move(trip.From, trip.From + ".aside");
        Directory.CreateSymbolicLink(trip.From, trip.From + ".aside");

        Assert.Equal(Linux.TooManyLinks, Assert.Throws<IOException>(() => trip.Run(looked)).HResult);
        Assert.False(File.Exists(trip.Copy));
    }

    [Fact]
    public void C22_a_link_under_the_temporary_name_is_not_written_through()
    {
        using var trip = new Trip();
        trip.Put(100);
        var outside = Path.Combine(trip.From, "outside");
        File.WriteAllText(outside, "untouched");
        File.CreateSymbolicLink(trip.Copy, outside);

        Assert.Equal(Linux.TooManyLinks, Assert.Throws<IOException>(() => trip.Run()).HResult);
        Assert.Equal("untouched", File.ReadAllText(outside));
    }

    [Fact]
    public void C26_a_pipe_under_the_temporary_name_is_nothing_to_write_to()
    {
        using var trip = new Trip();
        trip.Put(100);
        Assert.Equal(0, Shell.Run("mkfifo", trip.Copy));

        Assert.Throws<PermanentException>(() => trip.Run());
    }

    [Fact]
    public void C14_an_original_that_was_replaced_since_it_was_looked_at_is_not_copied()
    {
        using var trip = new Trip();
        trip.Put(100);
        var looked = trip.Look();
        trip.Put(100);

        Assert.Throws<TransientException>(() => trip.Run(looked));
        Assert.False(File.Exists(trip.Copy));
    }

    [Fact]
    public void C14_an_original_that_shrinks_under_the_copy_is_noticed()
    {
        using var trip = new Trip();
        trip.Put(6 * MiB);
        trip.Report = _ => File.WriteAllBytes(trip.Original, new byte[MiB]);

        Assert.Throws<TransientException>(() => trip.Run());
    }
}
