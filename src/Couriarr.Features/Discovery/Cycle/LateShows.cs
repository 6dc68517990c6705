using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Cycle;

/// <summary>Looks again after shows that are wanted and wait for their TVDB id. The feed of changes tells of most; this is for the others.</summary>
internal sealed class LateShows(ShowsTable shows, Refresh refresh, CouriarrOptions options, TimeProvider clock)
{
    private const int AtOnce = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        var late = await shows.LateAsync(AtOnce, ct);
        var unknown = late.Where(known => known.Show.TvdbId is null).Select(known => known.Show.Id).ToList();
        await refresh.OneByOneAsync(unknown, new Asking(unknown.Count, context: null), ct);
        foreach (var known in late)
            await shows.RetriedAsync(known.Show.Id, clock.GetUtcNow() + options.Sync.RetryDelay, ct);
    }
}
