using System.Diagnostics;
using System.Text;
using Couriarr.Doors.Access;

namespace Couriarr.Tests.Security;

/// <summary>How long a wrong secret takes says nothing about how much of it is right.</summary>
[Trait("family", "doors")]
public sealed class TimingTests
{
    private const string Secret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-+";
    private const int Rounds = 4_000;
    private const double Trend = 0.8;

    [Fact]
    public void A_wrong_secret_takes_no_longer_the_more_of_it_is_right()
    {
        var right = Fingerprint.Of(Encoding.UTF8.GetBytes(Secret));
        // A busy machine may make a trend by chance, but not three times in a row.
        Assert.Contains(
            Enumerable.Range(0, 3),
            _ => Math.Abs(Correlation(Measure(wrong => right.Is(Fingerprint.Of(Encoding.UTF8.GetBytes(wrong)))))) < Trend
        );
    }

    [Fact]
    public void A_comparison_that_stops_at_the_first_difference_would_be_noticed() =>
        Assert.InRange(Correlation(Measure(StopsEarly)), Trend, 1);

    private static bool StopsEarly(string wrong)
    {
        for (var i = 0; i < Secret.Length; i++)
            if (wrong[i] != Secret[i])
                return false;
        return true;
    }

    // The fastest of many, in an order that changes, so that nothing but the work is measured.
    private static double[] Measure(Func<string, bool> isRight)
    {
        var wrong = Enumerable.Range(0, Secret.Length).Select(shared => $"{Secret[..shared]}!{Secret[(shared + 1)..]}").ToArray();
        var fastest = Enumerable.Repeat(double.MaxValue, wrong.Length).ToArray();
        foreach (var shared in Enumerable.Range(0, 8).SelectMany(_ => Enumerable.Range(0, wrong.Length).OrderBy(_ => Random.Shared.Next())))
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Rounds / 8; i++)
                Assert.False(isRight(wrong[shared]));
            fastest[shared] = Math.Min(fastest[shared], Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }
        return fastest;
    }

    /// <summary>Of the values with their places: 1 when they only rise, -1 when they only fall.</summary>
    private static double Correlation(double[] values)
    {
        var (place, mean) = ((values.Length - 1) / 2.0, values.Average());
        var together = values.Select((value, i) => (i - place) * (value - mean)).Sum();
        var places = values.Select((_, i) => (i - place) * (i - place)).Sum();
        var spread = values.Sum(value => (value - mean) * (value - mean));
        return together / Math.Sqrt(places * spread);
    }
}
