using Couriarr.Features.Outside;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>Nobody who is called sees too many calls.</summary>
[Trait("family", "find")]
public sealed class PaceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G01_no_window_of_ten_seconds_ever_has_more_calls_than_allowed()
    {
        var clock = new FastClock();
        var budget = new CallBudget(clock) { Limit = 20 };
        using var pace = new Pace(20, clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => CallAsync(pace, budget, caller)));
        Assert.Equal((20, 0), (budget.Busiest, budget.SentAway));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn_from_the_others()
    {
        var clock = new FastClock();
        using var pace = new Pace(1, clock);
        (await pace.TurnAsync(Ct)).Dispose();
        using var impatient = new CancellationTokenSource();
        var waiting = pace.TurnAsync(impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        (await pace.TurnAsync(Ct)).Dispose();
    }

    [Fact]
    public async Task Everybody_rests_when_one_was_told_to()
    {
        var clock = new FastClock();
        using var pace = new Pace(20, clock);
        var before = clock.GetTimestamp();
        pace.Rest(TimeSpan.FromSeconds(30));
        (await pace.TurnAsync(Ct)).Dispose();
        Assert.True(clock.GetElapsedTime(before) >= TimeSpan.FromSeconds(30));
    }

    private static async Task CallAsync(Pace pace, CallBudget budget, int caller)
    {
        for (var call = 0; call < 12; call++)
        {
            using var turn = await pace.TurnAsync(Ct);
            // On its way for a while, each for another.
            for (var step = 0; step < (caller + call) % 5; step++)
                await Task.Yield();
            budget.Take();
        }
    }
}
