using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>The shows of TVmaze, with where the rules of today send them.</summary>
internal sealed class ShowWishes(ShowsTable shows, RuleSet rules, Today today) : IWishes
{
    // Of more than that the next run sees.
    private const int Most = 50_000;

    public string Kind => "sonarr";
    public string Source => "tvmaze";

    public async Task<IReadOnlyList<Wish>> WantedAsync(CancellationToken ct) => Judged(await shows.WantedAsync(Most, ct));

    public async Task<Wish?> FindAsync(long id, CancellationToken ct) =>
        await shows.FindAsync(id, ct) is { } known ? Judged([known])[0] : null;

    public async Task<IReadOnlyList<Wish>> ListAsync(ShowStatus status, long after, int limit, CancellationToken ct) =>
        Judged(await shows.ListAsync(new ShowQuery(status, After: after, Limit: limit), ct));

    public ValueTask<bool> SettleAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        ShowsTable.DecideAsync(session, id, settled, at);

    public ValueTask<bool> ReleaseAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        ShowsTable.ReleaseAsync(session, id, settled, at);

    private IReadOnlyList<Wish> Judged(List<KnownShow> known)
    {
        var judge = rules.AsOf(today.Date);
        return [.. known.Select(one => Of(one, judge.Of(one.Show)))];
    }

    private static Wish Of(KnownShow known, Verdict verdict) =>
        new(known.Show.Id, known.Show.Title, NumberOf(known.Show.TvdbId), verdict.Routing, verdict.By, known.Standing.ByUser)
        {
            Year = known.Show.Premiered?.Year,
            ImdbId = known.Show.ImdbId,
            Channel = known.Show.Network ?? known.Show.WebChannel,
            Genres = known.Show.Genres,
            Page = known.Show.Page,
            Poster = known.Show.Image,
            Runtime = known.Show.Runtime ?? known.Show.AverageRuntime,
            Status = known.Standing.Status,
            KeptAs = known.Standing.SeriesId,
            Note = known.Standing.Note,
        };

    private static int? NumberOf(long? tvdb) => tvdb is > 0 and <= int.MaxValue ? (int)tvdb : null;
}
