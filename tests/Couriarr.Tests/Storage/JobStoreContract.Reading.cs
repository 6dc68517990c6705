using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    [Fact]
    public async Task Pages_newest_first_across_live_and_ended()
    {
        var ids = new List<JobId>();
        for (var i = 0; i < 7; i++)
            ids.Add(i % 2 == 0 ? await EndedAsync(JobState.Succeeded) : await AddAsync(Job(lane: "slow")));

        var pages = new List<JobId>();
        for (JobId? before = null; await PageAsync(before) is { Count: > 0 } page; before = page[^1].Id)
            pages.AddRange(page.Select(j => j.Id));

        Assert.Equal(ids.OrderDescending(), pages);
    }

    [Fact]
    public async Task Filters_by_state_kind_lane_and_end()
    {
        var old = await EndedAsync(JobState.Dead, at: Noon - Minute);
        var young = await EndedAsync(JobState.Dead, at: Noon);
        var skipped = await EndedAsync(JobState.Skipped);
        var slow = await AddAsync(Job(lane: "slow"));
        var other = await AddAsync(Job() with { Kind = "errand" });

        Assert.Equal([young, old], await IdsAsync(new JobQuery([JobState.Dead])));
        Assert.Equal([young], await IdsAsync(new JobQuery([JobState.Dead], EndedSince: Noon)));
        Assert.Equal([other, slow, skipped], await IdsAsync(new JobQuery([JobState.Waiting, JobState.Skipped])));
        Assert.Equal([slow], await IdsAsync(new JobQuery(Lane: "slow")));
        Assert.Equal([other], await IdsAsync(new JobQuery(Kind: "errand")));
        Assert.Equal([other, slow], await IdsAsync(new JobQuery(Limit: 2)));
    }

    [Fact]
    public async Task Searches_payload_note_and_kind_for_text_as_it_is_written()
    {
        var noted = await AddAsync(Job("{}"));
        await Store.SettleAsync(await TakeAsync(), To(JobState.Dead, note: "Wolf 100%_"), Ct);
        var named = await AddAsync(Job("""{"title":"The WOLF"}"""));
        var kind = await AddAsync(Job() with { Kind = "wolf" });
        var escaped = await AddAsync(Job("""{"title":"Am\u00E9lie \u0022x\u0022"}"""));

        Assert.Equal([kind, named, noted], await IdsAsync(new JobQuery(Text: "wolf")));
        Assert.Equal([named], await IdsAsync(new JobQuery(Kind: "chore", Lane: "default", States: [JobState.Waiting], Text: "wOLF")));
        Assert.Equal([noted], await IdsAsync(new JobQuery(Text: "0%_")));
        Assert.Equal([escaped], await IdsAsync(new JobQuery(Text: "amélie \"X")));
        Assert.Empty(await IdsAsync(new JobQuery(Text: "w_lf")));
        Assert.Empty(await IdsAsync(new JobQuery(Text: "' OR 1=1 --")));
    }

    [Fact]
    public async Task A_root_brings_its_whole_tree()
    {
        var root = await AddAsync();
        var child = Job() with { ParentId = root, RootId = root };
        var settled = await Store.SettleAsync(await TakeAsync(), To(JobState.Succeeded) with { FollowUps = [child] }, Ct);
        await AddAsync();

        Assert.Equal([settled!.FollowUps[0], root], await IdsAsync(new JobQuery(RootId: root)));
        Assert.Equal([root], await IdsAsync(new JobQuery(RootId: root, OldestFirst: true, Limit: 1)));
        Assert.Equal(2, await Reader.CountTreeAsync(root, Ct));
    }

    [Fact]
    public async Task Counts_by_state_without_zeros()
    {
        await EndedAsync(JobState.Succeeded);
        await EndedAsync(JobState.Succeeded);
        await EndedAsync(JobState.Dead);
        await AddAsync(Job(delay: Minute));
        await Store.AddAsync([Job(), Job()], Ct);
        await TakeAsync();

        var expected = new Dictionary<JobState, long>
        {
            [JobState.Succeeded] = 2,
            [JobState.Dead] = 1,
            [JobState.Scheduled] = 1,
            [JobState.Waiting] = 1,
            [JobState.Running] = 1,
        };
        Assert.Equal(expected.OrderBy(c => c.Key), (await Reader.CountAsync(Ct)).OrderBy(c => c.Key));
    }

    [Fact]
    public async Task Counts_live_jobs_by_kind_lane_and_state_with_the_oldest_of_them()
    {
        await EndedAsync(JobState.Succeeded);
        await Store.AddAsync([Job(lane: "slow"), Job(lane: "slow"), Job(lane: "fast", delay: Minute)], Ct);

        var census = (await Reader.CensusAsync(Ct)).OrderBy(c => c.Lane).Select(c => (c.Lane, c.State, c.Count, c.OldestRunAt));

        Assert.Equal([("fast", JobState.Scheduled, 1, Noon + Minute), ("slow", JobState.Waiting, 2, Noon)], census);
    }

    [Fact]
    public async Task Counts_how_jobs_ended_since_a_moment()
    {
        await EndedAsync(JobState.Succeeded);
        await EndedAsync(JobState.Dead);
        await Store.AddAsync([Job()], Ct);

        var since = await Reader.CountEndedAsync(DateTimeOffset.UnixEpoch, Ct);

        Assert.Equal([(JobState.Succeeded, 1), (JobState.Dead, 1)], since.OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
        Assert.Empty(await Reader.CountEndedAsync(DateTimeOffset.MaxValue, Ct));
    }

    [Fact]
    public async Task Looks_back_no_further_than_it_is_told()
    {
        await EndedAsync(JobState.Succeeded);
        var ids = await Store.AddAsync([Job(), Job(), Job()], Ct);

        Assert.Equal([ids[1]], await IdsAsync(new JobQuery(After: ids[0], Before: ids[2])));
        Assert.Equal([ids[2], ids[1]], await IdsAsync(new JobQuery(After: ids[0])));
    }

    [Fact]
    public async Task Names_the_lanes_of_live_jobs()
    {
        await EndedAsync(JobState.Succeeded);
        await Store.AddAsync([Job(lane: "slow"), Job(lane: "slow"), Job(lane: "fast")], Ct);
        Assert.Equal(["fast", "slow"], (await Reader.LanesAsync(Ct)).Order());
    }

    [Fact]
    public async Task Finds_nothing_that_never_was() => Assert.Null(await Reader.FindAsync(new JobId(404), Ct));

    private Task<IReadOnlyList<JobRecord>> PageAsync(JobId? before) => Reader.ListAsync(new JobQuery(Before: before, Limit: 3), Ct);

    private async Task<IEnumerable<JobId>> IdsAsync(JobQuery query) => (await Reader.ListAsync(query, Ct)).Select(j => j.Id);
}
