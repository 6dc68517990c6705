using System.Globalization;
using Couriarr.Features.Movies.Tmdb;

namespace Couriarr.Features.Movies.Refreshing;

/// <summary>Which movies changed at TMDB since we looked last. It tells of fourteen days; what is older than that is told by nobody.</summary>
internal sealed class ChangesFeed(TmdbMovies tmdb, ProviderStates states, TimeProvider clock)
{
    private const string Name = "changes_until";
    private const int Longest = 14;
    private const int MostPages = 500;
    private const string Form = "yyyy-MM-dd";

    /// <summary>All up to yesterday: a day that is not over would have to be read twice.</summary>
    /// <returns>Their numbers, and the day up to which they are told.</returns>
    public async Task<(IReadOnlySet<int> Ids, DateOnly Until)> ReadAsync(CancellationToken ct)
    {
        var until = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var from = await NextAsync(until, ct);
        var ids = new HashSet<int>();
        if (from > until)
            return (ids, until);
        for (var page = 1; page <= MostPages; page++)
        {
            var (some, more) = await tmdb.ChangesAsync(from, until, page, ct);
            ids.UnionWith(some);
            if (!more)
                break;
        }
        return (ids, until);
    }

    /// <summary>Once the changes are in good hands.</summary>
    public Task<int> KeepAsync(DateOnly until, CancellationToken ct) =>
        states.KeepAsync(PictureReader.Provider, Name, until.ToString(Form, CultureInfo.InvariantCulture), ct);

    private async Task<DateOnly> NextAsync(DateOnly until, CancellationToken ct)
    {
        var first = until.AddDays(1 - Longest);
        var known = await states.FindAsync(PictureReader.Provider, Name, ct);
        var isDay = DateOnly.TryParseExact(known, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        return isDay && read.AddDays(1) > first ? read.AddDays(1) : first;
    }
}
