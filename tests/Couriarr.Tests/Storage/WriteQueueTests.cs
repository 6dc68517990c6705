using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
using Xunit;

namespace Couriarr.Tests.Storage;

[Trait("family", "stores")]
public sealed class WriteQueueTests
{
    private readonly WriteQueue _queue = new(TimeSpan.FromSeconds(5), 100);

    [Fact]
    public void New_work_goes_first()
    {
        Add(WriteKind.Upkeep);
        var work = Add(WriteKind.Growth);
        Assert.Same(work, _queue.Take(isFirst: true, carriesGrowth: false));
    }

    [Fact]
    public void A_commit_that_carries_new_work_waits_for_nothing_else()
    {
        Add(WriteKind.Upkeep);
        Assert.Null(_queue.Take(isFirst: false, carriesGrowth: true));
        Assert.NotNull(_queue.Take(isFirst: true, carriesGrowth: false));
    }

    [Fact]
    public void What_is_under_way_has_its_turn_after_a_few_milliseconds_however_much_comes()
    {
        var ending = Add(WriteKind.Upkeep);
        Assert.True(SpinWait.SpinUntil(() => Environment.TickCount64 - ending.Since >= 5, TimeSpan.FromSeconds(5)));
        Add(WriteKind.Growth);
        Assert.Same(ending, _queue.Take(isFirst: false, carriesGrowth: true));
    }

    [Fact]
    public void While_new_work_comes_thick_and_fast_upkeep_is_still_woken_in_time()
    {
        for (var i = 0; i < 4; i++)
            Add(WriteKind.Growth);
        while (_queue.Take(isFirst: true, carriesGrowth: false) is not null) { }
        Add(WriteKind.Upkeep);
        Assert.True(_queue.WaitForWork());
        Assert.NotNull(_queue.Take(isFirst: true, carriesGrowth: false));
    }

    [Fact]
    public void What_was_undone_returns_to_the_front_of_its_own_line()
    {
        var undone = Add(WriteKind.Growth);
        _queue.Take(isFirst: true, carriesGrowth: false);
        Add(WriteKind.Growth);
        _queue.Return([undone]);
        Assert.Equal(2, _queue.Count);
        Assert.Same(undone, _queue.Take(isFirst: true, carriesGrowth: false));
    }

    private WriteRequest<int> Add(WriteKind kind)
    {
        var request = new WriteRequest<int>(_ => ValueTask.FromResult(1), kind, TestContext.Current.CancellationToken);
        _queue.Add(request);
        return request;
    }
}
