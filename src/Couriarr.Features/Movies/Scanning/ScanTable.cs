using Couriarr.Features.Movies.Nfo;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>A movie that was found on the disk, and what says which it is.</summary>
internal sealed record Sighting(FoundMovie Found, MovieWork? Work, NfoIds Nfo)
{
    /// <summary>What the app says it is.</summary>
    public NfoIds? Told { get; init; }

    /// <summary>What its file's or folder's name says it is; asked when neither the app nor an NFO says anything.</summary>
    public NfoIds Named { get; init; } = new(null, null);
    public string? Title { get; init; }
    public int? Year { get; init; }

    public (int? Tmdb, string? Imdb, IdSource? Source) Identity =>
        Told?.Tmdb is { } told ? (told, Told.Imdb ?? (Nfo.Tmdb is null || Nfo.Tmdb == told ? Nfo.Imdb : null), IdSource.Webhook)
        : Nfo.Tmdb is { } nfo ? (nfo, Told?.Imdb ?? Nfo.Imdb, IdSource.Nfo)
        : (Told?.Imdb ?? Nfo.Imdb) is { } imdb ? (null, imdb, null)
        : (Named.Tmdb, Named.Imdb, Named.Tmdb is null ? null : IdSource.Name);
}

/// <summary>Writes down what scans see (movies, movie_files). One movie keeps its row when its folder or its video gets another name.</summary>
internal sealed class ScanTable(Database database, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <returns>The movies of the folder, as they stand now; those that are gone from it too.</returns>
    public Task<List<Movie>> StoreAsync(string library, string folder, IReadOnlyList<Sighting> seen, CancellationToken ct) =>
        database.WriteAsync(session => StoreAsync(session, library, folder, seen), WriteKind.Growth, ct);

    public Task<List<string>> FoldersAsync(string library, CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.QueryAsync(
                    "SELECT DISTINCT folder FROM movies WHERE library = @p1 AND state <> 'gone' ORDER BY folder",
                    row => row.GetString(0),
                    library
                ),
            ct
        );

    private async ValueTask<List<Movie>> StoreAsync(Session session, string library, string folder, IReadOnlyList<Sighting> seen)
    {
        var open = await InFolderAsync(session, library, folder);
        var claims = new Dictionary<Sighting, long>();
        foreach (var one in seen)
            if (await ClaimAsync(session, library, one, open) is { } movie && !claims.ContainsValue(movie.Id))
                (claims[one], _) = (movie.Id, open.RemoveAll(other => other.Id == movie.Id));
        // One video went and one came: it was replaced or renamed.
        var newcomers = seen.Where(one => !claims.ContainsKey(one)).ToList();
        if (open is [var left] && newcomers is [var only] && (only.Work is null || left.Work is null || left.Work.Key == only.Work.Key))
            (claims[only], _) = (left.Id, open.RemoveAll(_ => true));
        // First aside, so that movies can take over each other's names.
        foreach (var id in claims.Values.Concat(open.Select(gone => gone.Id)))
            await session.ExecuteAsync("UPDATE movies SET stem = '/' || id WHERE id = @p1", id);
        foreach (var one in seen)
            await WriteAsync(
                session,
                claims.TryGetValue(one, out var id) ? id : await AddAsync(session, library, folder, one),
                folder,
                one
            );
        foreach (var gone in open.Where(movie => movie.State is not MovieState.Gone))
            await session.ExecuteAsync("UPDATE movies SET state = 'gone', updated_at = @p2 WHERE id = @p1", gone.Id, Now);
        return await InFolderAsync(session, library, folder);
    }

    private static ValueTask<List<Movie>> InFolderAsync(Session session, string library, string folder) =>
        session.QueryAsync(
            $"SELECT {MovieRow.Columns} FROM movies WHERE library = @p1 AND folder = @p2 ORDER BY id",
            MovieRow.Read,
            library,
            folder
        );

    // By the app's word, wherever it lay; by its name in the folder; by its number, when it vanished elsewhere.
    private static async ValueTask<Movie?> ClaimAsync(Session session, string library, Sighting one, List<Movie> inFolder) =>
        (
            one.Work is { } work
                ? await session.FirstAsync(
                    $"SELECT {MovieRow.Columns} FROM movies WHERE library = @p1 AND work = @p2 ORDER BY state = 'gone', id",
                    MovieRow.Read,
                    library,
                    work.Key
                )
                : null
        )
        ?? inFolder.Find(movie => movie.Stem == Sorting.StemOf(one.Found.Video))
        ?? (
            one.Identity.Tmdb is { } tmdb
                ? await session.FirstAsync(
                    $"SELECT {MovieRow.Columns} FROM movies WHERE library = @p1 AND tmdb_id = @p2 AND state = 'gone' ORDER BY id",
                    MovieRow.Read,
                    library,
                    tmdb
                )
                : null
        );

    private async ValueTask<long> AddAsync(Session session, string library, string folder, Sighting one) =>
        await session.FirstAsync(
            """
            INSERT INTO movies (library, folder, stem, video, title, scanned_at, created_at, updated_at)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p6, @p6) RETURNING id
            """,
            row => row.GetInt64(0),
            library,
            folder,
            Sorting.StemOf(one.Found.Video),
            one.Found.Video,
            one.Title ?? one.Found.Naming.Title,
            Now
        );

    private async ValueTask WriteAsync(Session session, long id, string folder, Sighting one)
    {
        var (tmdb, imdb, source) = one.Identity;
        // Who is not believed which movie it is, is not believed its other name either.
        var isBelieved = tmdb is not { } number || source is not { } by || await Movies.Identity.BecomeAsync(session, id, number, by);
        await session.ExecuteAsync(
            """
            UPDATE movies SET folder = @p2, stem = @p3, video = @p4, shares = @p5,
            title = coalesce(@p6, CASE WHEN work IS NULL THEN @p7 ELSE title END),
            year = coalesce(@p8, CASE WHEN work IS NULL THEN coalesce(@p9, year) ELSE year END),
            imdb_id = CASE WHEN id_source = 'user' THEN imdb_id ELSE coalesce(@p10, imdb_id) END,
            work = coalesce(@p11, work), instance = coalesce(@p12, instance), app_id = coalesce(@p13, app_id),
            app_folder = coalesce(@p14, app_folder), scanned_at = @p15, updated_at = @p15 WHERE id = @p1
            """,
            id,
            folder,
            Sorting.StemOf(one.Found.Video),
            one.Found.Video,
            one.Found.SharesFolder ? 1 : 0,
            one.Title,
            one.Found.Naming.Title,
            one.Year,
            one.Found.Naming.Year,
            isBelieved ? imdb : null,
            one.Work?.Key,
            one.Work?.Instance,
            one.Work?.Id,
            one.Work?.Folder,
            Now
        );
        await session.ExecuteAsync(
            """
            UPDATE movies SET note = CASE WHEN @p2 IS NULL AND (missing_at IS NOT NULL OR (state = 'review' AND tmdb_id IS NULL)) THEN note ELSE @p2 END,
            state = CASE WHEN @p2 IS NOT NULL AND fetched_at IS NULL THEN 'review' WHEN state = 'review' AND tmdb_id IS NULL THEN 'review'
                WHEN tmdb_id IS NULL THEN 'found' WHEN facts IS NULL OR fetched_at IS NULL THEN 'identified' ELSE 'enriched' END
            WHERE id = @p1
            """,
            id,
            one.Found.Doubt
        );
        await MovieTable.SpellAsync(session, id);
        await MovieFileTable.StoreAsync(session, id, await WithStreamsAsync(session, id, one.Found.Files));
    }

    // What ffprobe said holds as long as the file is as it was.
    private static async ValueTask<IReadOnlyList<MovieFile>> WithStreamsAsync(Session session, long id, IReadOnlyList<MovieFile> files)
    {
        var known = (await MovieFileTable.OfAsync(session, id)).ToDictionary(file => (file.Name, file.Size, file.Modified));
        return
        [
            .. files.Select(file =>
                file.Streams is null && known.TryGetValue((file.Name, file.Size, file.Modified), out var same)
                    ? file with
                    {
                        Streams = same.Streams,
                    }
                    : file
            ),
        ];
    }
}
