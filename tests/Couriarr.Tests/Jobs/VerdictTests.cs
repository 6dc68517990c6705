using Couriarr.Jobs;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;
using Xunit;

namespace Couriarr.Tests.Jobs;

[Trait("family", "jobs")]
public sealed class VerdictTests
{
    private static readonly DateTimeOffset Now = FakeClock.Noon;
    private static readonly JobsOptions Options = new();

    [Fact]
    public void Words_of_the_handler_become_states()
    {
        Assert.Equal((JobState.Succeeded, null), Said(JobResult.Done));
        Assert.Equal((JobState.Skipped, "nothing"), Said(JobResult.Skip("nothing")));
        Assert.Equal((JobState.Superseded, "newer"), Said(JobResult.Supersede("newer")));
        Assert.Equal((JobState.Scheduled, "later"), Said(JobResult.Snooze(TimeSpan.FromHours(1), "later")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(90, 90)]
    public void A_snooze_is_as_long_as_asked_but_never_a_busy_loop(int asked, int given)
    {
        var settlement = Ended(JobResult.Snooze(TimeSpan.FromSeconds(asked), "later"));
        Assert.Equal((Now + TimeSpan.FromSeconds(given), 2, null), (settlement.RunAt, settlement.RetryCount, settlement.Attempt));
    }

    [Fact]
    public void A_snooze_beyond_the_calendar_is_cut() =>
        Assert.Equal(Now + TimeSpan.FromDays(366), Ended(JobResult.Snooze(TimeSpan.MaxValue, "never")).RunAt);

    [Fact]
    public void A_failure_waits_longer_each_time_and_counts()
    {
        var settlement = Failed(new InvalidOperationException("no"), retries: 2, chance: 0.5);
        Assert.Equal(
            (JobState.Failed, "no", 3, Now + TimeSpan.FromSeconds(10)),
            (settlement.To, settlement.Note, settlement.RetryCount, settlement.RunAt)
        );
        Assert.Equal(new JobAttempt(3, Now - TimeSpan.FromMinutes(1), Now, "failed", "no"), settlement.Attempt);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 20)]
    [InlineData(-9, 20)]
    [InlineData(48 * 3600, 24 * 3600)]
    [InlineData(10L * 366 * 24 * 3600, 24 * 3600)]
    public void F02_What_the_receiver_asks_wins_when_it_is_longer_up_to_a_day(long asked, long given)
    {
        var error = new TransientException("busy", TimeSpan.FromSeconds(asked));
        Assert.Equal(Now + TimeSpan.FromSeconds(given), Failed(error, retries: 2, chance: 1).RunAt);
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(10L * 366 * 24 * 3600, 24 * 3600)]
    public void F02_Who_wants_to_be_asked_less_often_is_no_failure(long asked, long given)
    {
        var limit = new TransientException("busy", TimeSpan.FromSeconds(asked)) { IsLimit = true };
        var settlement = Failed(limit, retries: 3, chance: 1);
        Assert.Equal(
            (JobState.Scheduled, "busy", 3, Now + TimeSpan.FromSeconds(given)),
            (settlement.To, settlement.Note, settlement.RetryCount, settlement.RunAt)
        );
    }

    [Theory]
    [InlineData(2, JobState.Failed)]
    [InlineData(3, JobState.Dead)]
    public void The_failure_after_the_last_retry_is_the_end(int retries, JobState end) =>
        Assert.Equal((end, retries + 1), Failed(new TransientException("no"), retries) is var s ? (s.To, s.RetryCount) : default);

    [Fact]
    public void A_permanent_failure_is_the_end_at_once()
    {
        var settlement = Failed(new PermanentException("outside every mapping"));
        Assert.Equal((JobState.Dead, "outside every mapping", 1), (settlement.To, settlement.Note, settlement.RetryCount));
        Assert.Equal("failed", settlement.Attempt!.Outcome);
    }

    [Theory]
    [InlineData("mount", JobState.Blocked, "mount")]
    [InlineData(null, JobState.Scheduled, null)]
    public void A_blocked_job_loses_nothing(string? gate, JobState to, string? blockedBy)
    {
        var settlement = Judge(gate: gate).On(new Outcome.Failed(new BlockedException("away")));
        Assert.Equal((to, blockedBy, 2, null), (settlement.To, settlement.BlockedBy, settlement.RetryCount, settlement.Attempt));
        Assert.Equal(gate is null ? Now + Options.ProbeEvery : Now - TimeSpan.FromHours(1), settlement.RunAt);
    }

    [Fact]
    public void A_probe_that_fails_loses_nothing()
    {
        var settlement = Judge(gate: "g", isProbe: true).On(new Outcome.Failed(new TransientException("still down")));
        Assert.Equal((JobState.Blocked, "g", 2), (settlement.To, settlement.BlockedBy, settlement.RetryCount));
    }

    [Fact]
    public void A09_Shutdown_and_crash_burn_no_retry_and_keep_the_place()
    {
        var interrupted = Judge().On(new Outcome.Interrupted());
        var crashed = Judge().On(new Outcome.Crashed());
        Assert.Equal(
            (JobState.Waiting, 2, 0, "Interrupted by shutdown."),
            (interrupted.To, interrupted.RetryCount, interrupted.CrashCount, interrupted.Note)
        );
        Assert.Equal(
            (JobState.Waiting, 2, 1, "Interrupted by restart."),
            (crashed.To, crashed.RetryCount, crashed.CrashCount, crashed.Note)
        );
        Assert.All([interrupted, crashed], s => Assert.Equal(Rank.Of(5, Now - TimeSpan.FromHours(1), Options.AgeingStep), s.Rank));
    }

    [Theory]
    [InlineData(1, JobState.Waiting)]
    [InlineData(2, JobState.Dead)]
    public void A14_The_third_crash_is_the_end(int crashes, JobState to)
    {
        var settlement = Judge(crashes: crashes).On(new Outcome.Crashed());
        Assert.Equal((to, crashes + 1), (settlement.To, settlement.CrashCount));
        Assert.Equal(to is JobState.Dead, settlement.Note == "It killed the worker 3 times.");
    }

    [Fact]
    public void What_a_person_stops_is_cancelled() => Assert.Equal(JobState.Cancelled, Judge().On(new Outcome.Stopped()).To);

    [Fact]
    public void E16_What_is_not_understood_is_parked()
    {
        var settlement = Judge().On(new Outcome.NotUnderstood("too new"));
        Assert.Equal(
            (JobState.Blocked, JobRecord.Parked, "too new", 2),
            (settlement.To, settlement.BlockedBy, settlement.Note, settlement.RetryCount)
        );
    }

    private static (JobState, string?) Said(JobResult result) => Ended(result) is var s ? (s.To, s.Note) : default;

    private static Settlement Ended(JobResult result) => Judge().On(new Outcome.Ended(result));

    private static Settlement Failed(Exception error, int retries = 0, double chance = 0.5) =>
        Judge(retries: retries, chance: chance).On(new Outcome.Failed(error));

    private static Verdict Judge(int retries = 2, int crashes = 0, double chance = 0.5, string? gate = null, bool isProbe = false)
    {
        var job = new JobRecord(new JobId(1), "chore", "default", 5, "{}", JobState.Running)
        {
            RunAt = Now - TimeSpan.FromHours(1),
            CreatedAt = Now - TimeSpan.FromHours(2),
            StartedAt = Now - TimeSpan.FromMinutes(1),
            RootId = new JobId(1),
            MaxRetries = 3,
            RetryCount = retries,
            CrashCount = crashes,
            Gate = gate,
        };
        return new Verdict(new Lease(job, 1) { IsProbe = isProbe }, RetryPolicy.Standard, Now, chance, Options);
    }
}
