using Couriarr.CrashRig;

namespace Couriarr.Tests.Faults;

/// <summary>The rig must be able to see what it is there to see.</summary>
[Trait("family", "jobs")]
public sealed class VerdictTests
{
    private readonly Ledger _ledger = new();
    private readonly List<SeenJob> _jobs = [];
    private readonly List<Effect> _effects = [];

    [Fact]
    public void Is_clean_when_every_promise_was_kept_once()
    {
        Promise(new DemoOrder(1) { Children = 2 }, Job(10, 1) with { Payload = Payload(1, children: 2) });
        _jobs.AddRange([Child(11, 10, place: 0), Child(12, 10, place: 1)]);
        _effects.AddRange([new Effect(1, 10, 1, 1), new Effect(1, 11, 2, 1)]);

        Assert.Empty(Judge().Complaints);
        Assert.True(Judge().IsClean);
    }

    [Fact]
    public void Sees_a_promised_job_that_is_gone()
    {
        _ledger.Note(new DemoOrder(1), promisedJob: 10);
        Assert.Single(Judge().Lost);
    }

    [Fact]
    public void Sees_a_newest_order_of_a_key_that_was_overwritten_by_an_older_one()
    {
        Promise(new DemoOrder(7) { Key = "a" }, Job(10, 6) with { Payload = Payload(6, key: "a") });
        Assert.Single(Judge().Lost);
    }

    [Fact]
    public void Sees_an_order_that_became_two_jobs()
    {
        Promise(new DemoOrder(1), Job(10, 1));
        _jobs.Add(Job(11, 1));
        Assert.Single(Judge().Doubled);
    }

    [Fact]
    public void Sees_an_order_that_only_a_job_has_that_was_taken_in_and_none_that_its_taker_has_too()
    {
        Promise(new DemoOrder(7) { Key = "a" }, Job(10, 7) with { Payload = Payload(7, key: "a"), Status = "superseded" });
        Assert.Single(Judge().Lost);

        _jobs.Add(Job(9, 7) with { Payload = Payload(7, key: "a") });
        Assert.Empty(Judge().Complaints);
    }

    [Fact]
    public void Sees_children_that_are_missing_and_children_that_are_too_many()
    {
        Promise(new DemoOrder(1) { Children = 2 }, Job(10, 1) with { Payload = Payload(1, children: 2) });
        _jobs.Add(Child(11, 10, place: 0));
        Assert.Single(Judge().Lost);

        _jobs.AddRange([Child(12, 10, place: 1), Child(13, 10, place: 1)]);
        Assert.Single(Judge().Doubled);
    }

    [Fact]
    public void Sees_a_run_too_many_and_a_claim_that_ran_twice()
    {
        Promise(new DemoOrder(1), Job(10, 1));
        _effects.AddRange([new Effect(1, 10, 1, 1), new Effect(1, 10, 2, 1)]);
        Assert.Single(Judge().Doubled);
        Assert.Empty(Judge(attempts: 1).Doubled);

        _effects[1] = _effects[0];
        Assert.Single(Judge(attempts: 1).Doubled);
    }

    [Theory]
    [InlineData("running")]
    [InlineData("waiting")]
    [InlineData("failed")]
    [InlineData("blocked")]
    public void Sees_a_job_that_came_to_no_end(string status)
    {
        Promise(new DemoOrder(1), Job(10, 1) with { Status = status });
        Assert.Single(Judge().Stuck);
    }

    [Fact]
    public void Sees_an_end_that_does_not_fit()
    {
        Promise(new DemoOrder(1), Job(10, 1) with { Status = "dead", CrashCount = 2 });
        Promise(new DemoOrder(2, "fail"), Job(11, 2) with { Payload = Payload(2, failures: 9) });
        Promise(new DemoOrder(3), Job(12, 3) with { Status = "superseded" });
        Assert.Equal(3, Judge().Wrong.Count);
    }

    private void Promise(DemoOrder order, SeenJob job)
    {
        _ledger.Note(order, job.Id);
        _jobs.Add(job);
    }

    private Verdict Judge(int attempts = 0) =>
        new(_ledger, new Aftermath(_jobs, _effects) { Attempts = new Dictionary<long, int> { [10] = attempts } });

    private static SeenJob Job(long id, long n) => new(id, "demo-job", "succeeded", 0, 0, null, id, null, Payload(n));

    private static SeenJob Child(long id, long parent, int place) =>
        Job(id, 1) with
        {
            ParentId = parent,
            RootId = parent,
            Payload = Payload(1) with { Child = place },
        };

    private static SeenPayload Payload(long n, int children = 0, int failures = 0, string? key = null) =>
        new(n, "succeed", children, null, failures, key);
}
