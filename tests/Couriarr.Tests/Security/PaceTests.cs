using System.Net;
using Couriarr.Doors.Access;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Security;

/// <summary>How fast one may ask, and how often one may be wrong, by a clock that the test turns.</summary>
[Trait("family", "doors")]
public sealed class PaceTests
{
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(Standing.Stranger, Entrance.Webhooks, 500, 50)]
    [InlineData(Standing.Stranger, Entrance.Household, 100, 20)]
    [InlineData(Standing.Stranger, Entrance.Everyone, 100, 20)]
    [InlineData(Standing.Key, Entrance.Household, 1000, 200)]
    [InlineData(Standing.Meter, Entrance.Metrics, 1000, 200)]
    internal void S14_a_burst_is_allowed_and_then_so_many_a_second(Standing standing, Entrance entrance, int burst, int perSecond)
    {
        var pace = new Pace(_clock);

        Assert.Equal(burst, Allowed(pace, standing, entrance));
        _clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(perSecond, Allowed(pace, standing, entrance));
        _clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(burst, Allowed(pace, standing, entrance));
    }

    [Theory]
    [InlineData(Standing.App)]
    [InlineData(Standing.Key)]
    internal void X59_a_webhook_that_proved_itself_is_never_refused_for_its_rate(Standing standing) =>
        Assert.Equal(5000, Allowed(new Pace(_clock), standing, Entrance.Webhooks));

    [Theory]
    [InlineData("192.168.1.2", "192.168.1.3", false)]
    [InlineData("192.168.1.2", "::ffff:192.168.1.2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "127.0.0.1", false)]
    public void S14_an_ipv6_household_counts_as_one(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Neighbour.Of(IPAddress.Parse(one)) == Neighbour.Of(IPAddress.Parse(other)));

    [Fact]
    public void S14_a_million_addresses_take_no_more_memory_than_a_few_thousand()
    {
        var remembered = new Remembered<int, object>(1000, () => new object(), _ => false, _clock);
        var entries = Enumerable.Range(0, 1_000_000).Select(who => remembered.With(who, entry => entry)).ToHashSet();

        Assert.Equal(1000, remembered.Count);
        Assert.Equal(1001, entries.Count);
    }

    [Fact]
    public void S14_who_has_not_come_for_long_makes_room_for_others()
    {
        var pace = new Pace(_clock);
        for (uint who = 0; who < 5000; who++)
            pace.Allows(new Neighbour(who), Standing.Stranger, Entrance.Household);
        _clock.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(100, Allowed(pace, Standing.Stranger, Entrance.Household, new Neighbour(1_000_000)));
        Assert.Equal(100, Allowed(pace, Standing.Stranger, Entrance.Household, new Neighbour(1_000_001)));
    }

    [Fact]
    public void S09_who_was_wrong_too_often_is_heard_again_after_ten_minutes()
    {
        var missteps = new Missteps(_clock, NullLogger<Missteps>.Instance);
        var (guesser, other) = (new Neighbour(1), new Neighbour(2));
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        for (byte i = 0; i < 19; i++)
            missteps.Count(guesser, Fingerprint.Of([i]), request);
        Assert.False(missteps.IsShut(guesser, out _));

        missteps.Count(guesser, Fingerprint.Of([99]), request);

        Assert.True(missteps.IsShut(guesser, out var rest));
        Assert.Equal(TimeSpan.FromMinutes(10), rest);
        Assert.False(missteps.IsShut(other, out _));
        _clock.Pass(TimeSpan.FromMinutes(10));
        Assert.False(missteps.IsShut(guesser, out _));
    }

    [Fact]
    public void S09_slips_far_apart_are_forgiven()
    {
        var missteps = new Missteps(_clock, NullLogger<Missteps>.Instance);
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        for (byte i = 0; i < 100; i++)
        {
            missteps.Count(new Neighbour(1), Fingerprint.Of([i]), request);
            _clock.Pass(TimeSpan.FromMinutes(1));
            Assert.False(missteps.IsShut(new Neighbour(1), out _));
        }
    }

    [Fact]
    public void S09_one_wrong_key_from_many_addresses_shuts_each_that_goes_on_with_it()
    {
        var missteps = new Missteps(_clock, NullLogger<Missteps>.Instance);
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        for (uint who = 0; who <= 20; who++)
            missteps.Count(new Neighbour(who), Fingerprint.Of("leaked"u8), request);

        Assert.False(missteps.IsShut(new Neighbour(0), out _));
        Assert.True(missteps.IsShut(new Neighbour(20), out _));
    }

    private static int Allowed(Pace pace, Standing standing, Entrance entrance, Neighbour who = default) =>
        Enumerable.Range(0, 5000).Count(_ => pace.Allows(who, standing, entrance));
}
