using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Players.Kinds;
using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Asks a player for all that it was not told of yet. One that is away, busy or refuses us keeps its tidings until it can take them.</summary>
internal sealed class Asking(
    MemberBook book,
    Tidings tidings,
    Switchboard players,
    Conversation conversation,
    Patience patience,
    JobQueue queue
)
{
    private static readonly TimeSpan Broken = TimeSpan.FromMinutes(30);

    public async Task<JobResult> OfAsync(string key, long job, CancellationToken ct)
    {
        var waiting = await tidings.WaitingAsync(key, job, ct);
        if (waiting.Count == 0)
            return JobResult.Skip("It was told of everything already.");
        if (await Target.FindAsync(book, key, ct) is not { } target)
        {
            await tidings.SkipAsync(waiting, "The player is disabled.", ct);
            return JobResult.Skip($"{key} is disabled, or is no more.");
        }
        if (patience.With(target) is { } rest)
            return rest;
        try
        {
            var round = new AskRound(target, job, waiting);
            await (target.IsKodi ? AskOneOfAsync(round, ct) : conversation.HoldAsync(round, target.Members[0], ct));
            return round.Result;
        }
        // A refusal is no failure of the job: what it carries waits for the owner to set it right, and the player is left in peace.
        catch (PlayerRefusedException e)
        {
            var pause = await patience.BeginAsync(target, e.Message, Broken, ct);
            if (target.IsKodi)
                await WatchAsync(target, waiting, ct);
            return pause;
        }
    }

    // Nobody waits for a Kodi that is merely off; but of one that refuses us the owner is to hear.
    private async Task WatchAsync(Target target, List<Tiding> waiting, CancellationToken ct) =>
        await queue.EnqueueAsync(
            new AwaitVisible(target.Key),
            new EnqueueOptions(waiting.Min(row => row.ArrivedAt) + target.VisibleWithin),
            ct
        );

    /// <summary>The first that is reachable, scans nothing and plays nothing. Two at once would write into one library.</summary>
    /// <exception cref="PlayerRefusedException">None can be asked, and not because all of them are off.</exception>
    private async Task AskOneOfAsync(AskRound round, CancellationToken ct)
    {
        var seen = new List<(Member<PlayerTerms> Member, Standing? Standing, Exception? Trouble)>();
        foreach (var member in round.Target.Members)
        {
            var (standing, trouble) = await StandingAsync(member, ct);
            seen.Add((member, standing, trouble));
            if (standing is Standing.Free)
                break;
        }
        var playing = seen.FirstOrDefault(s => s.Standing is Standing.Playing).Member;
        if (seen.FirstOrDefault(s => s.Standing is Standing.Free).Member is { } free)
            await conversation.HoldAsync(round, free, ct);
        else if (playing is not null && patience.IsOver(round.Waiting, ((KodiOptions)playing.Options).WaitWhilePlaying))
            await conversation.HoldAsync(round, playing, ct);
        else if (playing is not null)
            round.Result = JobResult.Snooze(TimeSpan.FromSeconds(30), "Something plays; it is asked when that is over.", reached: true);
        else if (seen.Exists(s => s.Standing is Standing.Scanning))
            round.Result = JobResult.Snooze(TimeSpan.FromSeconds(5), "It scans already; it is asked when that is over.", reached: true);
        else if (seen.Select(s => s.Trouble).OfType<PermanentException>().FirstOrDefault() is { } refusal)
            throw new PlayerRefusedException(refusal.Message, refusal);
        else
            round.Result = patience.UntilBack(round, string.Join(" ", seen.Select(s => s.Trouble!.Message)));
    }

    private async Task<(Standing? Standing, Exception? Trouble)> StandingAsync(Member<PlayerTerms> member, CancellationToken ct)
    {
        try
        {
            return (await players.ToKodi(member).StandingAsync(ct), null);
        }
        // One of a group that is off, or has another password, is no reason to ask none.
        catch (Exception e) when (e is TransientException or PermanentException)
        {
            return (null, e);
        }
    }
}
