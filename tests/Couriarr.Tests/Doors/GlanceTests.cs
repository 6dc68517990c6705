using Couriarr.Jobs.Metrics;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class GlanceTests
{
    private readonly FakeClock _clock = new();
    private int _asked;

    [Fact]
    public async Task Asks_once_a_second_however_many_look()
    {
        var glance = new Glance<int>(_ => Task.FromResult(++_asked), _clock);

        var first = await LookAsync(glance);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        var second = await LookAsync(glance);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((1, 1, 2), (first, second, await LookAsync(glance)));
    }

    [Fact]
    public async Task Asks_the_more_rarely_the_longer_it_takes()
    {
        var glance = new Glance<int>(
            _ =>
            {
                _clock.Advance(TimeSpan.FromSeconds(3));
                return Task.FromResult(++_asked);
            },
            _clock
        );

        await LookAsync(glance);
        _clock.Advance(TimeSpan.FromSeconds(59));
        var before = await LookAsync(glance);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((1, 2), (before, await LookAsync(glance)));
    }

    [Fact]
    public async Task Whoever_comes_meanwhile_shares_the_answer_and_may_leave_early()
    {
        var answer = new TaskCompletionSource<int>();
        var glance = new Glance<int>(
            _ =>
            {
                _asked++;
                return answer.Task;
            },
            _clock
        );
        using var leaves = new CancellationTokenSource();

        var first = glance.AskAsync(leaves.Token);
        var second = LookAsync(glance);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(7);

        Assert.Equal((7, 1), (await second, _asked));
    }

    [Fact]
    public async Task A_failure_is_not_for_ever()
    {
        var glance = new Glance<int>(_ => ++_asked == 1 ? throw new InvalidOperationException("a stone") : Task.FromResult(_asked), _clock);

        await Assert.ThrowsAsync<InvalidOperationException>(() => LookAsync(glance));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, await LookAsync(glance));
    }

    private static Task<int> LookAsync(Glance<int> glance) => glance.AskAsync(TestContext.Current.CancellationToken);
}
