using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>What one owner leaves to others.</summary>
public abstract partial class JobStoreContract
{
    private async Task<IEnumerable<string>> ClaimedAsync(string[] gates, string[] kinds, int limit = 5, DateTimeOffset? now = null)
    {
        var at = now ?? Noon;
        var claim = new Claim("default", limit, "us", at, at + Minute, at + Minute) { GatesOfOthers = gates, KindsOfOthers = kinds };
        return (await Store.ClaimAsync(claim, Ct)).Select(lease => lease.Job.Payload);
    }

    [Fact]
    public async Task Jobs_of_a_gate_that_others_serve_are_left_to_them()
    {
        await Store.AddAsync(
            [
                Job("theirs", gate: "far", rank: 1),
                Job("too", gate: "farther", rank: 2),
                Job("ours", gate: "near", rank: 3),
                Job("free", rank: 4),
            ],
            Ct
        );

        Assert.Equal(["ours", "free"], await ClaimedAsync(["far", "farther", "nowhere"], []));
        Assert.Empty(await ClaimedAsync(["far", "farther"], []));

        Assert.Equal(["theirs", "too"], await ClaimedAsync([], []));
    }

    [Fact]
    public async Task A_claim_for_what_hurries_takes_nothing_that_stands_behind_it()
    {
        await Store.AddAsync([Job("bulk", rank: 200), Job("next", rank: 150), Job("first", rank: 50)], Ct);
        var hurried = new Claim("default", 5, "us", Noon, Noon + Minute, Noon + Minute) { Before = 150 };

        Assert.Equal(["first"], (await Store.ClaimAsync(hurried, Ct)).Select(lease => lease.Job.Payload));
        Assert.Empty(await Store.ClaimAsync(hurried, Ct));
        Assert.Equal(["next", "bulk"], await ClaimedAsync([], []));
    }

    [Fact]
    public async Task Jobs_of_a_kind_that_only_others_know_are_left_to_them()
    {
        await Store.AddAsync([Job("new", rank: 1) with { Kind = "novelty" }, Job("old", rank: 2), Job("far", gate: "far", rank: 3)], Ct);

        Assert.Equal(["old"], await ClaimedAsync(["far"], ["novelty"]));

        Assert.Equal(["new", "far"], await ClaimedAsync([], []));
    }

    [Fact]
    public async Task Behind_many_that_are_left_to_others_our_own_is_found()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 250).Select(i => Job($"{i}", gate: "far", rank: i))], Ct);
        await AddAsync(Job("ours", rank: 1_000));

        Assert.Equal(["ours"], await ClaimedAsync(["far"], [], limit: 1));
    }

    [Fact]
    public async Task Whoever_cannot_reach_a_gate_does_not_probe_it_either()
    {
        await Store.AddAsync([Job("first", gate: "g", rank: 1), Job("second", gate: "g", rank: 2)], Ct);
        await CloseAsync(probeAt: Noon + Minute);
        Assert.Empty(await ClaimedAsync(["g"], []));

        Assert.Empty(await ClaimedAsync(["g"], [], now: Noon + Minute));

        Assert.Equal(Noon + Minute, Assert.Single(await Reader.GatesAsync(Ct)).ProbeAt);
        var probe = Assert.Single(await ClaimAsync(5, owner: "other", now: Noon + Minute));
        Assert.Equal(("first", true), (probe.Job.Payload, probe.IsProbe));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("us")]
    public async Task Two_of_a_key_never_run_at_once_under_two_owners_or_one(string owner)
    {
        await AddAsync(Job("first", key: "k"));
        var first = Assert.Single(await ClaimAsync(owner: owner));
        await Store.AddAsync([Job("second", key: "k"), Job("free"), Job("another", key: "l")], Ct);

        Assert.Equal(["free", "another"], (await ClaimAsync(5, owner: "us")).Select(lease => lease.Job.Payload));
        Assert.Empty(await ClaimAsync(5, owner: "us"));

        await SettleAsync(first, JobState.Succeeded);
        Assert.Equal("second", Assert.Single(await ClaimAsync(owner: "us")).Job.Payload);
    }

    [Fact]
    public async Task What_has_a_twin_at_work_is_no_probe()
    {
        await AddAsync(Job("at work", key: "k", gate: "g"));
        await TakeAsync();
        await Store.AddAsync([Job("its twin", key: "k", gate: "g", rank: 1), Job("free", gate: "g", rank: 2)], Ct);
        await CloseAsync(probeAt: Noon + Minute);
        Assert.Empty(await ClaimAsync(5));

        var probe = Assert.Single(await ClaimAsync(5, now: Noon + Minute));

        Assert.Equal(("free", true), (probe.Job.Payload, probe.IsProbe));
    }

    [Fact]
    public async Task A_suspect_of_others_does_not_hold_up_ours()
    {
        await Store.AddAsync([Job("theirs", gate: "far", rank: 1), Job("ours", rank: 2)], Ct);
        foreach (var lease in await ClaimAsync(5))
            await Store.SettleAsync(lease, To(JobState.Waiting) with { CrashCount = 2, Rank = lease.Job.Payload == "theirs" ? 1 : 2 }, Ct);

        var claim = new Claim("default", 5, "us", Noon, Noon + Minute, Noon + Minute) { SuspectAt = 2, GatesOfOthers = ["far"] };

        Assert.Equal("ours", Assert.Single(await Store.ClaimAsync(claim, Ct)).Job.Payload);
    }
}
