using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Tvmaze;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>Brings what is known up to date by the feed of changes.</summary>
internal sealed class Refresh(
    TvmazeApi api,
    ShowsTable shows,
    StateTable state,
    CouriarrOptions options,
    TimeProvider clock,
    ILogger<Refresh> log
)
{
    private const int StoredAtOnce = 50;

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var reach = Changes.Reach((await state.ReadAsync(ct))!, options.Tvmaze.UpdateWindow, at);
        var feed = await api.ChangesAsync(reach, ct);
        var stored = await shows.StoredAsync(ct);
        var isWhole = reach is Reaching.Everything;
        if (isWhole)
            EnsureWhole(feed, stored);
        var changes = Changes.Of(feed, stored, isWhole);
        var asked = new Asking(changes.ToAsk.Count, context);
        var left = await PagesAsync(changes, asked, ct);
        await OneByOneAsync(left, asked, ct);
        await shows.MissAsync(changes.Gone, ct);
        await shows.SeeAsync(changes.Back, ct);
        await state.RefreshedAsync(at, isWhole ? at : null, await shows.HighestAsync(ct), ct);
    }

    /// <summary>One by one, and what cannot be read is left for the next time: the list of all shows, once a day, finds it again.</summary>
    public async Task OneByOneAsync(IEnumerable<long> ids, Asking asked, CancellationToken ct)
    {
        var patience = new Forbearance(log);
        foreach (var some in ids.Chunk(StoredAtOnce))
        {
            var (found, gone) = (new List<Show>(), new List<long>());
            await foreach (var (id, answer) in Ahead.AskAsync(some, (id, stop) => patience.TryAsync(id, () => api.ShowAsync(id, stop)), ct))
            {
                if (answer is { Show: { } show } && show.Id == id)
                    found.Add(show);
                else if (answer is { IsGone: true })
                    gone.Add(id);
                asked.Step();
            }
            await shows.StoreAsync(found, ct);
            await shows.MissAsync(gone, ct);
        }
    }

    /// <returns>The shows that are still to be asked for: alone on their page, or newer than their page.</returns>
    private async Task<IEnumerable<long>> PagesAsync(Changes changes, Asking asked, CancellationToken ct)
    {
        var left = changes.ToAsk.Keys.ToHashSet();
        await foreach (var (_, found) in Ahead.AskAsync(changes.Pages, api.PageAsync, ct))
        {
            var fresh = (found ?? []).Where(show => changes.ToAsk.TryGetValue(show.Id, out var at) && show.Updated >= at).ToList();
            await shows.StoreAsync(fresh, ct);
            left.ExceptWith(fresh.Select(show => show.Id));
            asked.Step(fresh.Count);
        }
        return left.Order();
    }

    // A list cut short would otherwise remove shows by the thousand.
    private static void EnsureWhole(IReadOnlyDictionary<long, long> feed, List<StoredShow> stored)
    {
        var known = stored.Count(show => !show.IsRemoved);
        if (feed.Count < known * 0.9)
            throw new TransientException(
                $"TVmaze lists only {feed.Count} shows, and {known} are known. That is not believed; it will be asked again."
            );
    }
}

/// <summary>How far the asking has come.</summary>
internal sealed class Asking(int total, JobContext? context)
{
    private int _done;

    public void Step(int count = 1)
    {
        _done += count;
        context?.Report(new JobProgress(_done, total, "Reading what changed in the catalogue"));
    }
}

/// <param name="IsGone">The catalogue says that there is no such show.</param>
internal sealed record OneAnswer(Show? Show, bool IsGone);

/// <summary>One show that cannot be had stops nobody; several in a row are a catalogue that cannot be had.</summary>
internal sealed class Forbearance(ILogger log)
{
    private const int MostInARow = 5;
    private int _inARow;

    /// <summary>Null when there is no sensible answer.</summary>
    public async Task<OneAnswer?> TryAsync(long id, Func<Task<Show?>> ask)
    {
        try
        {
            var show = await ask();
            _inARow = 0;
            return new OneAnswer(show, show is null);
        }
        catch (Exception e) when (e is TransientException or PermanentException && Interlocked.Increment(ref _inARow) < MostInARow)
        {
            log.LogWarning("Show {Id} is left for the next time: {Error}", id, e.Message);
            return null;
        }
    }
}
