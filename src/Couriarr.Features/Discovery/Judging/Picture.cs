using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Judging;

/// <summary>The catalogue in memory, as rules ask for it; made anew when it has changed and somebody asks.</summary>
internal sealed class Picture(ShowsTable shows) : IDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private Made? _made;

    public async Task<ShowTable> ForAsync(IReadOnlyCollection<RuleSet> asking, CancellationToken ct)
    {
        if (Fitting(asking) is { } ready)
            return ready;
        await _making.WaitAsync(ct);
        try
        {
            if (Fitting(asking) is { } meanwhile)
                return meanwhile;
            // Read before the shows are: what changes meanwhile is seen the next time.
            var changes = shows.Changes;
            _made = new Made(changes, await shows.PictureAsync(asking, ct));
            return _made.Table;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();

    private ShowTable? Fitting(IEnumerable<RuleSet> asking) =>
        _made is { } made && made.Changes == shows.Changes && asking.All(made.Table.Suits) ? made.Table : null;

    private sealed record Made(long Changes, ShowTable Table);
}
