using System.Globalization;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Members;

/// <summary>The table notification_config.</summary>
internal sealed class MemberTable(Database database, TimeProvider clock)
{
    private const string Columns = "id, service, name, enabled, config, created_at, updated_at, version, origin, file_enabled, changed";

    public Task<List<MemberRow>> AllAsync(CancellationToken ct) =>
        database.ReadAsync(s => s.QueryAsync($"SELECT {Columns} FROM notification_config ORDER BY id", Map), ct);

    /// <returns>False when there is one of that service and name already.</returns>
    public async Task<bool> AddAsync(MemberRow row, CancellationToken ct)
    {
        const string Sql = """
            INSERT INTO notification_config
                (service, name, enabled, config, created_at, updated_at, version, origin, file_enabled, changed)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p5, 1, @p6, @p7, @p8)
            ON CONFLICT (service, name) DO NOTHING
            """;
        return await WriteAsync(
            s =>
                s.ExecuteAsync(
                    Sql,
                    row.Service,
                    row.Name,
                    Flag(row.Enabled),
                    row.Config,
                    Now(),
                    Origin(row),
                    Flag(row.FileEnabled),
                    Flag(row.IsChanged)
                ),
            ct
        );
    }

    /// <returns>False when the entry is no longer as it was seen; nothing was changed then.</returns>
    public Task<bool> ChangeAsync(MemberRow seen, MemberRow wanted, CancellationToken ct)
    {
        const string Sql = """
            UPDATE notification_config
            SET enabled = @p1, config = @p2, updated_at = @p3, version = version + 1, origin = @p4, file_enabled = @p5, changed = @p6
            WHERE id = @p7 AND version = @p8 AND enabled = @p9 AND config = @p10
            """;
        return WriteAsync(
            s =>
                s.ExecuteAsync(
                    Sql,
                    Flag(wanted.Enabled),
                    wanted.Config,
                    Now(),
                    Origin(wanted),
                    Flag(wanted.FileEnabled),
                    Flag(wanted.IsChanged),
                    seen.Id,
                    seen.Version,
                    Flag(seen.Enabled),
                    seen.Config
                ),
            ct
        );
    }

    /// <returns>False when the entry is no longer as it was seen.</returns>
    public Task<bool> RemoveAsync(MemberRow seen, CancellationToken ct) =>
        WriteAsync(
            s =>
                s.ExecuteAsync(
                    "DELETE FROM notification_config WHERE id = @p1 AND version = @p2 AND enabled = @p3 AND config = @p4",
                    seen.Id,
                    seen.Version,
                    Flag(seen.Enabled),
                    seen.Config
                ),
            ct
        );

    private async Task<bool> WriteAsync(Func<Session, ValueTask<int>> write, CancellationToken ct) =>
        await database.WriteAsync(write, WriteKind.Growth, ct) == 1;

    private static MemberRow Map(Row row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3) == 1, row.GetString(4))
        {
            CreatedAt = row.GetString(5),
            UpdatedAt = row.GetString(6),
            Version = row.GetInt64(7),
            IsFromFile = row.GetString(8) == "file",
            FileEnabled = row.IsNull(9) ? null : row.GetInt64(9) == 1,
            IsChanged = row.GetInt64(10) == 1,
        };

    // As SQLite's CURRENT_TIMESTAMP writes it, so that both look alike.
    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Origin(MemberRow row) => row.IsFromFile ? "file" : "api";

    private static long? Flag(bool? value) => value is { } flag ? (flag ? 1 : 0) : null;
}
