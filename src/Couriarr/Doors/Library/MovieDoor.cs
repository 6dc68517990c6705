using System.Text.Json;
using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs;

namespace Couriarr.Doors.Library;

/// <summary>One movie: what is known of it and worn by it, and what a person decides about that.</summary>
internal static class MovieDoor
{
    public static void MapMovie(this IEndpointRouteBuilder app)
    {
        app.MapGet("/library/movies/{id:long}", FindAsync)
            .Explained(
                "Library",
                "One movie",
                "All that is known of it, what is locked, what it wears, and whom it may be.",
                MovieView.Example
            )
            .MayRefuse(StatusCodes.Status404NotFound);
        app.MapGet("/library/movies/{id:long}/changes", ChangesAsync)
            .Explained(
                "Library",
                "What publishing would change",
                "File by file: add, replace, remove, adopt (it is right already and becomes ours), same, or leave (it is somebody's).",
                new[] { ChangeView.Example }
            )
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/library/movies/{id:long}/identify", IdentifyAsync)
            .Explained(
                "Library",
                "Say which movie it is",
                "By its number at TMDB. Nothing else changes that again.",
                new Fired(Examples.Job.Id),
                202
            )
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/library/movies/{id:long}/fields", SayAsync)
            .Explained(
                "Library",
                "Change what is told of it",
                "Any of the fields of facts; each is locked with that, and no provider changes it any more.",
                MovieView.Example
            )
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/library/movies/{id:long}/locks", LockAsync)
            .Explained(
                "Library",
                "Lock and unlock",
                "Fields, and types of artwork like artwork:poster. With monitored false all that it wears stays, and only follows its files.",
                MovieView.Example
            )
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/library/movies/{id:long}/refresh", RefreshAsync)
            .Explained("Library", "Ask the providers again", "What is locked stays.", new Fired(Examples.Job.Id), 202)
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/library/movies/{id:long}/publish", PublishAsync)
            .Explained("Library", "Publish it", "Does what changes tells.", new Fired(Examples.Job.Id), 202)
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapArtwork();
    }

    private static async Task<IResult> FindAsync(long id, MovieViews views, CancellationToken ct) =>
        await views.FindAsync(id, ct) is { } view ? Results.Json(view, Answers.Json) : NoSuch(id);

    private static async Task<IResult> ChangesAsync(long id, MovieTable movies, FittingRoom room, CancellationToken ct)
    {
        if (await movies.FindAsync(id, ct) is not { } movie)
            return NoSuch(id);
        try
        {
            using var fitting = await room.PreviewAsync(movie, ct);
            return Results.Json((fitting?.Steps ?? []).Select(ChangeView.Of), Answers.Json);
        }
        catch (BlockedException e)
        {
            return Answers.Sentence(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static async Task<IResult> IdentifyAsync(long id, IdentityWish wish, MovieTable movies, JobQueue queue, CancellationToken ct)
    {
        if (wish.TmdbId <= 0)
            return Answers.BadRequest("Say its number at TMDB: {\"tmdb_id\": 603}.");
        if (await movies.FindAsync(id, ct) is null)
            return NoSuch(id);
        await movies.IdentifyAsync(id, wish.TmdbId, null, IdSource.User, ct);
        return await FiredAsync(queue, new EnrichMetadata(id, Occasion.User), ct);
    }

    private static async Task<IResult> SayAsync(long id, JsonElement said, MovieShelf shelf, MovieViews views, CancellationToken ct)
    {
        if (said.ValueKind is not JsonValueKind.Object)
            return Answers.BadRequest("Say it as {\"plot\": \"...\"}.");
        var names = said.EnumerateObject().Select(one => one.Name).ToList();
        if (names.Find(name => Field.Find(name) is null) is { } unknown)
            return Answers.BadRequest(
                $"There is no field '{unknown}'. There are: {string.Join(", ", Field.All.Select(field => field.Name))}."
            );
        if (SaidFacts.Read(said) is not { } facts)
            return Answers.BadRequest("A value does not fit its field: GET the movie to see how they look.");
        return await shelf.SayAsync(id, facts, [.. names.Select(name => Field.Find(name)!)], ct)
            ? Results.Json(await views.FindAsync(id, ct), Answers.Json)
            : NoSuch(id);
    }

    private static async Task<IResult> LockAsync(long id, LockWish wish, MovieShelf shelf, MovieViews views, CancellationToken ct)
    {
        var (held, freed) = (wish.Lock ?? [], wish.Unlock ?? []);
        if (held.Concat(freed).Select(what => what ?? "").FirstOrDefault(what => !IsLockable(what)) is { } unknown)
            return Answers.BadRequest($"'{unknown}' is nothing that can be locked: name a field, or artwork:poster and the like.");
        return await shelf.LockAsync(id, held!, freed!, wish.Monitored, ct)
            ? Results.Json(await views.FindAsync(id, ct), Answers.Json)
            : NoSuch(id);
    }

    private static bool IsLockable(string what) => Field.Find(what) is not null || ArtworkTypes.All.Any(type => Locks.NameOf(type) == what);

    private static async Task<IResult> RefreshAsync(long id, MovieTable movies, JobQueue queue, CancellationToken ct) =>
        await movies.FindAsync(id, ct) is null
            ? NoSuch(id)
            : await FiredAsync(queue, new EnrichMetadata(id, Occasion.User) { Anew = true }, ct);

    private static async Task<IResult> PublishAsync(long id, MovieTable movies, JobQueue queue, CancellationToken ct) =>
        await movies.FindAsync(id, ct) is { } movie
            ? await FiredAsync(queue, new PublishMovie(id, movie.Library, Occasion.User), ct)
            : NoSuch(id);

    public static async Task<IResult> FiredAsync(JobQueue queue, IJob job, CancellationToken ct) =>
        Results.Json(
            new Fired(await queue.EnqueueAsync(job, Occasion.User.Wish(), ct)),
            Answers.Json,
            statusCode: StatusCodes.Status202Accepted
        );

    public static IResult NoSuch(long id) => Answers.NotFound($"There is no movie {id}. GET /library/movies lists them.");
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IdentityWish(int TmdbId);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LockWish(IReadOnlyList<string?>? Lock, IReadOnlyList<string?>? Unlock, bool? Monitored = null);

/// <param name="Type">A type of artwork, or nfo.</param>
internal sealed record ChangeView(Deed Deed, string Name, string Type, string Why)
{
    public static ChangeView Of(Step step) => new(step.Deed, step.Name, step.Type, step.Why);

    public static ChangeView Example { get; } = new(Deed.Add, "Dune (2021)-poster.jpg", "poster", "");
}
