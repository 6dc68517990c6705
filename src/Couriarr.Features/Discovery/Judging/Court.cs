using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Options;

namespace Couriarr.Features.Discovery.Judging;

/// <summary>Judges shows by the rules in force and writes down where they stand; never with the network.</summary>
internal sealed class Court(Database database, Picture picture, ShowsTable shows, Law law, Course course, IFailPoints failPoints)
{
    private const int AtOnce = 500;

    /// <summary>Whatever has news from the catalogue.</summary>
    public async Task JudgeNewsAsync(Tally tally, CancellationToken ct)
    {
        var judge = law.Judge;
        int judged;
        do
        {
            // It may run twice, so it counts on a sheet of its own.
            var some = await database.WriteAsync(session => NewsAsync(session, judge), WriteKind.Upkeep, ct);
            tally.Add(some);
            judged = some.Count;
        } while (judged == AtOnce);
    }

    /// <summary>All others, of which only those are touched that the rules say something else about than before.</summary>
    public async Task JudgeAgainAsync(Tally tally, CancellationToken ct)
    {
        var judge = law.Judge;
        var table = await picture.ForAsync([law.Rules], ct);
        // What was said before is read while it is said anew.
        var reading = shows.SealsAsync(Seal.SpansOf(table), ct);
        var verdicts = judge.Of(table);
        var keys = judge.Verdicts.Select(ShowsTable.KeyOf).ToArray();
        var (seals, stored) = (Seal.Of(table, keys, verdicts), await reading);
        var (changed, row) = (new List<(long Id, Verdict Verdict)>(), 0);
        foreach (var span in Enumerable.Range(0, seals.Length).Where(span => seals[span] != stored[span]))
        foreach (var (id, said) in await shows.VerdictsAsync(span, ct))
        {
            while (row < table.Count && table.IdOf(row) < id)
                row++;
            if (row < table.Count && table.IdOf(row) == id && said != keys[verdicts[row]])
                changed.Add((id, judge.Verdicts[verdicts[row]]));
        }
        foreach (var some in changed.Chunk(AtOnce))
            tally.Add(await database.WriteAsync(session => AgainAsync(session, some), WriteKind.Upkeep, ct));
    }

    private async ValueTask<List<ShowStatus>> NewsAsync(Session session, Judge judge)
    {
        var judged = new List<ShowStatus>();
        foreach (var (candidate, show) in await ShowsTable.WithNewsAsync(session, AtOnce))
            judged.Add(await SettleAsync(session, candidate, judge.Of(show)));
        failPoints.Reach("discover.news_judged");
        return judged;
    }

    private async ValueTask<List<ShowStatus>> AgainAsync(Session session, (long Id, Verdict Verdict)[] changed)
    {
        var verdicts = changed.ToDictionary(one => one.Id, one => one.Verdict);
        var judged = new List<ShowStatus>();
        // What has news by now is judged by them.
        foreach (var candidate in await ShowsTable.CandidatesAsync(session, changed[0].Id, changed[^1].Id))
            if (candidate.News is News.None && verdicts.TryGetValue(candidate.Id, out var verdict))
                judged.Add(await SettleAsync(session, candidate, verdict));
        failPoints.Reach("discover.judged_again");
        return judged;
    }

    private async ValueTask<ShowStatus> SettleAsync(Session session, Candidate candidate, Verdict verdict)
    {
        var now = law.Now;
        var then = course.After(candidate, verdict, now);
        await ShowsTable.JudgeAsync(session, candidate.Id, verdict, then, now.ToUnixTimeMilliseconds());
        return then.Status;
    }
}

/// <summary>How many shows came to which status.</summary>
internal sealed class Tally
{
    private readonly Dictionary<ShowStatus, int> _counts = [];

    public IReadOnlyDictionary<ShowStatus, int> Counts => _counts;

    public IReadOnlyDictionary<string, int> InWords => _counts.ToDictionary(pair => pair.Key.Word(), pair => pair.Value);

    public void Add(IEnumerable<ShowStatus> statuses)
    {
        foreach (var (status, count) in statuses.CountBy(status => status))
            _counts[status] = _counts.GetValueOrDefault(status) + count;
    }
}

/// <summary>The day and the moment where the owner lives.</summary>
internal sealed class Today(TimeProvider clock, IOptions<JobsOptions> options)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Date => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, options.Value.TimeZone).DateTime);
}
