using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Players.Kinds;
using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Tells one player, in its own names of folders, and writes down what it was asked for.</summary>
internal sealed class Conversation(
    Switchboard players,
    Tidings tidings,
    JobQueue queue,
    Herald herald,
    Patience patience,
    TimeProvider clock
)
{
    /// <exception cref="PlayerRefusedException">It refuses us altogether.</exception>
    /// <exception cref="PermanentException">Nothing of it can be told, now or later.</exception>
    public async Task HoldAsync(AskRound round, Member<PlayerTerms> member, CancellationToken ct)
    {
        var visits = new List<Visit>();
        foreach (var rows in round.Waiting.GroupBy(row => row.Folder, StringComparer.Ordinal))
            if (Translate([.. rows], member, out var visit) is { } why)
                await RefuseAsync(round, [.. rows], why, ct);
            else
                visits.Add(visit!);
        if (visits.Count > 0)
            await AskAsync(round, member, visits, ct);
        if (round.Asked == 0 && round.Refusals is [var first, ..])
            throw new PermanentException(first);
    }

    private async Task AskAsync(AskRound round, Member<PlayerTerms> member, List<Visit> visits, CancellationToken ct)
    {
        try
        {
            if (await players.To(member).AskAsync(visits, ReportAsync, ct) is { } why)
                round.Result = JobResult.Snooze(patience.PauseOf(round), why, reached: true);
            await patience.EndAsync(round.Target, ct);
        }
        catch (PermanentException e)
        {
            throw new PlayerRefusedException(e.Message, e);
        }

        Task ReportAsync(Visit visit, VisitReply reply) =>
            reply is VisitReply.Asked asked
                ? AskedAsync(round, visit, asked.LookIn, ct)
                : RefuseAsync(round, [.. visit.Rows], ((VisitReply.Refused)reply).Why, ct);
    }

    private async Task AskedAsync(AskRound round, Visit visit, TimeSpan lookIn, CancellationToken ct)
    {
        round.Asked++;
        await tidings.AskedAsync(visit.Rows, round.Job, lookIn, ct);
        herald.Asked(round.Target, visit);
        if (visit.ToBeSeen.Any())
            await queue.EnqueueAsync(new AwaitVisible(round.Target.Key), new EnqueueOptions(clock.GetUtcNow() + lookIn), ct);
    }

    private async Task RefuseAsync(AskRound round, IReadOnlyList<Tiding> rows, string why, CancellationToken ct)
    {
        round.Refusals.Add(why);
        await herald.NotVisibleAsync(round.Target, rows, why, ct);
        await tidings.RefusedAsync(rows, round.Job, why, ct);
    }

    /// <returns>Why the player has no name for it.</returns>
    internal static string? Translate(IReadOnlyList<Tiding> rows, Member<PlayerTerms> member, out Visit? visit)
    {
        visit = null;
        try
        {
            string View(string path) => PathView.Of(path, member.Terms.Paths, Peers.Named(member.Kind, member.Name));
            var files = rows.Select(row => new VisitedFile(row, View(row.Path)));
            visit = new Visit(rows[0].Work, View(rows[0].Folder), [.. files]);
            return null;
        }
        catch (PermanentException e)
        {
            return e.Message;
        }
    }
}

/// <summary>One run of a request to a player, and what it has come to.</summary>
internal sealed record AskRound(Target Target, long Job, IReadOnlyList<Tiding> Waiting)
{
    public int Asked { get; set; }
    public List<string> Refusals { get; } = [];
    public JobResult Result { get; set; } = JobResult.Done;
}

/// <summary>The player as a whole refuses us: its key, its address. Not just one folder.</summary>
internal sealed class PlayerRefusedException(string message, Exception inner) : Exception(message, inner);
