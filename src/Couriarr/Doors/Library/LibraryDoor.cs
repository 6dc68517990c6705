using System.ComponentModel;
using Couriarr.Doors.Described;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs;

namespace Couriarr.Doors.Library;

/// <summary>The movies of the libraries: where each stands, and what it lacks.</summary>
internal static class LibraryDoor
{
    private const int LongestPage = 500;

    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        app.MapGet("/library", SummaryAsync)
            .Explained("Library", "All libraries", "Each with its mode and how many of its movies stand where.", LibrarySummary.Example);
        app.MapGet("/library/movies", ListAsync)
            .Explained(
                "Library",
                "A page of movies",
                "By their numbers, with where each stands, how complete it is and what it lacks; next is the address of the following page, or null.",
                MoviePage.Example
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest);
        app.MapPost("/library/scan", ScanAsync)
            .Explained(
                "Library",
                "Scan a library",
                "Looks at every folder of it, now.",
                new Fired(Examples.Job.Id),
                StatusCodes.Status202Accepted
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapMovie();
    }

    private static async Task<IResult> SummaryAsync(Libraries libraries, MovieShelf shelf, Rivals rivals, CancellationToken ct)
    {
        var counts = await shelf.CountAsync(ct);
        return Results.Json(
            new LibrarySummary([.. libraries.All.Select(library => LibraryView.Of(library.Name, libraries.ModeOf(library.Name), counts))])
            {
                Warnings = await rivals.WarningsAsync(ct),
            },
            Answers.Json
        );
    }

    private static async Task<IResult> ListAsync(
        MovieShelf shelf,
        ArtworkTable artwork,
        Libraries libraries,
        HttpRequest request,
        CancellationToken ct,
        [Description("The mapping, by its name.")] string? library = null,
        [Description("found, review, identified, enriched or gone.")] string? state = null,
        [Description("A part of the title.")] string? q = null,
        [Description("Only those with something to be published.")] bool dirty = false,
        [Description("The number of the last one of the page before.")] long after = 0,
        [Description("1 to 500.")] int limit = 100
    )
    {
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        MovieState? wanted =
            Enum.TryParse<MovieState>(state, ignoreCase: true, out var read) && !char.IsAsciiDigit(state![0]) ? read : null;
        if (state is not null && wanted is null)
            return Answers.BadRequest($"state is '{state}'; it is found, review, identified, enriched or gone.");
        var found = await shelf.ListAsync(
            new(library, wanted, q)
            {
                OnlyDirty = dirty,
                After = after,
                Limit = limit + 1,
            },
            ct
        );
        var page = new List<MovieItem>();
        foreach (var movie in found.Take(limit))
            page.Add(MovieItem.Of(movie, CompletenessOf(movie, await artwork.ChosenAsync(movie.Id, ct), libraries)));
        return Results.Json(new MoviePage(page, found.Count > limit ? NextPage(request, page[^1].Id) : null), Answers.Json);
    }

    public static Completeness CompletenessOf(Movie movie, IReadOnlyList<Chosen> worn, Libraries libraries) =>
        Completeness.Of(
            movie,
            [.. worn.Select(one => one.Type).Distinct()],
            [.. new[] { ArtworkType.Poster, ArtworkType.Fanart }.Where(type => libraries.LimitOf(type) > 0)]
        );

    private static async Task<IResult> ScanAsync(string library, Libraries libraries, JobQueue queue, CancellationToken ct)
    {
        if (libraries.Find(library) is null)
            return Answers.NotFound(
                $"There is no library '{library}' that is dressed. There are: {string.Join(", ", libraries.All.Select(l => l.Name))}."
            );
        var id = await queue.EnqueueAsync(new ScanLibrary(library, Occasion.User), Occasion.User.Wish(), ct);
        return Results.Json(new Fired(id), Answers.Json, statusCode: StatusCodes.Status202Accepted);
    }

    private static string NextPage(HttpRequest request, long last)
    {
        var kept = request.Query.Where(q => q.Key != "after").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        return request.Path + QueryString.Create([.. kept, KeyValuePair.Create("after", (string?)$"{last}")]);
    }
}

/// <summary>TMDB asks for it where what it tells is shown.</summary>
internal static class TmdbNotice
{
    public const string Text = "This product uses the TMDB API but is not endorsed or certified by TMDB.";
}

internal sealed record LibrarySummary(IReadOnlyList<LibraryView> Libraries)
{
    /// <summary>Who else writes beside movies.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
    public string Credit { get; } = TmdbNotice.Text;

    public static LibrarySummary Example { get; } =
        new([new LibraryView("movies", DressingMode.Hybrid, new Dictionary<string, int> { ["enriched"] = 412, ["review"] = 3 }, 12)]);
}

/// <param name="Movies">How many stand where.</param>
/// <param name="ToPublish">How many have something to be published.</param>
internal sealed record LibraryView(string Name, DressingMode Mode, IReadOnlyDictionary<string, int> Movies, int ToPublish)
{
    public static LibraryView Of(string name, DressingMode mode, IReadOnlyList<Census> counts)
    {
        var own = counts.Where(one => one.Library == name).ToList();
        return new(
            name,
            mode,
            own.ToDictionary(one => one.State.ToString().ToLowerInvariant(), one => one.Count),
            own.Where(one => one.State is not MovieState.Gone).Sum(one => one.Dirty)
        );
    }
}

internal sealed record MoviePage(IReadOnlyList<MovieItem> Items, string? Next)
{
    public string Credit { get; } = TmdbNotice.Text;

    public static MoviePage Example { get; } = new([MovieItem.Example], Next: null);
}

/// <param name="Completeness">0 to 100.</param>
/// <param name="Missing">Fields and types of artwork that it lacks.</param>
internal sealed record MovieItem(long Id, string Library, string Folder, string Video, string Title, int? Year)
{
    public required MovieState State { get; init; }

    /// <summary>Why it waits for a person, or what is wrong with it.</summary>
    public string? Note { get; init; }
    public int? TmdbId { get; init; }
    public string? ImdbId { get; init; }
    public required int Completeness { get; init; }
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Something is to be published.</summary>
    public bool Dirty { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    public static MovieItem Of(Movie movie, Completeness completeness) =>
        new(movie.Id, movie.Library, movie.Folder, movie.Video, movie.Facts?.Title ?? movie.Title, movie.Year)
        {
            State = movie.State,
            Note = movie.Note,
            TmdbId = movie.TmdbId,
            ImdbId = movie.ImdbId,
            Completeness = completeness.Percent,
            Missing = completeness.Missing,
            Dirty = movie.IsDirty,
            PublishedAt = movie.PublishedAt,
        };

    public static MovieItem Example { get; } =
        new(7, "movies", "Dune (2021)", "Dune (2021).mkv", "Dune", 2021)
        {
            State = MovieState.Enriched,
            TmdbId = 438631,
            ImdbId = "tt1160419",
            Completeness = 90,
            Missing = ["certification"],
            Dirty = true,
        };
}
