using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake.Missed;

/// <summary>What became of an import that the history tells of.</summary>
public enum ImportOutcome
{
    /// <summary>Nobody had told us: it was handed in.</summary>
    Missed,

    /// <summary>Its webhook had come.</summary>
    Heard,

    /// <summary>The app has replaced or deleted the file since.</summary>
    Gone,

    /// <summary>It makes no sense to us.</summary>
    Refused,
}

/// <param name="FilePath">Where the app has the file when it was found.</param>
public sealed record KnownImport(string Path, DateTimeOffset Date, string Title, string FilePath, ImportOutcome Outcome)
{
    public long? InboxId { get; init; }

    /// <summary>The app's own number of it.</summary>
    public long? FileId { get; init; }

    /// <summary>How often it was handed in again although it had been heard.</summary>
    public int Again { get; init; }

    internal (string, DateTimeOffset) Key => (Path, Date);
    internal IEnumerable<string> Paths => [Path, FilePath];

    /// <summary>The other came later and has its name.</summary>
    internal bool IsReplacedBy(KnownImport other) =>
        other.Date > Date
        && (other.FilePath == FilePath || other.Path == FilePath)
        && other.FileId is { } id
        && FileId is { } own
        && id != own;
}

/// <summary>The imports that were found in histories (history_imports).</summary>
internal sealed class ImportsTable(Database database)
{
    private const string Columns = "path, imported_at, title, file_path, outcome, inbox_id, again, file_id";

    public Task<List<KnownImport>> SinceAsync(string instance, DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"SELECT {Columns} FROM history_imports WHERE instance = @p1 AND imported_at >= @p2 ORDER BY imported_at DESC",
                    Read,
                    instance,
                    since.ToUnixTimeMilliseconds()
                ),
            ct
        );

    public Task<int> AddAsync(string instance, IReadOnlyList<KnownImport> imports, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var import in imports)
                    await AddAsync(session, instance, import, now);
                return imports.Count;
            },
            WriteKind.Growth,
            ct
        );

    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken ct) =>
        database.WriteAsync(
            s => s.ExecuteAsync("DELETE FROM history_imports WHERE imported_at < @p1", before.ToUnixTimeMilliseconds()),
            WriteKind.Upkeep,
            ct
        );

    private static ValueTask<int> AddAsync(Session session, string instance, KnownImport import, DateTimeOffset now) =>
        session.ExecuteAsync(
            $"""
            INSERT INTO history_imports (instance, {Columns}, found_at) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
            ON CONFLICT (instance, path, imported_at) DO UPDATE SET file_path = @p5, outcome = @p6, inbox_id = @p7, again = @p8,
                file_id = coalesce(@p9, history_imports.file_id)
            """,
            instance,
            import.Path,
            import.Date.ToUnixTimeMilliseconds(),
            import.Title,
            import.FilePath,
            Word(import.Outcome),
            import.InboxId,
            import.Again,
            import.FileId,
            now.ToUnixTimeMilliseconds()
        );

    private static string Word(ImportOutcome outcome) =>
        outcome switch
        {
            ImportOutcome.Missed => "missed",
            ImportOutcome.Heard => "heard",
            ImportOutcome.Gone => "gone",
            _ => "refused",
        };

    private static KnownImport Read(Row row) =>
        new(
            row.GetString(0),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
            row.GetString(2),
            row.GetString(3),
            Enum.Parse<ImportOutcome>(row.GetString(4), ignoreCase: true)
        )
        {
            InboxId = row.IsNull(5) ? null : row.GetInt64(5),
            Again = row.GetInt32(6),
            FileId = row.IsNull(7) ? null : row.GetInt64(7),
        };
}
