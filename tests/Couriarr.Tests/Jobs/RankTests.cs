using Couriarr.Jobs;
using Couriarr.Jobs.Running;
using Xunit;

namespace Couriarr.Tests.Jobs;

[Trait("family", "jobs")]
public sealed class RankTests
{
    private static readonly DateTimeOffset Noon = FakeClock.Noon;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(8, 3)]
    [InlineData(10, 3)]
    [InlineData(5, 4)]
    [InlineData(7, 5)]
    public void E13_A_low_job_starts_before_a_higher_one_that_came_more_than_their_difference_later(int low, int high)
    {
        var head = (low - high) * Step;
        var waiting = Rank.Of(low, Noon, Step);
        Assert.True(waiting < Rank.Of(high, Noon + head + TimeSpan.FromMilliseconds(1), Step));
        Assert.True(waiting > Rank.Of(high, Noon + head - TimeSpan.FromMilliseconds(1), Step));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_critical_stand_before_all_others_however_long_those_waited(int critical) =>
        Assert.True(Rank.Of(critical, Noon, Step) < Rank.Of(3, Noon.AddYears(-50), Step));

    [Fact]
    public void The_first_critical_stands_before_the_second_and_age_decides_within() =>
        Assert.Equal(
            [Rank.Of(1, Noon, Step), Rank.Of(1, Noon + Step, Step), Rank.Of(2, Noon, Step), Rank.Of(2, Noon + Step, Step)],
            new[] { Rank.Of(2, Noon + Step, Step), Rank.Of(2, Noon, Step), Rank.Of(1, Noon + Step, Step), Rank.Of(1, Noon, Step) }.Order()
        );

    [Fact]
    public void A_rushed_job_stands_before_the_critical() =>
        Assert.True(Rank.Front(Noon) < Rank.Of(JobPriority.Critical, Noon.AddYears(-50), Step));

    [Fact]
    public void Every_rank_is_exact_as_a_double()
    {
        var largest = Rank.Of(10, new DateTimeOffset(2500, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(30));
        Assert.True(largest < 1L << 53);
        Assert.Equal(largest, (long)(double)largest);
    }
}
