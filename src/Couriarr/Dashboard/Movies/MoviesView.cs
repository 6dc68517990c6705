using Couriarr.Doors.Library;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;

namespace Couriarr.Dashboard.Movies;

/// <summary>A page of the libraries' movies.</summary>
internal sealed record MoviesView(MovieFilter Filter, IReadOnlyList<MovieItem> Movies, string? First, string? Next)
{
    public required IReadOnlyList<LibraryView> Libraries { get; init; }

    /// <summary>Who else writes beside movies.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>There is a key for TMDB.</summary>
    public required bool IsOn { get; init; }
}

/// <summary>Which movies a person wants to see, as the address of the page says it.</summary>
internal sealed record MovieFilter(string? Library, MovieState? State, string? Text, bool OnlyDirty, long After)
{
    public const string Path = "/ui/movies";
    private const int PageSize = 50;

    public bool IsEmpty => this is { Library: null, State: null, Text: null, OnlyDirty: false };

    /// <summary>One more than a page, to know whether there is another.</summary>
    public MovieQuery Query =>
        new(Library, State, Text)
        {
            OnlyDirty = OnlyDirty,
            After = After,
            Limit = PageSize + 1,
        };

    public static MovieFilter Of(HttpRequest request) =>
        new(
            Given(request, "library"),
            Enum.TryParse<MovieState>(Given(request, "state"), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            Given(request, "q"),
            Given(request, "dirty") is not null,
            long.TryParse(Given(request, "after"), out var after) ? after : 0
        );

    public (IEnumerable<Movie> Page, string? First, string? Next) Cut(IReadOnlyList<Movie> found) =>
        (found.Take(PageSize), After == 0 ? null : AddressOf(after: 0), found.Count > PageSize ? AddressOf(found[PageSize - 1].Id) : null);

    private string AddressOf(long after) =>
        Path
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["library"] = Library,
                ["state"] = State?.ToString().ToLowerInvariant(),
                ["q"] = Text,
                ["dirty"] = OnlyDirty ? "1" : null,
                ["after"] = after == 0 ? null : after.ToString(null, null),
            }.Where(pair => pair.Value is not null)
        );

    private static string? Given(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString().Trim();
        return text.Length is 0 or > 200 ? null : text;
    }
}
