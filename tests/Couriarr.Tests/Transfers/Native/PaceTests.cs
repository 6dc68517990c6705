using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Transfers;
using Couriarr.Features.Transfers.Native;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>How fast a copy may be, and what it says of how fast it is.</summary>
[Trait("family", "carry")]
public sealed class PaceTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Over_an_hour_a_limit_is_kept_to_the_second()
    {
        var throttle = new Throttle(() => 1000, _clock);
        var moved = 0L;
        for (var end = _clock.GetUtcNow().AddHours(1); _clock.GetUtcNow() < end; moved += throttle.Block)
            _clock.Advance(throttle.After(throttle.Block));

        Assert.InRange(moved, 3599L * 1000 * 1024, 3601L * 1000 * 1024);
    }

    [Fact]
    public void What_was_not_used_in_a_pause_is_not_made_up_for()
    {
        var throttle = new Throttle(() => 1000, _clock);
        _clock.Advance(throttle.After(1000 * 1024));
        _clock.Advance(TimeSpan.FromMinutes(10));

        Assert.InRange(throttle.After(1000 * 1024).TotalSeconds, 0.7, 1);
    }

    [Fact]
    public void Copies_of_one_route_keep_its_limit_together_and_each_its_own_besides()
    {
        var route = new Throttle(() => 1000, _clock);
        var copies = new[]
        {
            new Throttle(() => 0, _clock) { Shared = route },
            new Throttle(() => 300, _clock) { Shared = route },
        };
        var (moved, ready) = (new long[2], new DateTimeOffset[2]);
        for (var end = _clock.GetUtcNow().AddMinutes(10); _clock.GetUtcNow() < end; )
        {
            var next = ready[0] <= ready[1] ? 0 : 1;
            if (ready[next] > _clock.GetUtcNow())
                _clock.Advance(ready[next] - _clock.GetUtcNow());
            var block = copies[next].Block;
            moved[next] += block;
            ready[next] = _clock.GetUtcNow() + copies[next].After(block);
        }

        Assert.InRange(moved.Sum(), 599L * 1000 * 1024, 602L * 1000 * 1024);
        Assert.InRange(moved[1], 0, 601L * 300 * 1024);
    }

    [Fact]
    public void Of_the_limit_of_a_route_and_that_of_each_transfer_rsync_is_told_the_lower()
    {
        var options = new CouriarrOptions
        {
            TimeZone = TimeZoneInfo.Utc,
            Sync = new SyncOptions { Bandwidth = new() { Limit = 500 } },
        };

        Assert.Equal(
            (300, 500, 500),
            (Bandwidth.On(300, options, _clock), Bandwidth.On(900, options, _clock), Bandwidth.On(0, options, _clock))
        );
        Assert.Equal((300, 0), (Bandwidth.On(300, new(), _clock), Bandwidth.On(0, new(), _clock)));
    }

    [Fact]
    public void A_copy_that_is_under_way_follows_the_windows_of_the_day()
    {
        var options = new CouriarrOptions
        {
            TimeZone = TimeZoneInfo.Utc,
            Sync = new SyncOptions
            {
                Bandwidth = new()
                {
                    Windows =
                    [
                        new()
                        {
                            From = new TimeOnly(13, 0),
                            To = new TimeOnly(14, 0),
                            Limit = 100,
                        },
                    ],
                },
            },
        };
        var throttle = new Throttle(() => Bandwidth.At(options, _clock), _clock);

        Assert.Equal(TimeSpan.Zero, throttle.After(throttle.Block));
        _clock.Advance(TimeSpan.FromMinutes(70));
        Assert.Equal(10 * 1024, throttle.Block);
        Assert.InRange(throttle.After(100 * 1024).TotalSeconds, 0.7, 1);
        _clock.Advance(TimeSpan.FromMinutes(70));
        Assert.Equal(TimeSpan.Zero, throttle.After(throttle.Block));
    }

    [Fact]
    public void The_rest_is_told_by_what_the_last_seconds_were_like()
    {
        const long Second = 1 << 20;
        var speed = new Speedometer(1000 * Second, _clock);
        CopyProgress said = null!;
        var bytes = 0L;
        for (var i = 0; i < 60; i++)
            said = Go(10);
        Assert.Equal(CopyProgress.Of(600 * Second, "10 MB/s", "0:00:40"), said);
        for (var i = 0; i < 30; i++)
            said = Go(1);

        Assert.Equal(CopyProgress.Of(630 * Second, "1 MB/s", "0:06:10"), said);

        CopyProgress Go(int megabytes)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return speed.At(bytes += megabytes * Second);
        }
    }
}
