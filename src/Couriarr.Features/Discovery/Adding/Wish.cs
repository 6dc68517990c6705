using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>A show or movie that may be added.</summary>
/// <param name="Id">By which its catalogue knows it.</param>
/// <param name="Number">By which the app knows it: TVDB's or TMDB's. Null when the catalogue has none.</param>
/// <param name="By">The rule that wants it.</param>
/// <param name="ByUser">Somebody approved it.</param>
internal sealed record Wish(long Id, string Title, int? Number, Routing Routing, string By, bool ByUser)
{
    public int? Year { get; init; }
    public string? ImdbId { get; init; }
    public string? Channel { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];
    public Uri? Page { get; init; }
    public Uri? Poster { get; init; }

    /// <summary>Of an episode or of the movie, in minutes.</summary>
    public int? Runtime { get; init; }
    public ShowStatus Status { get; init; } = ShowStatus.Wanted;

    /// <summary>The app's own number of it, when it was there.</summary>
    public long? KeptAs { get; init; }

    /// <summary>Why it stands as it does.</summary>
    public string? Note { get; init; }
}

/// <summary>A catalogue out of which something is added: that of shows, and that of movies.</summary>
internal interface IWishes
{
    /// <summary>sonarr or radarr.</summary>
    string Kind { get; }

    /// <summary>Whose numbers its ids are: tvmaze or tmdb.</summary>
    string Source { get; }

    /// <summary>All that is to be added, the most wished for first.</summary>
    Task<IReadOnlyList<Wish>> WantedAsync(CancellationToken ct);

    Task<Wish?> FindAsync(long id, CancellationToken ct);

    /// <summary>Those of one status, in the order of their ids.</summary>
    /// <param name="after">The last of the page before.</param>
    Task<IReadOnlyList<Wish>> ListAsync(ShowStatus status, long after, int limit, CancellationToken ct);

    /// <returns>False when there is no such thing, or a person had decided otherwise.</returns>
    ValueTask<bool> SettleAsync(Session session, long id, Settled settled, DateTimeOffset at);

    /// <summary>What a person had decided is open again.</summary>
    /// <returns>False when there is no such thing, or the app has it by now.</returns>
    ValueTask<bool> ReleaseAsync(Session session, long id, Settled settled, DateTimeOffset at);
}

/// <summary>All catalogues.</summary>
internal sealed class WishBook(IEnumerable<IWishes> all)
{
    public IReadOnlyList<IWishes> All { get; } = [.. all];

    public IWishes Of(string kind) => All.First(wishes => wishes.Kind == kind);

    public IWishes? OfSource(string source) => All.FirstOrDefault(wishes => wishes.Source == source);
}
