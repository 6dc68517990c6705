using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies;

/// <summary>Images that movies wear (movie_artwork), and those that providers have for them (movie_candidates).</summary>
internal sealed class ArtworkTable(Database database)
{
    private const string Columns = "id, type, provider, path, url, language, width, height, votes, vote, place, why, hash";

    public Task<List<Chosen>> ChosenAsync(long movie, CancellationToken ct) =>
        database.ReadAsync(session => ChosenAsync(session, movie), ct);

    public static ValueTask<List<Chosen>> ChosenAsync(Session session, long movie) =>
        session.QueryAsync(
            "SELECT type, place, hash, extension, source, by_user FROM movie_artwork WHERE movie_id = @p1 ORDER BY type, place",
            row => new Chosen(
                ArtworkTypes.Find(row.GetString(0))!.Value,
                row.GetInt32(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4)
            )
            {
                ByUser = row.GetInt64(5) != 0,
            },
            movie
        );

    /// <summary>What a movie wears of a type from now on. Unless it is what it wore, the movie is to be published anew.</summary>
    public static async ValueTask<bool> WearAsync(Session session, long movie, ArtworkType type, IReadOnlyList<Chosen> chosen)
    {
        var before = (await ChosenAsync(session, movie)).Where(one => one.Type == type).ToList();
        if (before.SequenceEqual(chosen))
            return false;
        await session.ExecuteAsync("DELETE FROM movie_artwork WHERE movie_id = @p1 AND type = @p2", movie, type.Word());
        foreach (var one in chosen)
            await session.ExecuteAsync(
                """
                INSERT INTO movie_artwork (movie_id, type, place, hash, extension, source, by_user)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                """,
                movie,
                type.Word(),
                one.Place,
                one.Hash,
                one.Extension,
                one.Source,
                one.ByUser ? 1 : 0
            );
        if (!before.Select(one => one.Hash).SequenceEqual(chosen.Select(one => one.Hash)))
            await MovieTable.SoilAsync(session, movie);
        return true;
    }

    /// <summary>It is worn no longer. The others keep their places.</summary>
    public static ValueTask<int> TakeOffAsync(Session session, long movie, Chosen one) =>
        session.ExecuteAsync(
            "DELETE FROM movie_artwork WHERE movie_id = @p1 AND type = @p2 AND place = @p3 AND hash = @p4",
            movie,
            one.Type.Word(),
            one.Place,
            one.Hash
        );

    public Task<List<Candidate>> CandidatesAsync(long movie, CancellationToken ct) =>
        database.ReadAsync(session => CandidatesAsync(session, movie), ct);

    /// <summary>By type, the best first, the refused last.</summary>
    public static ValueTask<List<Candidate>> CandidatesAsync(Session session, long movie) =>
        session.QueryAsync(
            $"SELECT {Columns} FROM movie_candidates WHERE movie_id = @p1 ORDER BY type, place IS NULL, place, provider, path",
            Read,
            movie
        );

    /// <summary>What providers have for a movie now, instead of what they had. What was fetched of the same image is still known.</summary>
    public static async ValueTask<int> OfferAsync(Session session, long movie, IReadOnlyList<Candidate> candidates)
    {
        var known = (await CandidatesAsync(session, movie)).ToDictionary(KeyOf);
        await session.ExecuteAsync("DELETE FROM movie_candidates WHERE movie_id = @p1", movie);
        foreach (var one in candidates.DistinctBy(KeyOf))
            await AddAsync(session, movie, one with { Hash = one.Hash ?? known.GetValueOrDefault(KeyOf(one))?.Hash });
        return candidates.Count;
    }

    /// <summary>What became of an image that a provider has. One that is not offered any more is passed over.</summary>
    public static ValueTask<int> NoteAsync(Session session, long movie, Candidate one) =>
        session.ExecuteAsync(
            """
            UPDATE movie_candidates SET place = @p5, why = @p6, hash = @p7
            WHERE movie_id = @p1 AND type = @p2 AND provider = @p3 AND path = @p4
            """,
            movie,
            one.Type.Word(),
            one.Provider,
            one.Path,
            one.Place,
            one.Why,
            one.Hash
        );

    private static (ArtworkType, string) KeyOf(Candidate one) => (one.Type, one.Source);

    private static ValueTask<int> AddAsync(Session session, long movie, Candidate one) =>
        session.ExecuteAsync(
            """
            INSERT INTO movie_candidates (movie_id, type, provider, path, url, language, width, height, votes, vote, place, why, hash)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
            """,
            movie,
            one.Type.Word(),
            one.Provider,
            one.Path,
            one.Url.OriginalString,
            one.Language,
            one.Width,
            one.Height,
            one.Votes,
            one.Vote,
            one.Place,
            one.Why,
            one.Hash
        );

    private static Candidate Read(Row row) =>
        new(ArtworkTypes.Find(row.GetString(1))!.Value, row.GetString(2), row.GetString(3), new Uri(row.GetString(4)))
        {
            Id = row.GetInt64(0),
            Language = MovieRow.Text(row, 5),
            Width = row.GetInt32(6),
            Height = row.GetInt32(7),
            Votes = row.GetInt32(8),
            Vote = row.GetInt32(9),
            Place = MovieRow.Number(row, 10),
            Why = row.GetString(11),
            Hash = MovieRow.Text(row, 12),
        };
}
