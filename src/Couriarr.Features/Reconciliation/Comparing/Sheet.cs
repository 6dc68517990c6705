using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Features.Reconciliation.Truth;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>
/// Counts what is found in one library, by title too, and stores what differs as it comes. It holds one count for each title and some
/// hundred findings, however many files there are.
/// </summary>
internal sealed class Sheet(long run, Route route, Shelf shelf, FindingTable findings)
{
    // More than anybody reads; the counts are of all.
    public const int MostListed = 50_000;
    private const int AtOnce = 500;
    private readonly List<Finding> _waiting = [];
    private readonly Dictionary<string, TitleCounts> _titles = new(StringComparer.Ordinal);

    public Counts Counts { get; } = new();
    public int Listed { get; private set; }
    public IReadOnlyCollection<TitleCounts> Titles => _titles.Values;

    public async Task AddAsync(Difference difference, CancellationToken ct)
    {
        var title = shelf.Find(difference.Title);
        var top = difference.Path.Split('/')[0];
        var (key, name) = title is null ? (top, top) : (title.Work.Key, title.Name);
        if (!_titles.TryGetValue(key, out var counts))
            _titles.Add(key, counts = new TitleCounts(key, name));
        counts.Files.Add(difference.Standing);
        Counts.Add(difference.Standing);
        if (difference.Standing is Standing.InSync || Listed >= MostListed)
            return;
        Listed++;
        _waiting.Add(FindingOf(difference, title, key, name));
        if (_waiting.Count >= AtOnce)
            await FlushAsync(ct);
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        if (_waiting.Count > 0)
            await findings.AddAsync(run, _waiting, ct);
        _waiting.Clear();
    }

    private Finding FindingOf(Difference d, Title? title, string key, string name) =>
        new(0, route.Name, key, name, d.Path, d.Standing.Word())
        {
            Why = d.Reason.Length > 0 ? d.Reason : null,
            Work = title?.Work,
            FileId = d.Known?.FileId,
            AppSize = d.Known?.Size,
            Quality = d.Known?.Quality,
            Source = SightOf(d.Source),
            There = SightOf(d.Destination),
            ThereWithin = d.Destination is { } there && there.Path != d.Path ? there.Path : null,
        };

    private static Sight? SightOf(ListedFile? file) => file is { } seen ? new Sight(seen.Size, seen.Modified) : null;
}

internal sealed record TitleCounts(string Key, string Title)
{
    public Counts Files { get; } = new();
}
