using Couriarr.Features.Movies.Tmdb;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies.Desk;

/// <summary>What a person asks of all movies at once (movies).</summary>
/// <param name="Library">All, when null.</param>
/// <param name="State">Any, when null.</param>
/// <param name="Title">A part of any of its titles, whatever the case and the accents.</param>
internal sealed record MovieQuery(string? Library, MovieState? State, string? Title)
{
    /// <summary>Only those with something to be published.</summary>
    public bool OnlyDirty { get; init; }
    public long After { get; init; }
    public int Limit { get; init; } = 100;
}

/// <summary>How many movies of a library stand where.</summary>
internal sealed record Census(string Library, MovieState State, int Count, int Dirty);

/// <summary>Lists movies (movies), and changes what people change in them.</summary>
internal sealed class MovieShelf(Database database, TimeProvider clock)
{
    public Task<List<Movie>> ListAsync(MovieQuery query, CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    $"""
                    SELECT {MovieRow.Columns} FROM movies WHERE id > @p1 AND (@p2 = '' OR library = @p2) AND (@p3 = '' OR state = @p3)
                    AND (@p4 = '' OR coalesce(letters, lower(title)) LIKE @p4) AND (@p5 = 0 OR dirty > 0) ORDER BY id LIMIT @p6
                    """,
                    MovieRow.Read,
                    query.After,
                    query.Library ?? "",
                    query.State is { } state ? MovieRow.Word(state) : "",
                    query.Title is { Length: > 0 } title ? $"%{Letters.Of(title)}%" : "",
                    query.OnlyDirty ? 1 : 0,
                    query.Limit
                ),
            ct
        );

    public Task<List<Census>> CountAsync(CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    """
                    SELECT library, state, count(*), sum(CASE WHEN dirty > 0 THEN 1 ELSE 0 END) FROM movies
                    GROUP BY library, state ORDER BY library, state
                    """,
                    row => new Census(
                        row.GetString(0),
                        Enum.Parse<MovieState>(row.GetString(1), ignoreCase: true),
                        row.GetInt32(2),
                        row.GetInt32(3)
                    )
                ),
            ct
        );

    /// <summary>What a person says of a movie: it is locked with that.</summary>
    /// <returns>False when there is no such movie.</returns>
    public Task<bool> SayAsync(long id, MovieFacts said, IReadOnlyList<Field> fields, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                if (await MovieTable.FindAsync(session, id) is not { } movie)
                    return false;
                var facts = fields.Aggregate(movie.Facts ?? new MovieFacts(), (before, field) => field.Copy(said, before));
                const string Say = "UPDATE movies SET facts = @p2, dirty = dirty + 1, updated_at = @p3 WHERE id = @p1";
                await session.ExecuteAsync(Say, id, MovieRow.TextOf(facts), clock.GetUtcNow().ToUnixTimeMilliseconds());
                await MovieTable.SpellAsync(session, id);
                foreach (var field in fields)
                    await LockTable.LockAsync(session, id, field.Name);
                return true;
            },
            WriteKind.Growth,
            ct
        );

    /// <param name="monitored">Whether what it wears may change; null leaves that as it is.</param>
    /// <returns>False when there is no such movie.</returns>
    public Task<bool> LockAsync(long id, IReadOnlyList<string> held, IReadOnlyList<string> freed, bool? monitored, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                if (await MovieTable.FindAsync(session, id) is null)
                    return false;
                foreach (var what in held)
                    await LockTable.LockAsync(session, id, what);
                foreach (var what in freed)
                    await LockTable.UnlockAsync(session, id, what);
                if (monitored is { } isSo)
                    await session.ExecuteAsync("UPDATE movies SET monitored = @p2 WHERE id = @p1", id, isSo ? 1 : 0);
                return true;
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>A person picked an image: it is worn, and its type is locked.</summary>
    public Task<bool> WearAsync(long id, ArtworkType type, CachedImage image, string source, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                if (await MovieTable.FindAsync(session, id) is null)
                    return false;
                await ArtworkTable.WearAsync(
                    session,
                    id,
                    type,
                    [new Chosen(type, 0, image.Hash, image.Extension, source) { ByUser = true }]
                );
                await LockTable.LockAsync(session, id, Locks.NameOf(type));
                return true;
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>The choice is the program's again. What is worn stays until another is chosen.</summary>
    public Task<bool> LeaveAsync(long id, ArtworkType type, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var worn = (await ArtworkTable.ChosenAsync(session, id)).Where(one => one.Type == type);
                await ArtworkTable.WearAsync(session, id, type, [.. worn.Select(AsOurs)]);
                return await LockTable.UnlockAsync(session, id, Locks.NameOf(type)) > 0;
            },
            WriteKind.Growth,
            ct
        );

    // A source without a colon counts as a person's.
    private static Chosen AsOurs(Chosen one) =>
        one with
        {
            ByUser = false,
            Source = one.Source.Contains(':', StringComparison.Ordinal) ? one.Source : $"left:{one.Source}",
        };
}
