using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Transfers;

/// <summary>Comparing takes as long as it gets on. The clock goes on only while something is read.</summary>
[Trait("family", "carry")]
public sealed class ComparisonTests : IDisposable
{
    private const string Movie = "A/a.mkv",
        Temp = ".couriarr-1-a.mkv.part",
        Read = "transfer.mid_verify";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(8);
    private readonly Libraries _libraries = new();
    private readonly FakeClock _clock = new();
    private readonly Faults _faults = new();
    private readonly PinnedFolder _root;
    private readonly PinnedFolder _folder;

    public ComparisonTests()
    {
        _libraries.Put(Movie, 3 << 20);
        _root = PinnedFolder.Open(_libraries.Destination, [], create: false);
        _folder = _root.Inner(["A"], create: true);
        File.Copy(Path.Combine(_libraries.Source, Movie), _libraries.At($"A/{Temp}"));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_disk_that_gets_on_is_waited_for_longer_than_the_stall_timeout()
    {
        var reads = 0;
        _faults.Always(
            Read,
            () =>
            {
                if (++reads == 1)
                    UntilSomebodyWaits(Patience);
                _clock.Advance(Slow);
                // Patience would be over now, had the first read not been heard: whoever waits looks, and waits for what is left.
                if (reads == 2)
                    UntilSomebodyWaits(Slow, Patience - Slow);
            }
        );

        Assert.Null(await CompareAsync(Ct));

        Assert.True(_faults.Reached.Count * Slow > Patience * 2);
        Assert.True(File.Exists(_libraries.At($"A/{Temp}")));
    }

    [Fact]
    public async Task C09_a_disk_that_gives_nothing_for_the_stall_timeout_is_given_up_and_not_read_on_when_it_wakes()
    {
        var (hung, wake) = HoldTheSecondRead();
        var comparing = CompareAsync(Ct);
        await _clock.WhenSomebodyWaits(Patience).WaitAsync(Ct);
        await hung.WaitAsync(Ct);

        _clock.Advance(Patience);

        var blocked = await Assert.ThrowsAsync<BlockedException>(() => comparing);
        Assert.Contains("has not answered for 900 seconds", blocked.Message, StringComparison.Ordinal);
        wake();
        await AssertNobodyReadsAsync();
    }

    [Fact]
    public async Task Who_is_told_to_stop_stops_reading()
    {
        using var stop = new CancellationTokenSource();
        var (hung, wake) = HoldTheSecondRead();
        var comparing = CompareAsync(stop.Token);
        await hung.WaitAsync(Ct);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => comparing);
        wake();
        await AssertNobodyReadsAsync();
    }

    private void UntilSomebodyWaits(params IEnumerable<TimeSpan> any) =>
        Task.WaitAny([.. any.Select(_clock.WhenSomebodyWaits)], TimeSpan.FromSeconds(30));

    private (Task Reached, Action GoOn) HoldTheSecondRead()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new ManualResetEventSlim();
        var reads = 0;
        _faults.Always(
            Read,
            () =>
            {
                if (++reads != 2)
                    return;
                reached.SetResult();
                goOn.Wait(TimeSpan.FromSeconds(30));
            }
        );
        return (reached.Task, goOn.Set);
    }

    // The thread that was left behind closes what it read when it ends.
    private async Task AssertNobodyReadsAsync()
    {
        var path = Path.Combine(_libraries.Source, Movie);
        await CarryHost.UntilAsync(() =>
            Task.FromResult(!Directory.EnumerateFiles("/proc/self/fd").Any(open => new FileInfo(open).LinkTarget == path))
        );
        Assert.Equal(2, _faults.Reached.Count);
    }

    private Task<Fate.Waiting?> CompareAsync(CancellationToken ct)
    {
        var options = new CouriarrOptions
        {
            TimeZone = TimeZoneInfo.Utc,
            Sync = new SyncOptions { Verify = Verification.Hash, StallTimeout = Patience },
        };
        var parcel = new Parcel(1, "movies", "radarr:1", Movie, new ImportedFile($"/movies/{Movie}", 1, null, null))
        {
            Title = "A",
            Status = ParcelStatus.Running,
        };
        var route = new Route("movies", "/movies", _libraries.Source, _libraries.Destination);
        var draft = new Draft(SourceFile.Look(_libraries.Source, Movie)!, _root, _folder, Temp, new Plan(Plan.New));
        return new Comparison(options, _faults, _clock).OfAsync(parcel, route, draft, ct);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _root.Dispose();
        _libraries.Dispose();
    }
}
