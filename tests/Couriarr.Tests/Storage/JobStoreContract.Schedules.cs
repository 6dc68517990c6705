using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    [Fact]
    public async Task Fires_a_tick_once_however_many_try()
    {
        var fired = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.FireAsync("s", "line", Noon, Job(), Ct), Ct))
        );

        var tick = Assert.Single(fired, t => t is not null)!;
        Assert.Equal(new Tick("s", "line", Noon, tick.JobId), tick);
        Assert.Single(await Reader.ListAsync(new JobQuery(), Ct));
        Assert.Equal([tick], await Reader.TicksAsync(Ct));
    }

    [Fact]
    public async Task Another_moment_line_or_schedule_is_another_tick()
    {
        Assert.NotNull(await Store.FireAsync("s", "line", Noon, Job(), Ct));
        Assert.NotNull(await Store.FireAsync("s", "line", Noon + Minute, Job(), Ct));
        Assert.NotNull(await Store.FireAsync("s", "other", Noon, Job(), Ct));
        Assert.NotNull(await Store.FireAsync("t", "line", Noon, Job(), Ct));
        Assert.Equal(4, (await Reader.ListAsync(new JobQuery(), Ct)).Count);
    }

    [Fact]
    public async Task A_baseline_is_a_tick_without_a_job()
    {
        Assert.Equal(new Tick("s", "line", Noon, null), await Store.FireAsync("s", "line", Noon, job: null, Ct));
        Assert.Null(await Store.FireAsync("s", "line", Noon, Job(), Ct));
        Assert.Empty(await Reader.ListAsync(new JobQuery(), Ct));
    }

    [Fact]
    public async Task The_newest_tick_is_the_one_written_last_even_under_a_clock_set_back()
    {
        await Store.FireAsync("s", "line", Noon + TimeSpan.FromDays(900), job: null, Ct);
        await Store.FireAsync("t", "line", Noon, job: null, Ct);
        var last = await Store.FireAsync("s", "line", Noon, job: null, Ct);

        var ticks = await Reader.TicksAsync(Ct);

        Assert.Equal(2, ticks.Count);
        Assert.Equal(last, ticks.Single(t => t.Schedule == "s"));
    }

    [Fact]
    public async Task A_tick_whose_twin_waits_names_the_twin()
    {
        var twin = await AddAsync(Job(key: "k"));
        Assert.Equal(twin, (await Store.FireAsync("s", "line", Noon, Job(key: "k"), Ct))!.JobId);
    }
}
