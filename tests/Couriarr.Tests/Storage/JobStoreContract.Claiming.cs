using System.Collections.Concurrent;
using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

public abstract partial class JobStoreContract
{
    [Fact]
    public async Task Q05_Claims_by_rank_then_age()
    {
        await Store.AddAsync([Job("c", rank: 20), Job("a", rank: 10), Job("d", rank: 20), Job("b", rank: 10)], Ct);

        var claimed = await ClaimAsync(3);

        Assert.Equal(["a", "b", "c"], claimed.Select(l => l.Job.Payload));
        Assert.Equal("d", (await TakeAsync()).Job.Payload);
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task A_claimed_job_runs_since_then()
    {
        await AddAsync();
        var lease = await TakeAsync(Noon + Minute);
        var job = await FindAsync(lease.Job.Id);
        Assert.Equal((JobState.Running, Noon + Minute), (job.State, job.StartedAt));
        Assert.Equal(JobState.Running, lease.Job.State);
    }

    [Fact]
    public async Task Suspects_are_given_one_at_a_time_and_the_others_beside_them()
    {
        await Store.AddAsync([Job("suspect 1"), Job("suspect 2"), Job("suspect 3", lane: "slow")], Ct);
        foreach (var lease in (await ClaimAsync(2)).Concat(await ClaimAsync(lane: "slow")))
            await Store.SettleAsync(lease, To(JobState.Waiting) with { CrashCount = 2 }, Ct);
        await AddAsync(Job("innocent", rank: 200));

        var first = await ClaimBesideSuspectsAsync();
        Assert.Equal(["suspect 1", "innocent"], first.Select(l => l.Job.Payload));
        Assert.Empty(await ClaimBesideSuspectsAsync());
        Assert.Empty(await ClaimBesideSuspectsAsync("slow"));

        await SettleAsync(first[0], JobState.Succeeded);
        Assert.Equal(["suspect 3"], (await ClaimBesideSuspectsAsync("slow")).Select(l => l.Job.Payload));
        Assert.Empty(await ClaimBesideSuspectsAsync());
    }

    private Task<IReadOnlyList<Lease>> ClaimBesideSuspectsAsync(string lane = "default") =>
        Store.ClaimAsync(new Claim(lane, 5, "us", Noon, Noon + Minute, Noon + Minute) { SuspectAt = 2 }, Ct);

    [Fact]
    public async Task Lanes_do_not_see_each_other()
    {
        await AddAsync(Job(lane: "slow"));
        Assert.Empty(await ClaimAsync());
        Assert.Single(await ClaimAsync(lane: "slow"));
    }

    [Fact]
    public async Task What_is_not_due_stays()
    {
        var id = await AddAsync(Job(delay: Minute));
        Assert.Empty(await ClaimAsync(now: Noon + Minute - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(JobState.Scheduled, await StateAsync(id));
        Assert.Single(await ClaimAsync(now: Noon + Minute));
    }

    [Fact]
    public async Task Q02_No_job_is_given_to_two_of_forty_claimers()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 200).Select(i => Job($"{i}"))], Ct);
        var given = new ConcurrentBag<Lease>();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => ClaimAllAsync($"claimer {n}", given), Ct)));

        Assert.Equal(200, given.Count);
        Assert.Equal(200, given.DistinctBy(l => l.Job.Id).Count());
    }

    [Fact]
    public async Task Tokens_only_grow_also_when_the_same_job_comes_again()
    {
        await Store.AddAsync([Job(rank: 1), Job(rank: 2)], Ct);
        var tokens = new List<long>();
        for (var i = 0; i < 10; i++)
        {
            var lease = await TakeAsync();
            tokens.Add(lease.Token);
            await SettleAsync(lease, JobState.Waiting);
        }

        Assert.All(tokens.Zip(tokens.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_given_again()
    {
        await Store.AddAsync([Job("lost"), Job("known"), Job("new")], Ct);
        var before = await ClaimAsync(2);

        var again = await Store.ClaimAsync(Holding([before[1]], limit: 2), Ct);

        Assert.Equal(["lost", "new"], again.Select(l => l.Job.Payload));
        Assert.Null(await SettleAsync(before[0], JobState.Dead));
        Assert.NotNull(await SettleAsync(again[0], JobState.Succeeded));
        Assert.NotNull(await SettleAsync(before[1], JobState.Succeeded));
    }

    [Fact]
    public async Task What_another_owner_runs_is_not_given_again()
    {
        await AddAsync();
        await ClaimAsync(owner: "them");
        Assert.Empty(await Store.ClaimAsync(Holding([], limit: 2), Ct));
    }

    private static Claim Holding(Lease[] held, int limit) =>
        new("default", limit, "us", Noon, Noon + Minute, Noon + Minute) { Held = held };

    private async Task ClaimAllAsync(string owner, ConcurrentBag<Lease> given)
    {
        while (await ClaimAsync(3, owner: owner) is { Count: > 0 } leases)
            foreach (var lease in leases)
                given.Add(lease);
    }
}
