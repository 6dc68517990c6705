using System.Diagnostics;
using Couriarr.CrashRig;
using Couriarr.CrashRig.Nodes;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>A node that copies is severed from the store, or stands still with all its processes: nobody writes beside it.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class SeveredNodeTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E02_a_node_whose_line_to_the_queue_falls_silent_ends_its_rsync_before_another_one_may_begin(bool withRedis)
    {
        Assert.SkipUnless(Cellar.IsPossible(withRedis), "It needs PostgreSQL, redis-server and rsync.");
        await using var pair = await Pair.StartAsync(withRedis, Lease);

        pair.Line.FallSilent();
        await Until.TrueAsync(() => Task.FromResult(pair.Rsyncs().Count == 0), "its rsync has ended", Ct, (int)(Lease * 3).TotalSeconds);

        var job = await pair.TransferAsync();
        Assert.Equal(("running", 0), (job.Status, job.CrashCount));
        if (!withRedis)
            Assert.Equal(["t"], await pair.AskAsync(LeaseLasts));
        await pair.DeliveredAsync();
        Assert.Empty(pair.Rsyncs());
        pair.Line.Speak();
        await pair.First.SaysAsync(GivenAway);
        pair.AssertWhole();
        Assert.Equal(1, (await pair.TransferAsync()).CrashCount);
    }

    [Fact]
    public async Task E03_a_node_that_wakes_together_with_its_rsync_ends_it_at_once_and_touches_nothing()
    {
        Assert.SkipUnless(Cellar.IsPossible(withRedis: false), "It needs PostgreSQL and rsync.");
        await using var pair = await Pair.StartAsync(withRedis: false, Lease);

        pair.SignalFirst(Signal.Stop);
        await pair.DeliveredAsync();
        var delivered = File.GetLastWriteTimeUtc(pair.Delivered);
        Assert.NotEmpty(pair.Rsyncs());
        pair.SignalFirst(Signal.Continue);
        var woken = Stopwatch.GetTimestamp();
        await Until.TrueAsync(() => Task.FromResult(pair.Rsyncs().Count == 0), "its rsync has ended", Ct);

        Assert.True(Stopwatch.GetElapsedTime(woken) < AtOnce, $"It took {Stopwatch.GetElapsedTime(woken)} to end it.");
        await pair.First.SaysAsync(GivenAway);
        pair.AssertWhole();
        Assert.Equal(delivered, File.GetLastWriteTimeUtc(pair.Delivered));
    }

    [Fact]
    public async Task E03_what_a_node_had_copied_when_it_stood_still_is_not_published_when_it_wakes()
    {
        Assert.SkipUnless(Cellar.IsPossible(withRedis: false), "It needs PostgreSQL and rsync.");
        await using var pair = await Pair.StartAsync(
            withRedis: false,
            Lease,
            faultOfFirst: "transfer.after_copy:delay=2000",
            kilobytesASecond: 1000
        );
        await pair.First.SaysAsync("The fault at transfer.after_copy strikes.");

        pair.SignalFirst(Signal.Stop);
        await pair.DeliveredAsync();
        var delivered = File.GetLastWriteTimeUtc(pair.Delivered);
        pair.SignalFirst(Signal.Continue);

        await pair.First.SaysAsync(GivenAway);
        await Until.TrueAsync(async () => await RunningAsync(pair.First) == 0, "it has let go of the transfer", Ct);
        pair.AssertWhole();
        Assert.Equal(delivered, File.GetLastWriteTimeUtc(pair.Delivered));
        Assert.Equal(["1"], await pair.AskAsync("SELECT count(*) FROM sync_jobs WHERE status = 'success'"));
    }

    private const string GivenAway = "was given to another run while it ran here";

    private const string LeaseLasts =
        "SELECT lease_until > extract(epoch FROM clock_timestamp()) * 1000 FROM job_queue WHERE type = 'transfer-media'";

    [Fact]
    public async Task A04_a_node_that_was_killed_and_comes_back_takes_up_what_it_did_long_before_its_lease_ends()
    {
        Assert.SkipUnless(Cellar.IsPossible(withRedis: false), "It needs PostgreSQL and rsync.");
        await using var pair = await Pair.StartAsync(withRedis: false, TimeSpan.FromMinutes(10));

        await pair.KillFirstAsync();

        await Until.TrueAsync(async () => (await pair.TransferAsync()).CrashCount == 1, "it is taken up again", Ct);
    }

    private static async Task<int> RunningAsync(HostProcess host) =>
        (await host.Client.GetAsync("/lanes", Ct))
            .Body.EnumerateArray()
            .Single(lane => lane.GetProperty("lane").GetString() == "transfer")
            .GetProperty("running")
            .GetInt32();
}
