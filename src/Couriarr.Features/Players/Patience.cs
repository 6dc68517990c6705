using System.Collections.Concurrent;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Players;

/// <summary>
/// How long players that cannot be told are left in peace, and that the owner hears of it. In memory: after a restart it is found out anew.
/// </summary>
internal sealed class Patience(PlayerNews news, TimeProvider clock, ILogger<Patience> log)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, Trouble> _all = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null when it may be asked: nothing is known against it, enough time has passed, or its settings were changed.</returns>
    public JobResult? With(Target target) =>
        _all.TryGetValue(target.Key, out var trouble) && trouble.Until > clock.GetUtcNow() && trouble.IsOf(target)
            ? JobResult.Snooze(trouble.Until - clock.GetUtcNow(), trouble.Why)
            : null;

    /// <summary>Whether it refused us when it was asked last, by the settings of now.</summary>
    public bool IsRefused(Target target) => _all.TryGetValue(target.Key, out var trouble) && trouble.IsRefusal && trouble.IsOf(target);

    /// <summary>It refuses us.</summary>
    public async Task<JobResult> BeginAsync(Target target, string why, TimeSpan pause, CancellationToken ct)
    {
        if (IsNew(target, why, pause))
            log.LogWarning(
                "{Player} cannot be told what arrived: {Why} It is tried again every {Pause} minutes.",
                target.Who,
                why,
                pause.TotalMinutes
            );
        await news.BreakAsync(target, why, byGate: false, ct);
        return JobResult.Snooze(pause, why, reached: true);
    }

    /// <summary>It is switched off, which players often are. What came meanwhile is told at once when it is back.</summary>
    public JobResult UntilBack(AskRound round, string why)
    {
        if (IsNew(round.Target, why, TimeSpan.Zero))
            log.LogInformation("{Player} is off or away and is told when it is back: {Why}", round.Target.Who, why);
        return JobResult.Snooze(PauseOf(round), why);
    }

    /// <summary>The longer it waits already, the longer it may.</summary>
    public TimeSpan PauseOf(AskRound round) =>
        TimeSpan.FromSeconds(Math.Clamp((AgeOf(round.Waiting) / 10).TotalSeconds, Shortest.TotalSeconds, Longest.TotalSeconds));

    public bool IsOver(IReadOnlyList<Tiding> waiting, TimeSpan limit) => AgeOf(waiting) >= limit;

    /// <summary>It was spoken to.</summary>
    public async Task EndAsync(Target target, CancellationToken ct)
    {
        if (End(target))
            log.LogInformation("{Player} can be told again", target.Who);
        await news.SpokenAsync(target, ct);
    }

    /// <summary>It may be asked at once.</summary>
    /// <returns>Whether it was to be left in peace.</returns>
    public bool End(Target target) => _all.TryRemove(target.Key, out _);

    private TimeSpan AgeOf(IReadOnlyList<Tiding> waiting) => clock.GetUtcNow() - waiting.Min(row => row.ArrivedAt);

    private bool IsNew(Target target, string why, TimeSpan pause)
    {
        var isKnown = _all.TryGetValue(target.Key, out var before) && before.Why == why;
        _all[target.Key] = new Trouble(why, clock.GetUtcNow() + pause, target.Members) { IsRefusal = pause > TimeSpan.Zero };
        return !isKnown;
    }

    private sealed record Trouble(string Why, DateTimeOffset Until, IReadOnlyList<Member<PlayerTerms>> Members)
    {
        public bool IsRefusal { get; init; }

        // A member that was changed is another object.
        public bool IsOf(Target target) => Members.SequenceEqual(target.Members, ReferenceEqualityComparer.Instance);
    }
}
