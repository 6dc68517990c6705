using Couriarr.Jobs;
using Xunit;

namespace Couriarr.Tests.Jobs;

[Trait("family", "jobs")]
public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(8, 640)]
    [InlineData(9, 900)]
    [InlineData(1_000_000, 900)]
    public void Pauses_double_up_to_the_longest(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Standard.PauseAfter(failures, chance: 1));

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.999)]
    public void Chance_spreads_over_the_whole_pause(double chance) =>
        Assert.Equal(TimeSpan.FromSeconds(20 * chance), RetryPolicy.Standard.PauseAfter(3, chance));

    [Fact]
    public void A_flat_policy_knows_neither_growth_nor_chance() =>
        Assert.All(
            [1, 2, 9],
            n => Assert.Equal(TimeSpan.FromMinutes(15), RetryPolicy.Flat(4, TimeSpan.FromMinutes(15)).PauseAfter(n, 0.5))
        );

    [Fact]
    public void Never_is_never() => Assert.Equal(0, RetryPolicy.Never.Retries);
}
