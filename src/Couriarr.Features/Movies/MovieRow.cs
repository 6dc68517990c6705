using System.Text.Json;
using System.Text.Json.Serialization;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies;

/// <summary>A row of movies, as a movie.</summary>
internal static class MovieRow
{
    public const string Columns = """
        id, library, folder, video, shares, work, instance, app_id, app_folder, tmdb_id, imdb_id, id_source, title, year, state, note, facts,
        monitored, dirty, fetched_at, missing_at, published_at
        """;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Movie Read(Row row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3))
        {
            SharesFolder = row.GetInt64(4) != 0,
            Work = row.IsNull(5) ? null : new MovieWork(row.GetString(5), row.GetString(6), row.GetInt64(7), row.GetString(8)),
            TmdbId = Number(row, 9),
            ImdbId = Text(row, 10),
            IdSource = Text(row, 11) is { } source ? Enum.Parse<IdSource>(source, ignoreCase: true) : null,
            Title = row.GetString(12),
            Year = Number(row, 13),
            State = Enum.Parse<MovieState>(row.GetString(14), ignoreCase: true),
            Note = Text(row, 15),
            Facts = Text(row, 16) is { } facts ? FactsOf(facts) : null,
            IsMonitored = row.GetInt64(17) != 0,
            IsDirty = row.GetInt64(18) != 0,
            FetchedAt = Time(row, 19),
            MissingAt = Time(row, 20),
            PublishedAt = Time(row, 21),
        };

    public static string TextOf(MovieFacts facts) => JsonSerializer.Serialize(facts, Json);

    public static MovieFacts FactsOf(string text) => JsonSerializer.Deserialize<MovieFacts>(text, Json)!;

    public static string? TextOf(Streams? streams) => streams is null ? null : JsonSerializer.Serialize(streams, Json);

    public static Streams? StreamsOf(string? text) => text is null ? null : JsonSerializer.Deserialize<Streams>(text, Json);

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string? Text(Row row, int column) => row.IsNull(column) ? null : row.GetString(column);

    public static int? Number(Row row, int column) => row.IsNull(column) ? null : row.GetInt32(column);

    private static DateTimeOffset? Time(Row row, int column) =>
        row.IsNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
