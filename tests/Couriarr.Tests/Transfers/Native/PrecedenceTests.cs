using System.Security.Cryptography;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Features.Transfers.Native;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>Imports go first.</summary>
[Trait("family", "carry")]
public sealed class PrecedenceTests : IDisposable
{
    private readonly Trip _trip = new();
    private readonly FakeClock _clock = new();
    private readonly Precedence _precedence = new();
    private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PinnedFolder _folder;
    private readonly Engines _engines;

    public PrecedenceTests()
    {
        var options = new CouriarrOptions
        {
            Sync = new SyncOptions
            {
                Engine = SyncEngine.Native,
                StallTimeout = TimeSpan.FromMinutes(1),
                Timeout = TimeSpan.FromMinutes(2),
            },
        };
        _engines = new Engines(options, null!, new NativeEngine(options, _precedence, _clock), _precedence, _clock);
        _trip.Put(5 << 20);
        _folder = PinnedFolder.Open(_trip.To, [], create: false);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Haul Bulk => new(_trip.Look(), _folder, Trip.Temp) { Route = "movies", IsUnhurried = true };

    [Fact]
    public async Task What_is_only_caught_up_stands_still_as_long_as_an_import_is_copied_and_no_watchdog_barks()
    {
        var import = _precedence.On("movies").Take();
        var bulk = _engines.CopyAsync(Bulk, Listen, Ct);
        await _paused.Task.WaitAsync(Ct);
        for (var i = 0; i < 10; i++)
            _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(bulk.IsCompleted);
        Assert.Equal(1 << 20, new FileInfo(_trip.Copy).Length);
        import.Dispose();
        await bulk.WaitAsync(Ct);
        _trip.AssertSame();
    }

    [Fact]
    public async Task An_import_that_fails_lets_the_others_go_on()
    {
        var (failing, fail) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var original = Path.Combine(_trip.From, "b.mkv");
        await File.WriteAllBytesAsync(original, RandomNumberGenerator.GetBytes(100), Ct);
        var haul = new Haul(SourceFile.Look(_trip.From, "b.mkv")!, _folder, ".couriarr-2-b.mkv.part") { Route = "movies" };
        var import = _engines.CopyAsync(
            haul,
            _ =>
            {
                failing.TrySetResult();
                fail.Wait(Ct);
                throw new IOException("a stone in the way");
            },
            Ct
        );
        await failing.Task.WaitAsync(Ct);
        var bulk = _engines.CopyAsync(Bulk, Listen, Ct);
        await _paused.Task.WaitAsync(Ct);

        fail.Set();

        await Assert.ThrowsAnyAsync<Exception>(() => import.WaitAsync(Ct));
        await bulk.WaitAsync(Ct);
        _trip.AssertSame();
    }

    [Fact]
    public async Task A_copy_that_stands_still_can_be_cancelled()
    {
        using var import = _precedence.On("movies").Take();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var bulk = _engines.CopyAsync(Bulk, Listen, stop.Token);
        await _paused.Task.WaitAsync(Ct);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bulk.WaitAsync(Ct));
    }

    [Fact]
    public async Task An_import_on_another_route_is_no_reason_to_wait()
    {
        using var import = _precedence.On("tv").Take();

        await _engines.CopyAsync(Bulk, Listen, Ct).WaitAsync(Ct);

        Assert.False(_paused.Task.IsCompleted);
        _trip.AssertSame();
    }

    private void Listen(CopyProgress progress)
    {
        if (progress.Note.Contains("paused for an import", StringComparison.Ordinal))
            _paused.TrySetResult();
    }

    public void Dispose()
    {
        _folder.Dispose();
        _trip.Dispose();
    }
}
