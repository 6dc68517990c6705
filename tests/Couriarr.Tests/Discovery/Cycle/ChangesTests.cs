using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using Couriarr.Features.Discovery.Tvmaze;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>How far back is asked, and what the answer means.</summary>
[Trait("family", "find")]
public sealed class ChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(6, UpdateWindow.Day, nameof(Reaching.Day))]
    [InlineData(6, UpdateWindow.Week, nameof(Reaching.Week))]
    [InlineData(23, UpdateWindow.Day, nameof(Reaching.Week))]
    [InlineData(24 * 6, UpdateWindow.Day, nameof(Reaching.Week))]
    [InlineData(24 * 7, UpdateWindow.Week, nameof(Reaching.Month))]
    [InlineData(24 * 21, UpdateWindow.Week, nameof(Reaching.Month))]
    [InlineData(24 * 29, UpdateWindow.Week, nameof(Reaching.Everything))]
    [InlineData(-1, UpdateWindow.Week, nameof(Reaching.Everything))]
    public void G08_the_window_reaches_back_to_the_last_time_however_long_that_was(int hours, UpdateWindow least, string expected)
    {
        var progress = new Progress(new SyncState { LastUpdatesCheck = Now.AddHours(-hours) }) { LastWholeCheck = Now.AddHours(-1) };
        Assert.Equal(expected, Changes.Reach(progress, least, Now).ToString());
    }

    [Fact]
    public void Once_a_day_and_when_nothing_is_known_everything_is_asked()
    {
        var sync = new SyncState { LastUpdatesCheck = Now.AddHours(-1) };
        Assert.Equal(Reaching.Everything, Changes.Reach(new Progress(new SyncState()), UpdateWindow.Day, Now));
        Assert.Equal(Reaching.Everything, Changes.Reach(new Progress(sync), UpdateWindow.Day, Now));
        Assert.Equal(Reaching.Everything, Changes.Reach(new Progress(sync) { LastWholeCheck = Now.AddDays(-1) }, UpdateWindow.Day, Now));
    }

    [Fact]
    public void Only_what_is_newer_than_what_is_stored_is_asked_for()
    {
        StoredShow[] stored =
        [
            new(1, 100, false, false),
            new(2, 100, false, false),
            new(3, 100, true, false),
            new(4, 100, true, true),
            new(5, 1, false, false),
        ];
        var changes = Changes.Of(
            new Dictionary<long, long>
            {
                [1] = 100,
                [2] = 101,
                [3] = 100,
                [4] = 100,
                [9] = 1,
            },
            stored,
            isWhole: true
        );
        Assert.Equal([2, 4, 9], changes.ToAsk.Keys.Order());
        Assert.Equal([5], changes.Gone);
        Assert.Equal([3], changes.Back);
        Assert.Empty(Changes.Of(new Dictionary<long, long>(), stored, isWhole: false).Gone);
    }

    [Fact]
    public void A_page_is_asked_for_when_three_of_its_shows_changed()
    {
        var feed = new long[] { 1, 2, 249, 250, 499, 500 }.ToDictionary(id => id, _ => 1L);
        Assert.Equal([0], Changes.Of(feed, [], isWhole: false).Pages);
    }
}
