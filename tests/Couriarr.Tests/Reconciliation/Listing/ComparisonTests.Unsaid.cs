using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Tests.Reconciliation.Listing;

/// <summary>What nobody can say is no difference.</summary>
public sealed partial class ComparisonTests
{
    [Fact]
    public async Task D12_what_a_silent_app_may_know_is_neither_missing_nor_extra_nor_orphan()
    {
        var silent = Plain with { Silence = "radarr does not answer." };

        var found = await CompareAsync(
            [Of("A/a.mkv")],
            [File("A/a.mkv"), File("B/b.mkv"), File("D/d.mkv", 1)],
            [File("C/c.mkv"), File("D/d.mkv", 2)],
            silent
        );

        Assert.Equal(
            [
                ("A/a.mkv", Standing.Missing),
                ("B/b.mkv", Standing.CannotSay),
                ("C/c.mkv", Standing.CannotSay),
                ("D/d.mkv", Standing.CannotSay),
            ],
            found.Where(f => !f.IsFolder).Select(f => (f.Path, f.Standing))
        );
        Assert.All(found.Where(f => f.Standing is Standing.CannotSay), f => Assert.Equal("radarr does not answer.", f.Reason));
    }

    [Fact]
    public async Task What_lies_in_an_unread_folder_is_never_lost_missing_or_extra()
    {
        var source = new Tree(Stream([File("B/b.mkv")]), [new Unread("A", "It hangs.")]);
        var destination = new Tree(Stream([File("A/x.mkv"), File("C/c.mkv")]), [new Unread("B", "No right.")]);

        var found = await Comparison.MergeAsync(Stream([Of("A/a.mkv"), Of("B/b.mkv")]), source, destination, Plain, Ct).ToListAsync(Ct);

        Assert.Equal(
            [
                ("A/a.mkv", Standing.CannotSay),
                ("A/x.mkv", Standing.CannotSay),
                ("B/b.mkv", Standing.CannotSay),
                ("C/c.mkv", Standing.Extra),
            ],
            found.Select(f => (f.Path, f.Standing))
        );
        Assert.Contains("It hangs.", found[0].Reason, StringComparison.Ordinal);
        Assert.Contains("No right.", found[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_that_the_walks_leave_out_nobody_says_that_it_is_lost()
    {
        var found = await CompareAsync(
            [Of("#recycle/a.mkv"), Of("b.xyz")],
            [],
            [],
            Plain with
            {
                IsListed = new WalkOptions { Excludes = ["#recycle"] }.Lists,
            }
        );

        Assert.All(found, f => Assert.Equal(Standing.CannotSay, f.Standing));
        Assert.Equal(2, found.Count);
    }
}
